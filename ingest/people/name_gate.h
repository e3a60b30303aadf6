// A quick guess where names of persons may begin, so that the tagger looks at few places only.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "ingest/people/code_points.h"

namespace kg::people {

/// Sums of small weights: for the character, the pairs it is in, the pair before it, and the
/// classes of three characters.
struct NameGate {
  static constexpr int kCharacterBits = 12;
  static constexpr int kPairBits = 15;
  static constexpr int kBeforeBits = 14;
  static constexpr int kShapeBits = 14;

  std::array<std::int8_t, 1 << kCharacterBits> character{};
  std::array<std::int8_t, 1 << kPairBits> with_last{};
  std::array<std::int8_t, 1 << kPairBits> with_next{};
  std::array<std::int8_t, 1 << kBeforeBits> before{};
  std::array<std::int8_t, 1 << kShapeBits> shape{};

  /// Where the weights of a place are.
  struct Slots {
    std::uint32_t character = 0;
    std::uint32_t with_last = 0;
    std::uint32_t with_next = 0;
    std::uint32_t before = 0;
    std::uint32_t shape = 0;
  };

  /// `classes` are those of the characters.
  static Slots SlotsAt(std::u16string_view text, const std::uint32_t* classes, std::size_t pos) {
    const auto at = [text](std::size_t i) { return i < text.size() ? text[i] : char16_t{0}; };
    const auto shape_of = [&](std::size_t i) {
      return i < text.size() ? classes[i] / kCommonSurname % 256 : 0;
    };
    const std::uint32_t shape = shape_of(pos) << 16 | shape_of(pos + 1) << 8 | shape_of(pos + 2);
    return {Hash(text[pos], kCharacterBits), Hash(Pair(at(pos - 1), text[pos]), kPairBits),
            Hash(Pair(text[pos], at(pos + 1)), kPairBits),
            Hash(Pair(at(pos - 2), at(pos - 1)), kBeforeBits), Hash(shape, kShapeBits)};
  }

  int ScoreOf(const Slots& slots) const {
    return character[slots.character] + with_last[slots.with_last] + with_next[slots.with_next] +
           before[slots.before] + shape[slots.shape];
  }

 private:
  static std::uint32_t Pair(char16_t a, char16_t b) {
    return std::uint32_t{a} << 16 | std::uint32_t{b};
  }
  static std::uint32_t Hash(std::uint32_t key, int bits) {
    return (key * 0x9E3779B1U) >> (32 - bits);
  }
};

}  // namespace kg::people
