// Foreign names written with the characters that are kept for them.
#pragma once

#include "ingest/people/context.h"

namespace kg::people {

/// A run of such characters, with or without signs between its parts.
struct Transliteration {
  std::size_t start = 0;
  std::size_t end = 0;
  std::size_t last_part = 0;  // where the part behind the last sign starts
  std::size_t core = 0;       // characters that seldom stand in other words
  int dots = 0;
  int dashes = 0;

  std::size_t size() const { return end - start; }
};

/// The run at `pos`. It ends where a word of the lexicon starts, but known names and, behind a dot,
/// places are parts of it (罗莎·卢森堡). Its end is not before pos + 1.
Transliteration TransliterationAt(const Text& text, std::size_t pos);

/// Whether the word at `pos` only looks like one, as a transliteration starts there and goes on
/// behind it for a character or two (西德 in 西德尼). A longer rest is a name of its own.
bool StartsTransliteration(const Text& text, std::size_t pos, Lexicon::Match match);

/// Behind the number of a king in the text (路易 + 十五世); `end`, where his name ends, when there
/// is none.
std::size_t EndWithNumber(const Text& text, std::size_t end);

/// Leaves of a run without signs what may stand there: the characters for names with dots end it.
void KeepUsual(const Text& text, Transliteration& run);

/// Whether the name in [start, end) is cut out of a longer transliteration.
bool IsCutOut(const Text& text, std::size_t start, std::size_t end);

}  // namespace kg::people
