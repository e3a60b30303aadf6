// What stands before and behind a place in a text.
#pragma once

#include <cstdint>
#include <string_view>

#include "ingest/people/code_points.h"
#include "ingest/people/lexicon.h"

namespace kg::people {

/// A part of a decoded text that names do not reach out of.
class Text {
 public:
  /// `whole` must outlive it; start <= end <= its size.
  Text(const DecodedText& whole, std::size_t start, std::size_t end);

  std::size_t size() const { return chars_.size(); }
  std::u16string_view chars() const { return chars_; }
  const std::uint32_t* classes() const { return classes_; }  // of each character
  std::u16string_view From(std::size_t pos) const { return chars_.substr(pos); }
  std::u16string_view Part(std::size_t start, std::size_t end) const {
    return chars_.substr(start, end - start);
  }

  /// Beyond the ends is a break.
  std::uint32_t ClassesAt(std::size_t pos) const {
    return pos < chars_.size() ? classes_[pos] : std::uint32_t{kBreak};
  }
  bool Is(std::size_t pos, std::uint32_t classes) const { return (ClassesAt(pos) & classes) != 0; }
  /// 0 beyond the end.
  char16_t CharAt(std::size_t pos) const { return pos < chars_.size() ? chars_[pos] : char16_t{0}; }
  bool IsAt(std::size_t pos, char16_t c) const { return pos < chars_.size() && chars_[pos] == c; }

  /// The first place from `pos` on where a word starts, a Latin capital stands, or a
  /// transliteration of more than one character may start; size() when there is none.
  std::size_t NextPlace(std::size_t pos) const;

  /// The longest word of the lexicon that starts at `pos`.
  Lexicon::Match WordAt(std::size_t pos) const {
    return pos < chars_.size() ? words_[pos] : Lexicon::Match{};
  }

 private:
  static constexpr std::size_t kChunk = 256;  // places that FindWords() takes at a time

  void FindWords(std::size_t from, std::size_t end);

  std::u16string_view chars_;
  const std::uint32_t* classes_;
  std::vector<Lexicon::Match> words_;  // that start at each place
};

/// What ends where a name may start.
enum class Before : std::uint8_t {
  kNothing,   // a character that tells nothing
  kBoundary,  // a word, a character that names seldom hold
  kBreak,
  kCalling,  // the end of some word for a calling: 数学家
  kTitle,    // a title of the lexicon
};

/// What starts where a name may end.
enum class After : std::uint8_t {
  kNothing,   // a character that tells nothing
  kTail,      // it is no person
  kFunction,  // a character that seldom ends names
  kWord,      // some other word
  kBreak,
  kAction,
  kTitle,
  kHonorific,
  kSpeech,
};

After AfterAt(const Text& text, std::size_t pos);

}  // namespace kg::people
