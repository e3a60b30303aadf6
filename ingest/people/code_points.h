// Text as code points of one script, and what kind of character each is.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "graph/model.h"

namespace kg::people {

/// Bits; a character may have several.
enum CharacterClass : std::uint32_t {
  kHan = 1U << 0,
  kCommonSurname = 1U << 1,
  kSurname = 1U << 2,    // the common ones too
  kGiven = 1U << 3,      // typical of given names
  kCore = 1U << 4,       // transliterations, and little else
  kTranslit = 1U << 5,   // transliterations; the core ones too
  kDotted = 1U << 6,     // transliterations with a dot; all of the above too
  kFunction = 1U << 7,   // stands beside names, never in them
  kSoft = 1U << 8,       // rather beside a name than at its end
  kSpeech = 1U << 9,     // says, in one character
  kTitleEnd = 1U << 19,  // of words for callings
  kTail = 1U << 10,      // makes a place or a thing of the name before it
  kDot = 1U << 11,
  kDash = 1U << 12,
  kLetter = 1U << 13,   // Latin
  kCapital = 1U << 14,  // Latin
  kDigit = 1U << 15,
  kBreak = 1U << 16,          // none of Han, letters, digits: blanks, signs, line breaks
  kStartsWord = 1U << 17,     // some word of the lexicon starts with it
  kStartsSurname = 1U << 18,  // of two characters
  kSecondInWord = 1U << 20,   // some word of the lexicon has it behind its first
  kTraditional = 1U << 21,    // DecodedText has another for it
};

/// The classes of every character, traditional ones those of the simplified, by its number. Lives
/// as long as the program.
const std::uint32_t* ClassTable();

/// A text by code points: simplified script, whatever it was written in, character for character,
/// so that places stay as they are. Code points beyond the BMP are U+FFFD.
struct DecodedText {
  std::u16string chars{};
  std::unique_ptr<std::uint32_t[]> classes{};       // of each of them
  std::unique_ptr<std::uint32_t[]> byte_offsets{};  // of each code point, and the end
};

/// `utf8` is valid. Linear.
DecodedText Decode(std::string_view utf8);

std::u16string ToUtf16(std::string_view utf8);  // no change of script
std::string ToUtf8(std::u16string_view chars);

}  // namespace kg::people
