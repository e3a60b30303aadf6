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
};

/// Strings of two to 255 code points of the BMP, 65,535 at most. Finding is a look at a bitmap of
/// the first two and, where that says maybe, at the few that start with them. Everything on that
/// way is packed, as half of its time is waiting for memory.
class Lexicon {
 public:
  /// Later ones win among equals.
  void Add(std::u16string_view text, Word word);

  /// To be called once, after the last Add() and before anything is looked for.
  void Freeze();

  struct Match {
    std::uint16_t number = 0;
    std::uint8_t length = 0;  // 0: no word
    WordKind kind = WordKind::kOrdinary;
  };
  /// The longest word that `text` starts with.
  Match Longest(std::u16string_view text) const {
    return text.size() > 1 && MayStart(text[0], text[1]) != 0 ? Find(text) : Match{};
  }

  /// 1 if a word may start with these two, seldom for nothing, else 0.
  std::uint32_t MayStart(char16_t first, char16_t second) const {
    const std::uint32_t hash = HashOf(KeyOf(first, second));
    return bitmap_[hash / 32] >> (hash % 32) & 1U;
  }

  /// Fetches what Longest() will look at behind MayStart().
  void Prefetch(char16_t first, char16_t second) const {
    __builtin_prefetch(&buckets_[HashOf(KeyOf(first, second)) & (buckets_.size() - 1)]);
  }

  /// Of a word that was found.
  const std::string& CanonicalOf(Match match) const { return words_[match.number].canonical; }

  /// In the order that Longest() tries them.
  std::span<const std::u16string> texts() const { return texts_; }

 private:
  // Words with the same first two code points.
  struct Bucket {
    std::uint32_t key = 0;     // the two; 0 is free
    std::uint16_t first = 0;   // of those that are longer, the longest first
    std::uint16_t longer = 0;  // how many
    Match two{};               // the word that is no longer
    std::uint32_t thirds = 0;  // bits of ThirdBit(): what the longer ones have behind the two
  };
  // What a word has behind the first two.
  struct Rest {
    std::uint32_t start = 0;  // in `rest_texts_`
    Match match{};            // the word
  };

  static std::uint32_t KeyOf(char16_t first, char16_t second) {
    return std::uint32_t{first} << 16 | std::uint32_t{second};
  }
  static std::uint32_t ThirdBit(char16_t third) { return 1U << (third * 0x9E37U >> 11) % 32; }
  static std::uint32_t KeyOf(std::u16string_view text) { return KeyOf(text[0], text[1]); }
  Match Find(std::u16string_view text) const;
  std::uint32_t HashOf(std::uint32_t key) const { return (key * 0x9E3779B1U) >> hash_shift_; }
  std::size_t SlotOf(std::uint32_t key) const;
  void Sort();
  void FillBuckets();
  void AddToBucket(std::size_t number);

  std::vector<std::u16string> texts_{};
  std::vector<Word> words_{};
  std::vector<std::uint32_t> bitmap_{};
  int hash_shift_ = 0;
  std::vector<Bucket> buckets_{};  // open addressing, a power of two
  std::vector<Rest> rests_{};      // by number
  std::u16string rest_texts_{};
};

/// All words of the .inc files. Made once; safe in any thread.
const Lexicon& Words();

/// Family names of two characters. Made once; safe in any thread.
const Lexicon& LongSurnames();

}  // namespace kg::people
