#include "queries/text_terms.h"

namespace kg::text_terms {
namespace {

std::size_t StemSize(std::u32string_view word) {
  const std::size_t size = word.size();
  if (size > 5 && word.ends_with(U"ing")) return size - 3;
  if (size > 4 && word.ends_with(U"ed")) return size - 2;
  if (size > 3 && word.ends_with(U's') && word[size - 2] != U's') return size - 1;
  return size;
}

}  // namespace

std::uint64_t WordTerm(std::u32string_view word) {
  std::uint64_t hash = StemSize(word);
  for (const char32_t c : word.substr(0, StemSize(word))) hash = Mixed(hash ^ (c + (hash << 6)));
  return hash;
}

}  // namespace kg::text_terms
