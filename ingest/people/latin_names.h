// Names in Latin letters inside Chinese text.
#pragma once

#include <optional>

#include "ingest/people/context.h"

namespace kg::people {

struct LatinName {
  std::size_t start = 0;
  std::size_t end = 0;
  int words = 0;  // with a capital
};

/// "Emmanuel Bonne", "Kenneth T. Cuccinelli", "Ursula von der Leyen" at `pos`: at most six words,
/// the first and the last with capitals. nullopt for one letter, for words in capitals only and for
/// what names an office, a firm or a place ("National Security Council").
std::optional<LatinName> LatinNameAt(const Text& text, std::size_t pos);

/// The original of the name that ends at `pos`: "（Emmanuel Bonne）", " (Emmanuel Bonne, …", or two
/// words or more glued to it. nullopt when there is none.
std::optional<LatinName> GlossAt(const Text& text, std::size_t pos);

/// False for most places where there is none, without a long look.
inline bool MayStartGloss(const Text& text, std::size_t pos) {
  return text.Is(pos, kBreak | kCapital);
}

}  // namespace kg::people
