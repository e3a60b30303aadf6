#include "graph/identity/variants.h"

#include <algorithm>
#include <array>

#include "graph/error.h"
#include "graph/utf8.h"

namespace kg {
namespace {

constexpr auto kRows = std::to_array<std::string_view>({
#define VARIANT(names) names,
#define DIFFERENT(a, b)
#include "graph/identity/variants.inc"
#undef VARIANT
#undef DIFFERENT
});

constexpr auto kDifferent = std::to_array<std::pair<std::string_view, std::string_view>>({
#define VARIANT(names)
#define DIFFERENT(a, b) {a, b},
#include "graph/identity/variants.inc"
#undef VARIANT
#undef DIFFERENT
});

std::string_view WithoutBlanks(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \r") - first + 1);
}

void CheckLine(std::string_view line, std::string_view where) {
  const auto refuse = [&](std::string_view what) {
    throw Error(ErrorCode::kUsage, std::string(where) + ": " + std::string(what));
  };
  if (!IsValidUtf8(line)) refuse("this is not UTF-8");
  if (line.find('\t') == std::string_view::npos) {
    refuse("two or more names of a person, separated by tabs, are wanted");
  }
  const VariantRow row = ParseVariants(line, '\t');
  if (row.names.size() < 2) refuse("one name alone says nothing");
  const bool empty =
      std::ranges::any_of(row.names, [](const VariantRow::Name& n) { return n.text.empty(); });
  if (empty) refuse("a name is empty");
}

}  // namespace

std::span<const VariantRow> KnownVariants() {
  static const std::vector<VariantRow> rows = [] {
    std::vector<VariantRow> made;
    for (const std::string_view row : kRows) made.push_back(ParseVariants(row, ' '));
    return made;
  }();
  return rows;
}

std::span<const std::pair<std::string_view, std::string_view>> KnownDifferent() {
  return kDifferent;
}

VariantRow ParseVariants(std::string_view line, char separator) {
  VariantRow row;
  while (true) {
    const std::size_t end = std::min(line.find(separator), line.size());
    std::string_view name = WithoutBlanks(line.substr(0, end));
    const bool ambiguous = name.starts_with('?');
    if (ambiguous) name.remove_prefix(1);
    row.names.push_back({std::string(name), ambiguous});
    if (end == line.size()) return row;
    line.remove_prefix(end + 1);
  }
}

std::vector<std::string> ParseAliasesFile(std::string_view bytes, std::string_view name) {
  std::vector<std::string> lines;
  std::size_t number = 0;
  while (!bytes.empty()) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size());
    std::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    ++number;
    if (WithoutBlanks(line).empty() || line.starts_with('#')) continue;
    CheckLine(line, std::string(name) + ":" + std::to_string(number));
    lines.emplace_back(line);
  }
  return lines;
}

}  // namespace kg
