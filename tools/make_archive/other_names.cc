#include "tools/make_archive/other_names.h"

#include <cmath>

#include "graph/identity/name_form.h"
#include "graph/utf8.h"
#include "tools/make_archive/chance.h"

namespace kg::archive_maker {
namespace {

// Characters of given names, and those that write foreign ones.
constexpr std::u32string_view kGiven =
    U"伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰文斌宇浩凯健俊帆雪倩颖琳晨欣怡"
    U"志国建红梅辉鹏飞鑫波旭宁海峰龙云天林森松柏成东南春秋冬兴德福生祥瑞嘉佳思雨若梦晓景"
    U"润泽清源远航立新永康卫庆家和雅慧淑珍素琴仁义礼智信诚真善";
constexpr std::u32string_view kForeign =
    U"阿埃艾安奥巴贝本比博布查达戴德迪杜多恩法菲费弗盖戈格古哈海赫霍基吉加贾杰卡凯科克库拉"
    U"莱兰朗雷里利列林卢鲁伦罗洛马迈曼梅门米莫姆纳内尼诺帕佩皮普奇乔切萨塞桑沙舍施史斯苏索"
    U"塔泰特托瓦维沃西希夏谢辛雅亚扬耶伊因尤泽扎兹佐";
constexpr std::u32string_view kSurnames =
    U"王李张刘陈杨赵黄周吴徐孙胡朱高林何郭罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋"
    U"蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙"
    U"万段章钱汤尹黎易常武乔贺赖龚文";

bool IsSign(char32_t c) {
  return c == U'·' || c == U'・' || c == U'-' || c == U'–' || c == U' ' || c == U'.';
}
bool IsLower(char32_t c) { return c >= U'a' && c <= U'z'; }
bool IsUpper(char32_t c) { return c >= U'A' && c <= U'Z'; }
bool IsChinese(char32_t c) { return c >= 0x4E00 && c <= 0x9FFF; }

char32_t OtherLetter(char32_t letter, std::uint64_t chance) {
  constexpr std::u32string_view kVowels = U"aeiou";
  constexpr std::u32string_view kConsonants = U"bcdfghjklmnprstvwz";
  const char32_t lower = IsUpper(letter) ? letter - U'A' + U'a' : letter;
  if (!IsLower(lower)) return letter;
  const std::u32string_view kind =
      kVowels.find(lower) != std::u32string_view::npos ? kVowels : kConsonants;
  const char32_t other = kind[chance % kind.size()];
  return IsUpper(letter) ? other - U'a' + U'A' : other;
}

/// A part of a name, without signs.
void AppendOther(std::u32string_view part, bool foreign, std::uint64_t seed, unsigned copy,
                 std::string& out) {
  const auto in_utf8 = [](std::u32string_view chars) {
    std::string bytes;
    for (const char32_t c : chars) AppendUtf8(bytes, c);
    return bytes;
  };
  // Of a Chinese name the family name stays, so that the given name alone is the same name.
  if (!foreign && part.size() >= 2 && kSurnames.find(part[0]) != std::u32string_view::npos) {
    AppendUtf8(out, part[0]);
    part.remove_prefix(1);
  }
  const std::string word = in_utf8(part);
  const auto versions =
      static_cast<std::uint64_t>(std::ceil(std::pow(static_cast<double>(copy) + 1, 0.7)));
  const std::uint64_t version = Chance(seed, word, copy) % versions;
  std::uint64_t chance = Chance(seed + 1, word, version);
  for (const char32_t c : part) {
    const std::u32string_view kind = foreign ? kForeign : kGiven;
    AppendUtf8(out, IsChinese(c) ? kind[chance % kind.size()] : OtherLetter(c, chance));
    chance = chance / 128 + (chance << 57);
  }
}

}  // namespace

std::string OtherName(std::string_view name, std::uint64_t seed, unsigned copy) {
  std::u32string chars;
  bool signs = false;
  for (std::size_t at = 0; at < name.size();) {
    chars.push_back(NextCodePoint(name, &at));
    signs = signs || IsSign(chars.back());
  }
  const bool foreign = signs || chars.size() > 3 || IsTransliteration(FormOf(name));
  std::string other;
  for (std::size_t at = 0; at < chars.size();) {
    std::size_t end = at;
    while (end < chars.size() && !IsSign(chars[end])) ++end;
    if (end == at) {
      AppendUtf8(other, chars[at++]);
    } else {
      AppendOther(std::u32string_view(chars).substr(at, end - at), foreign, seed, copy, other);
      at = end;
    }
  }
  return other;
}

}  // namespace kg::archive_maker
