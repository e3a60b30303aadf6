// A quick guess where names of persons may begin, so that the tagger looks at few places only.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace kg::people {

/// Sums of four small weights, for the character, the pairs it is in and the pair before it.
struct NameGate {
  static constexpr int kCharacterBits = 12;
  static constexpr int kPairBits = 15;
  static constexpr int kBeforeBits = 14;

  std::array<std::int8_t, 1 << kCharacterBits> character{};
  std::array<std::int8_t, 1 << kPairBits> with_last{};
  std::array<std::int8_t, 1 << kPairBits> with_next{};
  std::array<std::int8_t, 1 << kBeforeBits> before{};

  /// Where the weights of a place are.
  struct Slots {
    std::uint32_t character = 0;
    std::uint32_t with_last = 0;
    std::uint32_t with_next = 0;
    std::uint32_t before = 0;
  };

  static Slots SlotsAt(std::u16string_view text, std::size_t pos) {
    const auto at = [text](std::size_t i) { return i < text.size() ? text[i] : char16_t{0}; };
    return SlotsOf(at(pos - 2), at(pos - 1), text[pos], at(pos + 1));
  }
  static Slots SlotsOf(char16_t before_last, char16_t last, char16_t here, char16_t next) {
    return {Hash(here, 0, kCharacterBits), Hash(last, here, kPairBits),
            Hash(here, next, kPairBits), Hash(before_last, last, kBeforeBits)};
  }

  int ScoreOf(const Slots& slots) const {
    return character[slots.character] + with_last[slots.with_last] + with_next[slots.with_next] +
           before[slots.before];
  }

 private:
  static std::uint32_t Hash(char16_t a, char16_t b, int bits) {
    return ((std::uint32_t{a} << 16 | std::uint32_t{b}) * 0x9E3779B1U) >> (32 - bits);
  }
};

}  // namespace kg::people
