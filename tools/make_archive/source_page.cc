#include "tools/make_archive/source_page.h"

#include <algorithm>
#include <utility>

#include "graph/canonical_url.h"
#include "graph/utf8.h"
#include "ingest/archive_reader.h"
#include "ingest/build_article.h"

namespace kg::archive_maker {
namespace {

constexpr std::size_t kShortestClause = 18;  // bytes: six characters
constexpr std::size_t kLongestClause = 300;

bool IsLatin(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool HoldsChinese(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) >= 0xE4; });
}

/// Cuts one file into pieces from its beginning.
class Cutter {
 public:
  Cutter(const SourceFile& file, const NameIndex& own, const NameIndex& everywhere)
      : file_(file), own_(own), everywhere_(everywhere) {}

  std::vector<Piece> Cut() && {
    std::string_view rest = file_.bytes;
    rest = CutSeen(rest);
    rest = CutTitle(rest);
    CutPage(rest);
    return std::move(pieces_);
  }

 private:
  void Add(Piece::Kind kind, std::string_view text) {
    if (text.empty()) return;
    if (kind == Piece::Kind::kPlain && !pieces_.empty() && pieces_.back().kind == kind) {
      pieces_.back().text += text;
    } else {
      pieces_.push_back({kind, std::string(text), {}});
    }
  }

  std::string_view CutSeen(std::string_view rest) {
    constexpr std::string_view kStart = "<!--";
    const std::size_t end = rest.find("-->");
    if (!rest.starts_with(kStart) || end == std::string_view::npos || end > 24) return rest;
    Add(Piece::Kind::kPlain, kStart);
    Add(Piece::Kind::kSeen, rest.substr(kStart.size(), end - kStart.size()));
    return rest.substr(end);
  }

  // What precedes the line of dashes: the title and, from the right, the address.
  std::string_view CutTitle(std::string_view rest) {
    const std::size_t dashes = rest.find("\n------");
    const std::string_view head = rest.substr(0, dashes);
    const std::size_t middle = head.rfind("](");
    const std::size_t end = head.rfind(')');
    if (dashes == std::string_view::npos || middle == std::string_view::npos || end < middle) {
      return rest;
    }
    CutText(head.substr(0, middle), false);
    Add(Piece::Kind::kPlain, "](");
    Add(Piece::Kind::kAddress, file_.article.url);
    Add(Piece::Kind::kPlain, head.substr(end));
    return rest.substr(dashes);
  }

  void CutPage(std::string_view rest) {
    while (!rest.empty()) {
      const std::size_t open = std::min(rest.find('<'), rest.size());
      CutText(rest.substr(0, open), true);
      rest.remove_prefix(open);
      const std::size_t close = rest.find('>');
      const std::size_t size = close == std::string_view::npos ? rest.size() : close + 1;
      CutTag(rest.substr(0, size));
      rest.remove_prefix(size);
    }
    pieces_.push_back({Piece::Kind::kEnd, {}, {}});
  }

  void CutTag(std::string_view tag) {
    if (tag.starts_with("<time")) return CutDates(tag);
    constexpr std::string_view kAttribute = "href=\"";
    const std::size_t at = tag.starts_with("<a") ? tag.find(kAttribute) : std::string_view::npos;
    const std::size_t start = at + kAttribute.size();
    const std::size_t end = at == std::string_view::npos ? at : tag.find('"', start);
    if (end == std::string_view::npos) return Add(Piece::Kind::kPlain, tag);
    std::string address(tag.substr(start, end - start));
    for (std::size_t amp = 0; (amp = address.find("&amp;", amp)) != std::string::npos; ++amp) {
      address.erase(amp + 1, 4);
    }
    const auto target = CanonicalUrl(address, file_.article.url);
    if (!target || (*target != file_.article.url && !IsArticleLink(file_.article.url, *target))) {
      return Add(Piece::Kind::kPlain, tag);
    }
    Add(Piece::Kind::kPlain, tag.substr(0, start));
    Add(Piece::Kind::kAddress, *target);
    Add(Piece::Kind::kPlain, tag.substr(end));
  }

  void CutDates(std::string_view text) {
    std::size_t from = 0;
    while (const auto date = NextDate(text, from)) {
      Add(Piece::Kind::kPlain, text.substr(from, date->start - from));
      pieces_.push_back(
          {Piece::Kind::kDate, std::string(text.substr(date->start, date->size)), date});
      from = date->start + date->size;
    }
    Add(Piece::Kind::kPlain, text.substr(from));
  }

  // Text without tags: names first, clauses and dates between them.
  void CutText(std::string_view text, bool clauses) {
    std::size_t plain = 0;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t size = std::max(own_.SizeAt(text, at), everywhere_.SizeAt(text, at));
      if (size == 0) {
        NextCodePoint(text, &at);
        continue;
      }
      CutClauses(text.substr(plain, at - plain), clauses);
      Add(Piece::Kind::kName, text.substr(at, size));
      at = CutGloss(text, at + size);
      plain = at;
    }
    CutClauses(text.substr(plain), clauses);
  }

  // The Latin name beside a name, in brackets or not. Where the text goes on.
  std::size_t CutGloss(std::string_view text, std::size_t at) {
    std::size_t start = at;
    for (const std::string_view bracket : {"（", "("}) {
      if (text.substr(start).starts_with(bracket)) start += bracket.size();
    }
    std::size_t end = start;
    while (end < text.size() &&
           (IsLatin(text[end]) || text[end] == ' ' || text[end] == '-' || text[end] == '.')) {
      ++end;
    }
    if (end - start < 4) return at;
    Add(Piece::Kind::kPlain, text.substr(at, start - at));
    Add(Piece::Kind::kName, text.substr(start, end - start));
    return end;
  }

  void CutClauses(std::string_view text, bool clauses) {
    constexpr std::string_view kSigns[] = {"，", "。", "；", "！", "？"};
    std::size_t start = std::string_view::npos;  // of a clause: behind a sign
    std::size_t done = 0;
    for (std::size_t at = 0; at < text.size();) {
      const auto sign = std::ranges::find_if(
          kSigns, [&](std::string_view s) { return text.substr(at).starts_with(s); });
      if (sign == std::end(kSigns)) {
        NextCodePoint(text, &at);
        continue;
      }
      if (clauses && start != std::string_view::npos && IsClause(text.substr(start, at - start))) {
        CutDates(text.substr(done, start - done));
        Add(Piece::Kind::kClause, text.substr(start, at - start));
        done = at;
      }
      at += sign->size();
      start = at;
    }
    CutDates(text.substr(done));
  }

  static bool IsClause(std::string_view text) {
    return text.size() >= kShortestClause && text.size() <= kLongestClause && HoldsChinese(text) &&
           text.find_first_of("&<>\n\r0123456789") == std::string_view::npos;
  }

  const SourceFile& file_;
  const NameIndex& own_;
  const NameIndex& everywhere_;
  std::vector<Piece> pieces_;
};

}  // namespace

NameIndex::NameIndex(const std::set<std::string>& names) {
  for (const std::string& name : names) {
    std::size_t second = 0;
    const char32_t first = NextCodePoint(name, &second);
    if (second < name.size()) by_first_[first].push_back(name);
  }
  for (auto& [first, all] : by_first_) {
    std::ranges::sort(all, [](const auto& a, const auto& b) { return a.size() > b.size(); });
  }
}

std::size_t NameIndex::SizeAt(std::string_view text, std::size_t at) const {
  std::size_t second = at;
  const auto found = by_first_.find(NextCodePoint(text, &second));
  if (found == by_first_.end()) return 0;
  if (IsLatin(text[at]) && at > 0 && IsLatin(text[at - 1])) return 0;
  for (const std::string& name : found->second) {
    if (!text.substr(at).starts_with(name)) continue;
    const std::size_t behind = at + name.size();
    if (IsLatin(name.back()) && behind < text.size() && IsLatin(text[behind])) continue;
    return name.size();
  }
  return 0;
}

std::optional<Article> ReadArticle(const std::string& path, std::string_view bytes) {
  std::vector<Article> found;
  std::string reason;
  ReadArticles(bytes, {.path = path,
                       .article =
                           [&](RawArticle&& raw) {
                             auto article = BuildArticle(std::move(raw), &reason);
                             if (article) found.push_back(std::move(*article));
                           },
                       .reject = [](Rejection&&) {}});
  if (found.size() != 1) return std::nullopt;
  return std::move(found.front());
}

std::set<std::string> NamesIn(const Article& article, const std::set<std::string>& kept) {
  std::set<std::string> names;
  for (const Entity& entity : article.entities) {
    if (entity.kind != NodeKind::kPerson || kept.contains(entity.name)) continue;
    for (const Mention& mention : entity.mentions) {
      names.emplace(Slice(article.text, mention.span));
    }
  }
  return names;
}

std::vector<Piece> TakeApart(const SourceFile& file, const NameIndex& own,
                             const NameIndex& everywhere) {
  return Cutter(file, own, everywhere).Cut();
}

}  // namespace kg::archive_maker
