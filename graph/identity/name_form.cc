#include "graph/identity/name_form.h"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>

#include "graph/script.h"
#include "graph/utf8.h"

namespace kg {
namespace {

// What U+00C0 to U+017F are without accents.
constexpr std::string_view kUnaccented =
    "AAAAAAACEEEEIIIIDNOOOOO OUUUUYTsaaaaaaaceeeeiiiidnooooo ouuuuyty"
    "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIiIiJjKkkLlLlLlLlLl"
    "NnNnNnnNnOoOoOoOoRrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs";
static_assert(kUnaccented.size() == 0x180 - 0xC0);

char32_t PlainLetter(char32_t c) {
  if (c >= 0xC0 && c < 0x180) c = static_cast<unsigned char>(kUnaccented[c - 0xC0]);
  return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
}

bool IsHan(char32_t c) { return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0x20000 && c <= 0x3FFFF); }
// Behind Latin, but for signs.
bool IsOtherLetter(char32_t c) {
  return c >= 0x300 && !(c >= 0x2000 && c < 0x3040) && !(c >= 0xFF00 && c < kBmp);
}
bool IsLatin(char32_t c) { return c >= 'a' && c <= 'z'; }

const std::map<char32_t, std::uint32_t>& SoundTable() {
  static const std::map<char32_t, std::uint32_t> table = [] {
    std::map<char32_t, std::uint32_t> made;
    std::uint32_t sound = 0;
    const auto add = [&](std::u16string_view characters) {
      ++sound;
      for (const char16_t c : characters) made.emplace(c, sound);
    };
#define SOUND(name, characters) add(characters);
#include "graph/identity/sounds.inc"
#undef SOUND
    return made;
  }();
  return table;
}

// Family names among the characters that write foreign names: with two more characters behind them
// they are Chinese names as a rule.
bool IsSurname(char32_t c) {
  static constexpr std::u16string_view kSurnames =
      u"马罗雷李林高唐汤万文温史石夏肖萧金韩胡华霍吉季柯兰郎黎连柳龙卢鲁路毛梅孟米莫穆宁欧潘庞彭齐"
      u"乔沙"
      u"施司苏索陶韦魏乌武伍吴谢辛叶尤詹朱安艾巴班鲍贝毕卜查达戴邓狄丁杜范费丰冯傅甘戈葛古哈海汉赫"
      u"赖劳"
      u"刘门蒙明木普强瑞萨桑图维卫希尹伊约扎麦莱来联加";
  return c < kBmp && kSurnames.find(static_cast<char16_t>(c)) != std::u16string_view::npos;
}

// Syllables of Chinese in Pinyin: an initial, maybe none, and a final.
constexpr auto kInitials =
    std::to_array<std::string_view>({"zh", "ch", "sh", "b", "p", "m", "f", "d", "t", "n", "l", "g",
                                     "k",  "h",  "j",  "q", "x", "r", "z", "c", "s", "y", "w", ""});
constexpr auto kFinals = std::to_array<std::string_view>(
    {"iang", "iong", "uang", "ang", "eng", "ing", "ong", "ian", "iao", "uai", "uan",
     "ai",   "an",   "ao",   "ei",  "en",  "er",  "ia",  "ie",  "in",  "iu",  "ou",
     "ua",   "ue",   "ui",   "un",  "uo",  "a",   "e",   "i",   "o",   "u"});

bool IsSyllables(std::string_view word) {
  if (word.empty()) return true;
  for (const std::string_view initial : kInitials) {
    if (!word.starts_with(initial)) continue;
    const std::string_view rest = word.substr(initial.size());
    for (const std::string_view final : kFinals) {
      if (rest.starts_with(final) && IsSyllables(rest.substr(final.size()))) return true;
    }
  }
  return false;
}

// Elements that both have in the same order, at most.
template <class Sequence>
std::size_t CommonInOrder(const Sequence& a, const Sequence& b) {
  std::vector<std::size_t> best(b.size() + 1);
  for (const auto& element : a) {
    std::size_t diagonal = 0;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t above = best[j + 1];
      best[j + 1] = element == b[j] ? diagonal + 1 : std::max(above, best[j]);
      diagonal = above;
    }
  }
  return best.back();
}

template <class Sequence>
double Likeness(const Sequence& a, const Sequence& b) {
  const std::size_t longer = std::max(a.size(), b.size());
  if (longer == 0) return 0;
  return static_cast<double>(CommonInOrder(a, b)) / static_cast<double>(longer);
}

}  // namespace

NameForm FormOf(std::string_view name) {
  NameForm form;
  const char16_t* simplified = SimplifiedTable();
  bool inside = false;
  for (std::size_t pos = 0; pos < name.size();) {
    char32_t c = PlainLetter(NextCodePoint(name, &pos));
    if (c < kBmp) c = simplified[c];
    // An apostrophe or a full stop joins: O'Brien, J.D.
    if (c == '\'' || c == U'’' || c == '.') continue;
    const bool letter = IsHan(c) || IsLatin(c) || IsOtherLetter(c);
    const bool sign = c == U'·' || c == U'・' || c == U'‧' || c == U'•' || c == U'–' || c == U'—' ||
                      c == U'‐' || c == U'－' || c == U'．' || c == U'∙';
    if (!letter || sign) {
      inside = false;
      continue;
    }
    if (!inside) form.parts.emplace_back();
    inside = true;
    form.parts.back().push_back(c);
    form.letters.push_back(c);
  }
  form.han = !form.letters.empty() && std::ranges::all_of(form.letters, IsHan);
  form.latin = !form.letters.empty() && std::ranges::all_of(form.letters, IsLatin);
  return form;
}

std::string GlossOf(const NameForm& form) {
  if (!form.latin) return {};
  std::string gloss;
  int words = 0;
  for (const std::u32string& part : form.parts) {
    words += part.size() >= 2 ? 1 : 0;
    if (!gloss.empty()) gloss += ' ';
    for (const char32_t c : part) gloss += static_cast<char>(c);
  }
  return words >= 2 ? gloss : "";
}

bool IsPinyin(std::string_view gloss) {
  constexpr std::size_t kLongest = 14;  // "zhuangshuang"; longer words would take long
  while (!gloss.empty()) {
    const std::size_t end = std::min(gloss.find(' '), gloss.size());
    if (end > kLongest || !IsSyllables(gloss.substr(0, end))) return false;
    gloss.remove_prefix(std::min(end + 1, gloss.size()));
  }
  return true;
}

std::vector<std::uint32_t> SoundsOf(std::u32string_view letters) {
  const auto& table = SoundTable();
  std::vector<std::uint32_t> sounds;
  for (const char32_t c : letters) {
    const auto at = table.find(c);
    sounds.push_back(at == table.end() ? static_cast<std::uint32_t>(c) : at->second);
  }
  return sounds;
}

bool IsTransliteration(const NameForm& form) {
  constexpr std::size_t kFewest = 3;
  if (!form.han || form.letters.size() < kFewest) return false;
  if (form.letters.size() == kFewest && IsSurname(form.letters.front())) return false;
  const auto& table = SoundTable();
  return std::ranges::all_of(form.letters, [&](char32_t c) { return table.contains(c); });
}

double SoundLikeness(std::u32string_view a, std::u32string_view b) {
  return Likeness(SoundsOf(a), SoundsOf(b));
}

bool GlossesAgree(std::string_view a, std::string_view b) {
  if (a == b) return true;
  constexpr double kAlmost = 0.75;
  const auto first = [](std::string_view gloss) { return gloss.substr(0, gloss.find(' ')); };
  const auto last = [](std::string_view gloss) { return gloss.substr(gloss.rfind(' ') + 1); };
  return Likeness(first(a), first(b)) >= kAlmost && Likeness(last(a), last(b)) >= kAlmost;
}

}  // namespace kg
