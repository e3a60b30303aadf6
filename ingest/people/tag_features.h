// What the tagger sees of a text: units, and hashes of what stands around each. Training and
// tagging share this code, so they cannot see different things.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "ingest/people/context.h"
#include "ingest/people/tag_words.h"

namespace kg::people {

/// Raised when the same text gives other hashes: a model is of use only to the version it was
/// trained with.
inline constexpr std::uint32_t kFeatureVersion = 4;

inline constexpr std::size_t kFeatures = 15;

using Features = std::array<std::uint32_t, kFeatures>;

/// Part of a text in units: a Han character, a sign, a Latin word, a number. Buffers are kept from
/// one Read() to the next.
class TagWindow {
 public:
  /// `words` must outlive it.
  explicit TagWindow(const TagWords& words) : words_(words) {}

  /// Takes the units that touch [start, end); what is around them is seen too. Linear.
  void Read(const Text& text, std::size_t start, std::size_t end);

  std::size_t size() const { return size_; }
  /// Places in the text.
  std::size_t StartOf(std::size_t unit) const { return units_[unit + kPad].start; }
  std::size_t EndOf(std::size_t unit) const { return units_[unit + kPad].end; }

  void FeaturesAt(std::size_t unit, Features& features) const;

 private:
  static constexpr std::size_t kPad = 3;  // units seen on either side

  struct Unit {
    std::uint32_t start = 0;
    std::uint32_t end = 0;
    std::uint16_t symbol = 0;
    std::uint8_t type = 0;
    std::uint8_t word_starts = 0;  // kind and length of the word of the lexicon
    std::uint8_t word_ended = 0;   // just before
    std::uint8_t in_word = 0;      // kind and part
  };

  static Unit UnitAt(const Text& text, std::size_t pos);
  void AddBefore(const Text& text, std::size_t start);
  void AddFrom(const Text& text, std::size_t start, std::size_t end);
  void MarkWords(const Text& text);
  void MarkWord(std::size_t unit, std::uint8_t kind, std::size_t length);

  const TagWords& words_;
  std::vector<Unit> units_{};               // with kPad on either side
  std::vector<std::uint64_t> word_keys_{};  // of the dictionary, for each of them
  std::size_t size_ = 0;
};

}  // namespace kg::people
