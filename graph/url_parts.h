// Web addresses taken apart, and their parts written one way.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kg {

struct UrlParts {
  std::string host{};        // lower case, ASCII, with ":port" unless it is a default port
  std::string_view path{};   // as written, empty or from the first '/'
  std::string_view query{};  // as written, without '?'
};

/// Takes "http://…", "https://…" or "//…" apart. Whatever stands in path and query is accepted.
/// nullopt when there is no usable host. User name and fragment are left out.
std::optional<UrlParts> SplitUrl(std::string_view url);

/// `reference` made absolute (RFC 3986, 5.2, but dots in the path are left for CanonicalPath()).
/// `base` is canonical, or empty: then only what is absolute already comes back.
std::optional<std::string> ResolveUrl(std::string_view reference, std::string_view base);

/// A canonical address taken apart; views into it.
struct CanonicalParts {
  std::string_view host{};
  std::string_view path{};
  std::string_view path_and_query{};
};
CanonicalParts SplitCanonical(std::string_view canonical_url);

/// `path` decoded until nothing is left to decode, in form NFC, without empty and dot segments,
/// without '/' at its end, and percent-encoded again: UTF-8, upper-case digits, RFC 3986's pchar
/// left alone. Bytes that are no UTF-8 and encoded slashes stay as they were.
std::string CanonicalPath(std::string_view path);

/// `query` with each byte written one way; what is encoded stays so unless it is unreserved. Empty
/// parameters are left out.
std::string CanonicalQuery(std::string_view query);

/// `canonical_query` without the parameters that tell where a reader came from.
std::string WithoutTracking(std::string_view canonical_query);

/// Every %XX of a canonical path as its byte.
std::string DecodedPath(std::string_view canonical_path);

}  // namespace kg
