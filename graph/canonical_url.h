// One address for every way of writing it (product contract, section 3).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "graph/article.h"

namespace kg {

/// The canonical form of `url`, resolved against `base` when it is relative (`base` canonical or
/// empty): https, host in lower case, no default port, path decoded to UTF-8 and encoded again one
/// way, repeated slashes collapsed, no fragment, no tracking parameters. Publishers in the table
/// (publishers.def) have one host, "www." included where they use it, and their own rule of what
/// tells articles apart; every other host loses "www." and "m.". Raw Chinese, blanks and stray
/// signs are accepted. CanonicalUrl() of what it returns is the same again. nullopt when it is no
/// http(s) address with a host, or longer than 8 KiB. Thread-safe; about a microsecond.
std::optional<std::string> CanonicalUrl(std::string_view url, std::string_view base = {});

/// Publisher, section and day of a canonical URL.
UrlFacts FactsOf(std::string_view canonical_url);

/// Whether a link in an article body at `host_url` to `target` (both canonical) leads to an
/// article rather than to a tag, author, file, share or start page or another site. Sites in the
/// publisher table are known by their article pattern; others only count on the same host.
bool IsArticleLink(std::string_view host_url, std::string_view target);

}  // namespace kg
