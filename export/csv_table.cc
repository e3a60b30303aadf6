#include "export/csv_table.h"

#include <algorithm>
#include <array>

namespace kg {
// Spreadsheets set to Chinese or Japanese take the wide signs for the narrow ones.
bool IsFormula(std::string_view text) {
  constexpr std::array<std::string_view, 9> kSigns = {"=",  "+",  "-",  "@", "\t",
                                                      "＝", "＋", "－", "＠"};
  return std::any_of(kSigns.begin(), kSigns.end(),
                     [text](std::string_view sign) { return text.starts_with(sign); });
}

CsvTable::CsvTable(std::ostream& out, const CsvRules& rules) : out_(out), rules_(rules) {
  if (rules_.byte_order_mark) out_.Add("\uFEFF");
}

void CsvTable::Separate() {
  if (row_has_cells_) out_.Add(',');
  row_has_cells_ = true;
}

CsvTable& CsvTable::Cell(std::string_view text) {
  Separate();
  std::string changed;
  if (rules_.defuse_formulas && IsFormula(text)) {
    changed = "'" + std::string(text);
    text = changed;
  }
  if (rules_.join_lines && text.find('\n') != std::string_view::npos) {
    changed = text;
    std::replace(changed.begin(), changed.end(), '\n', ' ');
    text = changed;
  }
  if (text.find_first_of("\",\n\t ;'") == std::string_view::npos) {
    out_.Add(text);
    return *this;
  }
  out_.Add('"');
  for (std::size_t quote; (quote = text.find('"')) != std::string_view::npos;) {
    out_.Add(text.substr(0, quote));
    out_.Add("\"\"");
    text.remove_prefix(quote + 1);
  }
  out_.Add(text);
  out_.Add('"');
  return *this;
}

CsvTable& CsvTable::Cell(double number) {
  Separate();
  out_.Add(NumberText(number));
  return *this;
}

void CsvTable::EndRow() {
  out_.Add(rules_.line_end);
  row_has_cells_ = false;
  out_.EndRecord();
}

}  // namespace kg
