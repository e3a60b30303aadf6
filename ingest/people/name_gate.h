// A quick guess where names of persons may begin, so that the tagger looks at few places only.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "ingest/people/code_points.h"

namespace kg::people {

/// Sums of small weights: for the character, the pairs it is in, the pairs beside it, and the
/// classes of three characters.
struct NameGate {
  static constexpr int kCharacterBits = 16;
  static constexpr std::int8_t kNever = -128;  // of a character that begins hardly any name
  static constexpr int kPairBits = 15;
  static constexpr int kShapeBits = 14;
  static constexpr std::size_t kTables = 6;

  std::array<std::int8_t, 1 << kCharacterBits> character{};
  std::array<std::int8_t, 1 << kPairBits> with_last{};
  std::array<std::int8_t, 1 << kPairBits> with_next{};
  std::array<std::int8_t, 1 << kPairBits> before{};
  std::array<std::int8_t, 1 << kPairBits> behind{};
  std::array<std::int8_t, 1 << kShapeBits> shape{};

  /// Where the weights of a place are, in the order of the tables.
  using Slots = std::array<std::uint32_t, kTables>;

  /// `classes` are those of the characters.
  static Slots SlotsAt(std::u16string_view text, const std::uint32_t* classes, std::size_t pos) {
    const auto shape_of = [classes](std::size_t i) { return classes[i] / kCommonSurname % 256; };
    // Nearly all places have enough on both sides.
    if (pos >= 2 && text.size() - pos > 2) {
      return SlotsAt(
          pos, [text](std::size_t i) { return text[i]; }, shape_of);
    }
    return SlotsAt(
        pos, [text](std::size_t i) { return i < text.size() ? text[i] : char16_t{0}; },
        [&](std::size_t i) { return i < text.size() ? shape_of(i) : 0; });
  }

  int ScoreOf(const Slots& slots) const {
    return character[slots[0]] + with_last[slots[1]] + with_next[slots[2]] + before[slots[3]] +
           behind[slots[4]] + shape[slots[5]];
  }

 private:
  template <typename CharAt, typename ShapeOf>
  static Slots SlotsAt(std::size_t pos, const CharAt& at, const ShapeOf& shape_of) {
    const std::uint32_t shape = shape_of(pos) << 16 | shape_of(pos + 1) << 8 | shape_of(pos + 2);
    return {at(pos),
            Hash(Pair(at(pos - 1), at(pos)), kPairBits),
            Hash(Pair(at(pos), at(pos + 1)), kPairBits),
            Hash(Pair(at(pos - 2), at(pos - 1)), kPairBits),
            Hash(Pair(at(pos + 1), at(pos + 2)), kPairBits),
            Hash(shape, kShapeBits)};
  }

  static std::uint32_t Pair(char16_t a, char16_t b) {
    return std::uint32_t{a} << 16 | std::uint32_t{b};
  }
  static std::uint32_t Hash(std::uint32_t key, int bits) {
    return (key * 0x9E3779B1U) >> (32 - bits);
  }
};

}  // namespace kg::people
