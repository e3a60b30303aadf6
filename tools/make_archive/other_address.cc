#include "tools/make_archive/other_address.h"

#include <fmt/format.h>

#include <algorithm>

#include "graph/canonical_url.h"

namespace kg::archive_maker {
namespace {

bool IsLetterOrDigit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Where the number or slug ends that tells articles apart: before a suffix or a slash at the end.
std::size_t EndOfName(std::string_view url) {
  std::size_t end = url.size();
  for (const std::string_view suffix : {"/", ".html", ".htm", ".php", ".aspx"}) {
    if (url.ends_with(suffix)) end = url.size() - suffix.size();
  }
  return end;
}

bool IsAsGood(std::string_view canonical, const std::string& other) {
  return CanonicalUrl(other) == other &&
         (IsArticleLink(canonical, other) || !IsArticleLink(canonical, canonical));
}

}  // namespace

std::string OtherAddress(std::string_view canonical, unsigned copy) {
  const std::size_t end = EndOfName(canonical);
  const std::string number = fmt::format("{:04}", copy);
  std::string longer(canonical);
  longer.insert(end, number);
  if (IsAsGood(canonical, longer)) return longer;
  // Of a fixed length, of hexadecimal digits perhaps: the last ones are exchanged.
  std::string as_long(canonical);
  const std::string digits = fmt::format("{:04x}", copy);
  if (end >= digits.size() &&
      std::all_of(as_long.begin() + static_cast<std::ptrdiff_t>(end - digits.size()),
                  as_long.begin() + static_cast<std::ptrdiff_t>(end), IsLetterOrDigit)) {
    as_long.replace(end - digits.size(), digits.size(), digits);
    if (IsAsGood(canonical, as_long)) return as_long;
  }
  return longer;
}

}  // namespace kg::archive_maker
