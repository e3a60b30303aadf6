// Words of a general dictionary, as part of the tagger's model: what of a text is ordinary words
// tells where a name is.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kg::people {

/// A look at a table that lies in the model; it may say a word where there is none, one time in
/// thousands, always the same. Const and safe in any thread.
class TagWords {
 public:
  static constexpr std::size_t kLongest = 4;    // characters
  static constexpr std::uint8_t kClasses = 32;  // what a class is less than; 0: no word

  struct Match {
    std::uint8_t length = 0;  // 0: no word
    std::uint8_t word_class = 0;
  };

  struct Listed {
    std::u16string text{};
    std::uint8_t word_class = 0;
  };

  TagWords() = default;
  /// `bytes` must outlive it and be what Pack() made with so many bits, at an even address.
  TagWords(const char* bytes, std::uint32_t bucket_bits)
      : fingerprints_(reinterpret_cast<const std::uint16_t*>(bytes)),
        codes_(reinterpret_cast<const std::uint8_t*>(bytes + (kSlots * 2U << bucket_bits))),
        shift_(64 - bucket_bits) {}

  /// The key of a word's first two characters.
  static std::uint64_t KeyOf(char16_t first, char16_t second) {
    return Longer(Longer(0, first), second);
  }

  /// Fetches what Longest() will look at first.
  void Prefetch(std::uint64_t key) const {
    if (shift_ == 0) return;
    __builtin_prefetch(fingerprints_ + (key >> shift_) * kSlots);
    __builtin_prefetch(codes_ + (key >> shift_) * kSlots);
  }

  /// The longest word that `text` starts with; `key` is of its first two characters.
  Match Longest(std::u16string_view text, std::uint64_t key) const {
    if (shift_ == 0 || text.size() < 2) return {};
    std::uint8_t code = CodeOf(key);
    Match best;
    for (std::size_t length = 2;; ++length) {
      if ((code & kClassMask) != 0) {
        best = {static_cast<std::uint8_t>(length), static_cast<std::uint8_t>(code & kClassMask)};
      }
      if ((code & kGoesOn) == 0 || length == kLongest || length == text.size()) return best;
      key = Longer(key, text[length]);
      code = CodeOf(key);
    }
  }

  static constexpr std::size_t SizeFor(std::uint32_t bucket_bits) {
    return kSlots * 3U << bucket_bits;
  }

  /// Of equal words the first counts; the last ones of too full a table are left out.
  static std::string Pack(std::span<const Listed> words, std::uint32_t bucket_bits);

 private:
  static constexpr std::size_t kSlots = 8;  // of a bucket
  static constexpr std::uint8_t kClassMask = 0x1F;
  static constexpr std::uint8_t kGoesOn = 0x20;  // some word starts so and is longer

  // Of the word that is `c` longer.
  static std::uint64_t Longer(std::uint64_t key, char16_t c) {
    key = (key ^ c) * 0x9E3779B97F4A7C15U;
    return key ^ key >> 29;
  }
  static std::uint16_t FingerprintOf(std::uint64_t key) {
    const auto low = static_cast<std::uint16_t>(key & 0xFFFFU);
    return low == 0 ? std::uint16_t{1} : low;
  }

  std::uint8_t CodeOf(std::uint64_t key) const {
    const std::size_t first = (key >> shift_) * kSlots;
    const std::uint16_t wanted = FingerprintOf(key);
    // All of them, without a branch that nobody could foresee: at most one is the same.
    unsigned code = 0;
    for (std::size_t slot = first; slot < first + kSlots; ++slot) {
      code |= fingerprints_[slot] == wanted ? codes_[slot] : 0U;
    }
    return static_cast<std::uint8_t>(code);
  }

  const std::uint16_t* fingerprints_ = nullptr;
  const std::uint8_t* codes_ = nullptr;
  std::uint32_t shift_ = 0;
};

}  // namespace kg::people
