#include "graph/script.h"

#include <opencc/Config.hpp>
#include <opencc/Conversion.hpp>
#include <opencc/ConversionChain.hpp>
#include <opencc/Converter.hpp>
#include <opencc/Dict.hpp>
#include <opencc/DictEntry.hpp>
#include <opencc/Lexicon.hpp>

#include <array>
#include <exception>
#include <memory>

#include "graph/error.h"
#include "graph/utf8.h"

namespace kg {
namespace {

constexpr std::size_t kBmp = 0x10000;
constexpr char16_t kFirstHan = 0x3400;
constexpr char16_t kLastHan = 0x9FFF;
using Table = std::array<char16_t, kBmp>;

// The character that is all of `text`, or 0.
char32_t OnlyCodePoint(std::string_view text) {
  std::size_t pos = 0;
  const char32_t c = text.empty() ? 0 : NextCodePoint(text, &pos);
  return pos == text.size() ? c : 0;
}

// The entries for single characters in OpenCC's dictionaries. To have it convert every character
// took several times as long, which an ingest of one file feels.
void AddEntries(Table& table) {
  const auto converter = opencc::Config().NewFromFile("t2s.json");
  for (const auto& conversion : converter->GetConversionChain()->GetConversions()) {
    const opencc::LexiconPtr entries = conversion->GetDict()->GetLexicon();
    for (const auto& entry : *entries) {
      const char32_t from = OnlyCodePoint(entry->Key());
      const char32_t to = OnlyCodePoint(entry->GetDefault());
      if (from < kFirstHan || from > kLastHan || to == 0 || to >= kBmp) continue;
      table[from] = static_cast<char16_t>(to);
    }
  }
}

std::unique_ptr<const Table> MakeTable() {
  auto table = std::make_unique<Table>();
  for (std::size_t c = 0; c < kBmp; ++c) (*table)[c] = static_cast<char16_t>(c);
  try {
    AddEntries(*table);
  } catch (const std::exception& failure) {
    throw Error(ErrorCode::kNotFound,
                std::string("cannot read OpenCC's table of scripts: ") + failure.what());
  }
  for (const char16_t c : std::u16string_view(u"乾著")) (*table)[c] = c;
  return table;
}

}  // namespace

const char16_t* SimplifiedTable() {
  static const std::unique_ptr<const Table> table = MakeTable();
  return table->data();
}

std::string ToSimplified(std::string_view text) {
  const char16_t* table = SimplifiedTable();
  std::string simplified;
  simplified.reserve(text.size());
  for (std::size_t pos = 0; pos < text.size();) {
    const char32_t c = NextCodePoint(text, &pos);
    AppendUtf8(simplified, c < kBmp ? char32_t{table[c]} : c);
  }
  return simplified;
}

}  // namespace kg
