#include "ingest/byline.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <utility>

#include "graph/utf8.h"

namespace kg {
namespace {

struct RoleWord {
  std::string_view word;
  bool writes;
};

// Sorted, for binary search.
constexpr std::array kRoleWords = std::to_array<RoleWord>({
    {"作者", true},      {"发稿", false},     {"审校", false},     {"審校", false},
    {"摄影", false},     {"摘编", false},     {"撰文", true},      {"撰稿", true},
    {"整理", false},     {"文", true},        {"本文编辑", false}, {"校对", false},
    {"核稿", false},     {"特约撰稿", true},  {"特约记者", true},  {"網編", false},
    {"網编", false},     {"編譯", false},     {"編輯", false},     {"编译", false},
    {"编辑", false},     {"网络编辑", false}, {"网编", false},     {"翻译", false},
    {"翻译编辑", false}, {"記者", true},      {"譯者", false},     {"记者", true},
    {"讲者", false},     {"译者", false},     {"責任編輯", false}, {"責編", false},
    {"责任编辑", false}, {"责编", false},     {"采写", true},      {"采访记者", true},
});
static_assert(std::ranges::is_sorted(kRoleWords, {}, &RoleWord::word));

constexpr std::string_view kCreditSeparators[] = {":", "：", "/", "／", "︱", "丨", "|", "｜", " "};
constexpr std::string_view kEnds[] = {",", "，", "、", "/", "／", ";", "；", "&", "|", "｜", "丨"};

// Bylines that name nobody.
constexpr std::string_view kDesks[] = {
    "null",
    "ARD",
    "DW",
    "dpa",
    "AFP",
    "AP",
    "Reuters",
    "法新社",
    "路透社",
    "美联社",
    "德新社",
    "德国之声",
    "德国之声中文网",
    "德國之聲中文網",
    "纽约时报中文网",
    "《纽约时报》",
    "BBC中文",
    "BBC News 中文",
    "自由亚洲电台",
    "综合报道",
    "刚刚",
};

// Where a report was filed from stands glued to the name: 记者甲华盛顿报道.
constexpr std::string_view kPlaces[] = {
    "华盛顿", "旧金山", "洛杉矶", "多伦多", "温哥华", "纽约", "台北", "香港",   "巴黎",
    "伦敦",   "东京",   "北京",   "首尔",   "曼谷",   "柏林", "悉尼", "新德里", "上海",
};

constexpr std::size_t kLongestCredit = 240;  // bytes
constexpr std::size_t kLongestCreditedName = 60;

std::string_view WithoutSpaces(std::string_view text) {
  const std::size_t from = text.find_first_not_of(' ');
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(' ') - from + 1);
}

template <typename Words>
std::size_t PrefixOf(std::string_view text, const Words& words) {
  for (const std::string_view word : words) {
    if (text.starts_with(word)) return word.size();
  }
  return 0;
}

// The longest role word that `text` starts with. It sorts before the text, and only a longer word
// with the same begin (翻译编辑 for 翻译) can come between.
const RoleWord* RoleWordAt(std::string_view text) {
  const auto behind = std::ranges::upper_bound(kRoleWords, text, {}, &RoleWord::word);
  for (auto word = behind; word != kRoleWords.begin() && behind - word < 2;) {
    --word;
    if (text.starts_with(word->word)) return &*word;
  }
  return nullptr;
}

// `text` without bracketed groups, wherever they stand.
std::string WithoutBrackets(std::string_view text) {
  std::string out;
  int depth = 0;
  while (!text.empty()) {
    std::size_t length = 1;
    if (text.starts_with("（") || text.starts_with("）")) length = 3;
    const bool opens = text.front() == '(' || text.starts_with("（");
    const bool closes = text.front() == ')' || text.starts_with("）");
    if (opens) ++depth;
    if (depth == 0 && !closes) out += text.substr(0, length);
    if (closes && depth > 0) --depth;
    text.remove_prefix(length);
  }
  return out;
}

std::string_view WithoutSuffix(std::string_view text, std::string_view suffix) {
  return text.size() > suffix.size() && text.ends_with(suffix)
             ? text.substr(0, text.size() - suffix.size())
             : text;
}

// 家傲华盛顿报道 -> 家傲; 台北报导 -> "".
std::string_view WithoutDateline(std::string_view name) {
  const std::string_view full = name;
  for (const std::string_view verb : {"报道", "报导", "報導", "報道"}) {
    if (name.ends_with(verb)) name.remove_suffix(verb.size());
  }
  if (name.size() == full.size()) return name;
  for (const std::string_view place : kPlaces) {
    if (name == place) return {};
    name = WithoutSuffix(name, place);
  }
  return name;
}

bool IsName(std::string_view name) {
  return !name.empty() && name.size() <= kLongestCreditedName &&
         name.find_first_of("0123456789@:") == std::string_view::npos &&
         std::ranges::find(kDesks, name) == std::end(kDesks) &&
         (CountCodePoints(name) > 1 || name.size() > 3);
}

void AddName(std::string_view name, std::vector<std::string>* names) {
  name = WithoutSpaces(name);
  if (name.starts_with("null ")) name = WithoutSpaces(name.substr(5));
  name = WithoutSpaces(WithoutDateline(name));
  if (IsName(name) && std::ranges::find(*names, name) == names->end()) names->emplace_back(name);
}

// A blank parts Chinese names; in "William Yang" it does not.
bool PartsNames(std::string_view text, std::size_t blank) {
  const auto is_latin = [](char c) { return static_cast<signed char>(c) > 0; };
  return blank > 0 && blank + 1 < text.size() &&
         !(is_latin(text[blank - 1]) && is_latin(text[blank + 1]));
}

bool IsSentence(std::string_view text) {
  return std::ranges::any_of(
      std::initializer_list<std::string_view>{"。", "，", "！", "？", "“", "”", "《"},
      [text](std::string_view sign) { return text.find(sign) != std::string_view::npos; });
}

std::string_view WithoutOuterBrackets(std::string_view text) {
  for (const auto& [open, close] : {std::pair<std::string_view, std::string_view>{"（", "）"},
                                    {"(", ")"},
                                    {"（", ")"},
                                    {"(", "）"},
                                    {"【", "】"}}) {
    if (text.starts_with(open) && text.ends_with(close)) {
      return WithoutSpaces(text.substr(open.size(), text.size() - open.size() - close.size()));
    }
  }
  return text;
}

// Whether a role word starts at `at` of a credit line and not inside of a name.
bool IsRoleStart(std::string_view text, std::size_t at, const RoleWord& role) {
  const std::string_view rest = text.substr(at + role.word.size());
  return PrefixOf(rest, kCreditSeparators) != 0 ||
         (at > 0 && (role.word == "记者" || role.word == "記者"));
}

bool NamesEditor(std::string_view text) {
  return std::ranges::any_of(
      std::initializer_list<std::string_view>{"责编", "責編", "网编", "網編"},
      [text](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

// A role and where its names start.
struct CreditPart {
  std::size_t from;
  std::size_t names_from;
  bool writes;
};

std::vector<CreditPart> PartsOf(std::string_view credit) {
  std::vector<CreditPart> parts;
  for (std::size_t at = 0; at < credit.size(); ++at) {
    const RoleWord* role = RoleWordAt(credit.substr(at));
    if (role == nullptr || !IsRoleStart(credit, at, *role)) continue;
    if (at > 0 && role->word == "文") continue;
    parts.push_back({at, at + role->word.size(), role->writes});
    at += role->word.size() - 1;
  }
  return parts;
}

}  // namespace

void AppendNames(std::string_view list, std::vector<std::string>* names) {
  const std::string plain = WithoutBrackets(list);
  std::string_view text = WithoutSpaces(plain);
  if (text.starts_with("BBC")) return;  // "BBC新闻，华盛顿"
  if (const RoleWord* role = RoleWordAt(text); role != nullptr && IsRoleStart(text, 0, *role)) {
    text = WithoutSpaces(text.substr(role->word.size()));
    text.remove_prefix(PrefixOf(text, kCreditSeparators));
  }
  std::size_t from = 0;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t length = PrefixOf(text.substr(at), kEnds);
    if (length == 0 && text[at] == ' ' && PartsNames(text, at)) length = 1;
    if (length == 0) {
      ++at;
      continue;
    }
    AddName(text.substr(from, at - from), names);
    at += length;
    from = at;
  }
  AddName(text.substr(std::min(from, text.size())), names);
}

std::optional<std::vector<std::string>> ParseCredit(std::string_view text) {
  if (text.size() > kLongestCredit) return std::nullopt;
  text = WithoutOuterBrackets(text);
  if (IsSentence(text)) return std::nullopt;
  const RoleWord* first = RoleWordAt(text);
  const bool starts_with_role = first != nullptr && IsRoleStart(text, 0, *first);
  // 自由亚洲电台 甲报道 责编：…: a desk and a reporter come before the first role.
  if (!starts_with_role && !NamesEditor(text)) return std::nullopt;
  const std::vector<CreditPart> parts = PartsOf(text);
  if (parts.empty()) return std::nullopt;
  std::vector<std::string> authors;
  AppendNames(text.substr(0, parts.front().from), &authors);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (!parts[i].writes) continue;
    const std::size_t end = i + 1 < parts.size() ? parts[i + 1].from : text.size();
    std::string_view names =
        WithoutSpaces(text.substr(parts[i].names_from, end - parts[i].names_from));
    names.remove_prefix(PrefixOf(names, kCreditSeparators));
    AppendNames(names, &authors);
  }
  return authors;
}

std::size_t SizeWithoutCredit(std::string_view paragraph) {
  if (!paragraph.ends_with("）")) return paragraph.size();
  const std::size_t open = paragraph.rfind("（");
  if (open == std::string_view::npos || open == 0) return paragraph.size();
  if (!ParseCredit(paragraph.substr(open))) return paragraph.size();
  const std::size_t last = paragraph.find_last_not_of(' ', open - 1);
  return last == std::string_view::npos ? paragraph.size() : last + 1;
}

bool IsAuthorLabel(std::string_view text) {
  constexpr std::size_t kLongestLabel = 24;
  if (text.size() > kLongestLabel) return false;
  const RoleWord* role = RoleWordAt(text);
  if (role == nullptr || !role->writes) return false;
  const std::string_view rest = text.substr(role->word.size());
  return !rest.empty() && PrefixOf(rest, kCreditSeparators) == rest.size();
}

}  // namespace kg
