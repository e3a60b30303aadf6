#include "graph/canonical_url.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>

#include "graph/publishers.h"
#include "graph/url_parts.h"

namespace kg {
namespace {

constexpr std::string_view kScheme = "https://";
constexpr std::size_t kLongestUrl = 8192;  // of what comes out; no article has a longer one
constexpr int kMaxGroups = 10;             // \0 to \9

re2::StringPiece Piece(std::string_view text) { return {text.data(), text.size()}; }

bool IsBreak(char c) { return c == '\t' || c == '\r' || c == '\n'; }

// Without blanks and controls at the ends and without line breaks inside, as browsers read it.
std::string_view Tidy(std::string_view url, std::string* storage) {
  const auto is_blank = [](char c) { return static_cast<unsigned char>(c) <= ' '; };
  while (!url.empty() && is_blank(url.front())) url.remove_prefix(1);
  while (!url.empty() && is_blank(url.back())) url.remove_suffix(1);
  if (std::ranges::none_of(url, IsBreak)) return url;
  std::ranges::remove_copy_if(url, std::back_inserter(*storage), IsBreak);
  return *storage;
}

std::string Joined(std::string_view host, std::string_view path, std::string_view query) {
  std::string url;
  url.reserve(kScheme.size() + host.size() + path.size() + query.size() + 2);
  url.append(kScheme).append(host).append(path);
  if (query.empty()) return url;
  url += path.empty() ? "/?" : "?";
  return url.append(query);
}

// What stands behind the host.
std::string PathAndQuery(std::string_view path, std::string_view query) {
  return Joined({}, path, query).substr(kScheme.size());
}

bool Matches(const ArticleForm& form, std::string_view text) {
  return re2::RE2::FullMatch(Piece(text), *form.pattern);
}

// What the form makes of `text`; nullopt when it does not match.
std::optional<std::string> Rewritten(const ArticleForm& form, std::string_view text) {
  if (form.rewrite.empty()) {
    return Matches(form, text) ? std::optional(std::string(text)) : std::nullopt;
  }
  std::array<re2::StringPiece, kMaxGroups> groups;
  const int count = std::min(kMaxGroups, 1 + form.pattern->NumberOfCapturingGroups());
  if (!form.pattern->Match(Piece(text), 0, text.size(), re2::RE2::ANCHOR_BOTH, groups.data(),
                           count)) {
    return std::nullopt;
  }
  std::string address;
  form.pattern->Rewrite(&address, form.rewrite, groups.data(), count);
  return address;
}

// The address of the article that `path` and `query` lead to at `publisher`; nullopt when they are
// not of its forms, or when the form leaves them as they are.
std::optional<std::string> ArticleAddress(const Publisher& publisher, std::string_view path,
                                          std::string_view query) {
  const std::string whole = query.empty() ? std::string() : PathAndQuery(path, query);
  for (const ArticleForm& form : publisher.articles) {
    if (query.empty() && form.rewrite.empty()) continue;
    std::optional<std::string> address = Rewritten(form, path);
    if (!address && !query.empty()) address = Rewritten(form, whole);
    if (!address) continue;
    if (address->starts_with("//")) return "https:" + *address;
    return Joined(publisher.host, *address, {});
  }
  return std::nullopt;
}

bool IsArticleOf(const Publisher& publisher, const CanonicalParts& target) {
  return std::ranges::any_of(publisher.articles, [&](const ArticleForm& form) {
    return Matches(form, target.path) || (target.path.size() < target.path_and_query.size() &&
                                          Matches(form, target.path_and_query));
  });
}

// Parts of a path that lead to lists, people, files and functions of a site.
bool LeadsElsewhere(std::string_view segment) {
  constexpr std::string_view kWords[] = {
      "about",      "account",     "archive",   "archives",     "author",   "authors",
      "categories", "category",    "contact",   "contributors", "download", "downloads",
      "feed",       "feeds",       "files",     "help",         "home",     "image",
      "images",     "index.html",  "index.php", "login",        "logout",   "media",
      "page",       "privacy",     "register",  "rss",          "search",   "share",
      "sharer.php", "signup",      "static",    "subscribe",    "tag",      "tags",
      "terms",      "topic",       "topics",    "user",         "users",    "wp-admin",
      "wp-content", "wp-login.php"};
  constexpr std::string_view kFiles[] = {".css", ".doc", ".docx", ".epub", ".gif",  ".ico", ".jpeg",
                                         ".jpg", ".js",  ".json", ".mp3",  ".mp4",  ".pdf", ".png",
                                         ".ppt", ".svg", ".webp", ".xls",  ".xlsx", ".xml", ".zip"};
  std::string lower(segment);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  const auto ends = [&lower](std::string_view suffix) { return lower.ends_with(suffix); };
  return std::ranges::find(kWords, lower) != std::end(kWords) || std::ranges::any_of(kFiles, ends);
}

bool LooksLikeArticle(std::string_view path) {
  if (path.size() <= 1) return false;
  while (!path.empty()) {
    path.remove_prefix(1);
    const std::string_view segment = path.substr(0, path.find('/'));
    if (LeadsElsewhere(segment)) return false;
    path.remove_prefix(segment.size());
  }
  return true;
}

}  // namespace

std::optional<std::string> CanonicalUrl(std::string_view url, std::string_view base) {
  std::string storage;
  url = Tidy(url, &storage);
  std::optional<UrlParts> parts = SplitUrl(url);
  std::optional<std::string> absolute;
  if (!parts) {
    absolute = ResolveUrl(url, base);
    if (absolute) parts = SplitUrl(*absolute);
  }
  if (!parts) return std::nullopt;
  const std::string path = CanonicalPath(parts->path);
  const std::string query = CanonicalQuery(parts->query);
  const Publisher* publisher = FindPublisher(parts->host);
  std::optional<std::string> canonical;
  if (publisher != nullptr) canonical = ArticleAddress(*publisher, path, query);
  if (!canonical) {
    const std::string_view host = publisher != nullptr ? publisher->host : BareHost(parts->host);
    canonical = Joined(host, path, WithoutTracking(query));
  }
  if (canonical->size() > kLongestUrl) return std::nullopt;
  return canonical;
}

bool IsArticleLink(std::string_view host_url, std::string_view target) {
  const CanonicalParts parts = SplitCanonical(target);
  if (const Publisher* publisher = FindPublisher(parts.host)) return IsArticleOf(*publisher, parts);
  return parts.host == SplitCanonical(host_url).host && LooksLikeArticle(parts.path);
}

}  // namespace kg
