#include "graph/script.h"

#include <opencc/opencc.h>

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

// Line by line, as OpenCC would join neighbours to phrases otherwise.
std::string ConvertedHan() {
  std::string lines;
  for (char32_t c = kFirstHan; c <= kLastHan; ++c) {
    AppendUtf8(lines, c);
    lines += '\n';
  }
  try {
    return opencc::SimpleConverter("t2s.json").Convert(lines);
  } catch (const std::exception& failure) {
    throw Error(ErrorCode::kNotFound,
                std::string("cannot read OpenCC's table of scripts: ") + failure.what());
  }
}

std::unique_ptr<const Table> MakeTable() {
  auto table = std::make_unique<Table>();
  for (std::size_t c = 0; c < kBmp; ++c) (*table)[c] = static_cast<char16_t>(c);
  const std::string converted = ConvertedHan();
  std::size_t pos = 0;
  for (std::size_t c = kFirstHan; c <= kLastHan && pos < converted.size(); ++c) {
    const char32_t to = NextCodePoint(converted, &pos);
    if (to < kBmp) (*table)[c] = static_cast<char16_t>(to);
    while (pos < converted.size() && converted[pos++] != '\n') {
    }
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
