// The words that the rules know, and a fast way to see whether one of them starts at a place.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kg::people {

enum class WordKind : std::uint8_t {
  kPerson,
  kPlace,
  kOrganization,
  kTitle,      // before or after a name
  kRole,       // before a name
  kHonorific,  // after a name
  kSpeech,     // behind a person
  kAction,     // behind a person or a government
  kOrdinary,   // no name starts here
  kCollides,   // an ordinary word, and a name where the context says so
  kTail,       // behind a name it makes something else of it
};

struct Word {
  WordKind kind = WordKind::kOrdinary;
  std::string canonical{};  // persons, places, organizations
  std::size_t length = 0;   // code points; set by Lexicon::Add()
};

/// At most 65,535 strings of two or more code points of the BMP. Finding is a look at a bitmap of the first two
/// and, where that says maybe, at the few that start with them.
class Lexicon {
 public:
  /// Later ones win among equals.
  void Add(std::u16string_view text, Word word);

  /// To be called once, after the last Add().
  void Freeze();

  struct Match {
    std::size_t length = 0;  // 0: no word
    const Word* word = nullptr;
  };
  /// The longest word that `text` starts with.
  Match Longest(std::u16string_view text) const { return MatchOf(NumberAt(text)); }

  /// The same as a number, for tables of what starts where in a text; 0 is none.
  std::uint16_t NumberAt(std::u16string_view text) const {
    return text.size() > 1 && MayStart(text) ? Find(text) : std::uint16_t{0};
  }
  Match MatchOf(std::uint16_t number) const {
    if (number == 0) return {};
    const Word& word = words_[number - 1U];
    return {word.length, &word};
  }

  /// In the order that Longest() tries them.
  std::span<const std::u16string> texts() const { return texts_; }

 private:
  struct Bucket {
    std::uint32_t key = 0;  // first two code points; 0 is free
    std::uint32_t first = 0;
    std::uint32_t size = 0;
  };
  static std::uint32_t KeyOf(std::u16string_view text) {
    return std::uint32_t{text[0]} << 16 | std::uint32_t{text[1]};
  }
  bool MayStart(std::u16string_view text) const {
    if (bitmap_.empty()) return false;
    const std::uint32_t hash = HashOf(KeyOf(text));
    return (bitmap_[hash / 64] >> (hash % 64) & 1U) != 0;
  }
  std::uint16_t Find(std::u16string_view text) const;
  std::uint32_t HashOf(std::uint32_t key) const { return (key * 0x9E3779B1U) >> hash_shift_; }
  Bucket& SlotOf(std::uint32_t key);
  void FillBuckets();
  void Sort();

  std::vector<std::u16string> texts_{};
  std::vector<Word> words_{};
  std::vector<std::uint64_t> bitmap_{};
  int hash_shift_ = 0;
  std::vector<Bucket> buckets_{};  // open addressing, a power of two
};

/// All words of the .inc files. Made once; safe in any thread.
const Lexicon& Words();

/// Family names of two characters. Made once; safe in any thread.
const Lexicon& LongSurnames();

}  // namespace kg::people
