#include "ingest/boilerplate.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>

namespace kg {
namespace {

// The whole block. Sorted, for binary search.
constexpr std::array kWords = std::to_array<std::string_view>({
    "Advertisement",
    "Array",
    "Image caption",
    "NaN",
    "Permalink",
    "Published",
    "Related",
    "Tagged",
    "Tags",
    "YouTube",
    "You’ve hit the wall.",
    "null",
    "undefined",
    "举报广告",
    "你的器材不支持播放多媒体材料",
    "冒个泡吧！",
    "分享",
    "分享 :",
    "分享：",
    "刚刚",
    "告知：第三方内容可能包含广告",
    "图像来源，",
    "图片版权",
    "广告",
    "播放影片",
    "正在加载……",
    "点击查看更多关于他的信息。",
    "点击查看更多关于她的信息。",
    "点击查看本文英文版。",
    "相关",
    "继续浏览后续",
    "赞",
    "赞正在加载……",
    "赞过：",
    "阅读更多内容",
});
static_assert(std::ranges::is_sorted(kWords));
constexpr std::size_t kLongestWord = std::ranges::max(kWords, {}, &std::string_view::size).size();

// The begin of a block that is not longer than kLongestLine. Sorted, and none begins another.
constexpr std::array kBegins = std::to_array<std::string_view>({
    "(c)",
    "Copyright",
    "Feed enhanced by",
    "Image caption",
    "Post tags:",
    "[摘编自",
    "©",
    "共享此文章",
    "嘉宾和观众听众发表的都是个人观点",
    "图像来源，",
    "图片版权",
    "微信搜索“燕京书评”",
    "德国之声致力于为您提供客观中立",
    "感谢阅读今天的简报，新读者请点击此处订阅",
    "我们的标准：",
    "摘编自其",
    "摘译自其",
    "注：本文仅代表作者",
    "点击以在",
    "点击分享到",
    "结尾 Youtube 帖子",
    "获取更多RSS",
    "请微信搜索关注公众号",
    "跳过 Youtube 帖子",
    "（本文仅代表作者",
    "（欢迎点击",
    "（注：本文仅代表作者",
});
static_assert(std::ranges::is_sorted(kBegins));

// Which pairs of first bytes they have, hashed to a byte: a quick no for nearly all blocks.
constexpr std::uint8_t HashOfBegin(std::string_view text) {
  return static_cast<std::uint8_t>(static_cast<std::uint8_t>(text[0]) * 31U +
                                   static_cast<std::uint8_t>(text[1]));
}

constexpr std::array<bool, 256> kMayBegin = [] {
  std::array<bool, 256> may{};
  for (const std::string_view begin : kBegins) may[HashOfBegin(begin)] = true;
  return may;
}();

// Anywhere in a block that is not longer than kLongestLine. In Latin letters, which are rare enough
// in Chinese text for a search to be quick.
constexpr std::string_view kInside[] = {
    "get_post_time(", "https://feedx.", "del.icio.us", "No comment |", "@ftchinese.com",
};

constexpr std::string_view kRelatedHeadings[] = {
    "同一主题", "延伸阅读", "您可能感兴趣的文章", "更多阅读",
    "相关报道", "相关文章", "相关阅读",           "相关新闻",
};

constexpr std::size_t kLongestLine = 600;  // bytes: some 200 characters

std::string_view WithoutColon(std::string_view text) {
  for (const std::string_view colon : {":", "："}) {
    if (text.ends_with(colon)) text.remove_suffix(colon.size());
  }
  return text;
}

// "==========": a line drawn with signs.
bool IsRule(std::string_view text) {
  return text.size() >= 3 && text.find_first_not_of("=-_*~") == std::string_view::npos;
}

bool IsBoilerplateWord(std::string_view text) {
  return text.size() <= kLongestWord && std::ranges::binary_search(kWords, text);
}

bool BeginsLikeBoilerplate(std::string_view text) {
  if (text.size() < 2 || !kMayBegin[HashOfBegin(text)]) return false;
  const auto behind = std::ranges::upper_bound(kBegins, text);
  return behind != kBegins.begin() && text.starts_with(*std::prev(behind));
}

}  // namespace

bool IsBoilerplate(std::string_view text) {
  if (text.size() > kLongestLine) return false;
  const auto inside = [text](std::string_view word) {
    return text.find(word) != std::string_view::npos;
  };
  return IsBoilerplateWord(text) || IsRule(text) || BeginsLikeBoilerplate(text) ||
         std::ranges::any_of(kInside, inside);
}

bool IsRelatedHeading(std::string_view text) {
  return std::ranges::find(kRelatedHeadings, WithoutColon(text)) != std::end(kRelatedHeadings);
}

bool IsGalleryHeading(std::string_view text) {
  return text.starts_with("相关图集：") || text.starts_with("相关图集:");
}

}  // namespace kg
