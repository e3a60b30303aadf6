#include "cli/print_table.h"

#include <algorithm>
#include <numeric>
#include <string_view>

#include "graph/utf8.h"
#include "graph/visible_text.h"

namespace kg {
namespace {

constexpr int kGap = 2;
constexpr int kLeast = 8;  // of a column that is cut

struct Column {
  int width = 0;
  int least = kLeast;
};

// One ASCII word: an address, an id, a number.
bool IsToCopy(std::string_view cell) {
  return std::ranges::all_of(cell, [](char c) { return c > ' ' && c < '\x7f'; });
}

std::vector<Column> ColumnsOf(const std::vector<std::vector<std::string>>& rows) {
  std::vector<Column> columns;
  for (const auto& row : rows) {
    columns.resize(std::max(columns.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) {
      const int width = DisplayWidth(row[i]);
      columns[i].width = std::max(columns[i].width, width);
      if (IsToCopy(row[i])) columns[i].least = std::max(columns[i].least, width);
    }
  }
  return columns;
}

// Takes from the widest column that can give, a bit at a time, as long as it helps.
void Fit(std::vector<Column>& columns, int width) {
  int used = std::accumulate(columns.begin(), columns.end(), -kGap,
                             [](int sum, const Column& c) { return sum + c.width + kGap; });
  while (used > width) {
    const auto spare = [](const Column& c) { return c.width > c.least ? c.width : 0; };
    const auto widest = std::ranges::max_element(columns, {}, spare);
    if (widest == columns.end() || spare(*widest) == 0) return;
    --widest->width;
    --used;
  }
}

std::string Cut(const std::string& cell, int width) {
  if (DisplayWidth(cell) <= width) return cell;
  std::size_t end = 0;
  for (std::size_t next = 0; next < cell.size(); end = next) {
    NextCodePoint(cell, &next);
    if (DisplayWidth(std::string_view(cell).substr(0, next)) > width - 1) break;
  }
  return cell.substr(0, end) + "…";
}

}  // namespace

void PrintTable(const std::vector<std::vector<std::string>>& rows, int width, std::ostream& out) {
  std::vector<Column> columns = ColumnsOf(rows);
  if (width > 0) Fit(columns, width);
  for (const auto& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string cell = Cut(row[i], columns[i].width);
      line += cell;
      if (i + 1 == row.size()) break;
      const int blanks = columns[i].width - DisplayWidth(cell) + kGap;
      line.append(static_cast<std::size_t>(blanks), ' ');
    }
    while (line.ends_with(' ')) line.pop_back();
    out << line << '\n';
  }
}

}  // namespace kg
