// The element names that mean something to us, and the repair of names glued to an attribute.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace kg {

enum class Tag : std::uint8_t {
  kOther,
#define TAG(name, word, traits) k##name,
#include "ingest/tags.inc"
#undef TAG
};
inline constexpr std::size_t kTags = 1
#define TAG(name, word, traits) +1
#include "ingest/tags.inc"
#undef TAG
    ;

/// The element of this name, in any case; kOther for names that mean nothing to us.
Tag TagOf(std::string_view name);

bool IsBlock(Tag tag);       // begins and ends a paragraph
bool IsVoid(Tag tag);        // has no content and no end tag
bool IsUnreadable(Tag tag);  // its content is no text of the page (noscript, iframe, svg, …)

/// The archive loses line breaks inside tags: `<div⏎data-x>` comes as `<divdata-x>`. How much of
/// `name` is a known element with the begin of a known attribute right behind it; 0 when it is not
/// of that kind. `has_value`: an '=' follows the name.
std::size_t GluedNameLength(std::string_view name, bool has_value);

}  // namespace kg
