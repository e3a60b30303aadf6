#include "ingest/tags.h"

#include <algorithm>
#include <array>

namespace kg {
namespace {

constexpr std::string_view kNames[kTags] = {
    "",
#define TAG(name, word, traits) word,
#include "ingest/tags.inc"
#undef TAG
};

constexpr char kTraits[kTags] = {
    '-',
#define TAG(name, word, traits) traits,
#include "ingest/tags.inc"
#undef TAG
};

// An open hash table over the first eight bytes in lower case; no two names share them.
constexpr std::size_t kTagSlots = 512;

constexpr std::uint64_t Packed(std::string_view name) {
  std::uint64_t packed = 0;
  for (std::size_t i = 0; i < std::min<std::size_t>(name.size(), 8); ++i) {
    packed = packed << 8 | (static_cast<unsigned char>(name[i]) | 0x20u);
  }
  return packed;
}

constexpr std::size_t SlotOf(std::uint64_t packed) {
  return static_cast<std::size_t>((packed * 0x9E3779B97F4A7C15u) >> 55);
}

struct Slot {
  std::uint64_t packed = 0;
  std::uint8_t tag = 0;
};

constexpr std::array<Slot, kTagSlots> kTagTable = [] {
  std::array<Slot, kTagSlots> table{};
  for (std::size_t tag = 1; tag < kTags; ++tag) {
    const std::uint64_t packed = Packed(kNames[tag]);
    std::size_t slot = SlotOf(packed);
    while (table[slot].packed != 0) slot = (slot + 1) % kTagSlots;
    table[slot] = {packed, static_cast<std::uint8_t>(tag)};
  }
  return table;
}();

bool SameInLowerCase(std::string_view name, std::string_view lower) {
  return std::ranges::equal(name, lower, [](char a, char b) {
    return (a >= 'A' && a <= 'Z' ? static_cast<char>(a | 0x20) : a) == b;
  });
}

// Elements and attributes seen glued together in the archives.
constexpr std::string_view kGluedElements[] = {
    "a", "article", "aside",   "button", "div",  "figcaption", "figure", "iframe",      "img", "li",
    "p", "picture", "section", "source", "span", "svg",        "ul",     "video-player"};
constexpr std::string_view kGluedAttributes[] = {
    "class", "fetchpriority", "href", "id", "media-id", "src", "srcset", "style", "type"};

bool StartsAnAttribute(std::string_view rest, bool has_value) {
  if (rest.starts_with("data-")) return true;
  return has_value && std::ranges::find(kGluedAttributes, rest) != std::end(kGluedAttributes);
}

}  // namespace

Tag TagOf(std::string_view name) {
  const std::uint64_t packed = Packed(name);
  for (std::size_t slot = SlotOf(packed); kTagTable[slot].packed != 0;
       slot = (slot + 1) % kTagSlots) {
    if (kTagTable[slot].packed != packed) continue;
    const std::uint8_t tag = kTagTable[slot].tag;
    return SameInLowerCase(name, kNames[tag]) ? static_cast<Tag>(tag) : Tag::kOther;
  }
  return Tag::kOther;
}

bool IsBlock(Tag tag) { return kTraits[static_cast<std::size_t>(tag)] == 'b'; }
bool IsVoid(Tag tag) { return kTraits[static_cast<std::size_t>(tag)] == 'v'; }
bool IsUnreadable(Tag tag) { return kTraits[static_cast<std::size_t>(tag)] == 'u'; }

std::size_t GluedNameLength(std::string_view name, bool has_value) {
  for (const std::string_view element : kGluedElements) {
    if (name.size() > element.size() && SameInLowerCase(name.substr(0, element.size()), element) &&
        StartsAnAttribute(name.substr(element.size()), has_value)) {
      return element.size();
    }
  }
  return 0;
}

}  // namespace kg
