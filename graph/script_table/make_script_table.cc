// make_script_table FILE: writes the simplified character for each traditional one, as OpenCC has
// it, in lines that C++ takes for elements of an array. Run by the build: to read OpenCC's
// dictionaries took a fifth of the time of a short command.
#include <opencc/Config.hpp>
#include <opencc/Conversion.hpp>
#include <opencc/ConversionChain.hpp>
#include <opencc/Converter.hpp>
#include <opencc/Dict.hpp>
#include <opencc/DictEntry.hpp>
#include <opencc/Lexicon.hpp>

#include <cstdio>
#include <exception>
#include <fstream>
#include <map>

#include "graph/utf8.h"

namespace {

constexpr char32_t kBmp = 0x10000;
constexpr char32_t kFirstHan = 0x3400;
constexpr char32_t kLastHan = 0x9FFF;

// The character that is all of `text`, or 0.
char32_t OnlyCodePoint(std::string_view text) {
  std::size_t pos = 0;
  const char32_t c = text.empty() ? 0 : kg::NextCodePoint(text, &pos);
  return pos == text.size() ? c : 0;
}

// The entries for single characters in OpenCC's dictionaries.
std::map<char32_t, char32_t> ReadEntries() {
  std::map<char32_t, char32_t> simplified;
  const auto converter = opencc::Config().NewFromFile("t2s.json");
  for (const auto& conversion : converter->GetConversionChain()->GetConversions()) {
    const opencc::LexiconPtr entries = conversion->GetDict()->GetLexicon();
    for (const auto& entry : *entries) {
      const char32_t from = OnlyCodePoint(entry->Key());
      const char32_t to = OnlyCodePoint(entry->GetDefault());
      if (from < kFirstHan || from > kLastHan || to == 0 || to >= kBmp) continue;
      simplified[from] = to;
    }
  }
  return simplified;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  try {
    std::ofstream out(argv[1]);
    for (const auto& [from, to] : ReadEntries()) {
      out << "{0x" << std::hex << static_cast<unsigned>(from) << ", 0x" << static_cast<unsigned>(to)
          << "},\n";
    }
    out.close();
    if (!out.fail()) return 0;
    std::fprintf(stderr, "make_script_table: cannot write %s\n", argv[1]);
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "make_script_table: cannot read OpenCC's table: %s\n", failure.what());
  }
  return 1;
}
