#include "graph/script.h"

#include <array>
#include <memory>

#include "graph/utf8.h"

namespace kg {
namespace {

using Table = std::array<char16_t, kBmp>;

struct ScriptPair {
  char16_t traditional;
  char16_t simplified;
};
constexpr ScriptPair kPairs[] = {
#include "script_table.inc"  // made by script_table/make_script_table.cc
};

std::unique_ptr<const Table> MakeTable() {
  auto table = std::make_unique<Table>();
  for (std::size_t c = 0; c < kBmp; ++c) (*table)[c] = static_cast<char16_t>(c);
  for (const ScriptPair& pair : kPairs) (*table)[pair.traditional] = pair.simplified;
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
