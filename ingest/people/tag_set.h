// What the tagger says of each unit of a text: outside of names, or which part of which kind.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "graph/model.h"

namespace kg::people {

/// Outside, then for each kind: begins, goes on, ends, a name of one unit.
using Tag = std::uint8_t;

inline constexpr Tag kOutside = 0;
inline constexpr std::size_t kTags = 13;
inline constexpr std::array<NodeKind, 3> kTagKinds = {NodeKind::kPerson, NodeKind::kOrganization,
                                                      NodeKind::kPlace};

enum class TagPart : std::uint8_t { kBegin = 0, kInside = 1, kEnd = 2, kSingle = 3 };

/// `kind` counts in kTagKinds.
constexpr Tag TagOf(std::size_t kind, TagPart part) {
  return static_cast<Tag>(1 + 4 * kind + static_cast<std::size_t>(part));
}

/// Neither takes kOutside.
constexpr TagPart PartOf(Tag tag) { return static_cast<TagPart>((tag - 1) % 4); }
constexpr std::size_t KindOf(Tag tag) { return (tag - 1U) / 4; }

/// Whether a name is open behind the tag.
constexpr bool IsOpen(Tag tag) {
  return tag != kOutside && (PartOf(tag) == TagPart::kBegin || PartOf(tag) == TagPart::kInside);
}

constexpr bool MayFollow(Tag before, Tag tag) {
  const bool goes_on =
      tag != kOutside && (PartOf(tag) == TagPart::kInside || PartOf(tag) == TagPart::kEnd);
  if (!IsOpen(before)) return !goes_on;
  return goes_on && KindOf(before) == KindOf(tag);
}

}  // namespace kg::people
