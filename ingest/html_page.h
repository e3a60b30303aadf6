// From the one line of almost-HTML that the archive holds to clean paragraphs and links.
#pragma once

#include <string_view>

#include "ingest/article_source.h"

namespace kg {

/// Reads a page in one pass over a tag scanner, no tree and no recursion, in linear time and
/// memory. Never fails, whatever the bytes. `canonical_url` tells whose page it is: forms that one
/// publisher uses (date line, byline, related list, tag line) are looked for where they can be.
PageContent ReadHtmlPage(std::string_view html, std::string_view canonical_url);

}  // namespace kg
