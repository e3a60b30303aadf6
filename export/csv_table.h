// Tables of comma-separated values (RFC 4180), row by row.
#pragma once

#include <concepts>
#include <ostream>
#include <string>
#include <string_view>

#include "export/text_buffer.h"

namespace kg {

struct CsvRules {
  std::string_view line_end = "\r\n";
  bool byte_order_mark = false;  // Excel takes a file without it for one of the local code page
  bool defuse_formulas = false;  // a quote before what a spreadsheet would compute
  bool join_lines = false;       // a blank for each line feed
};

/// Whether a spreadsheet would compute `text`.
bool IsFormula(std::string_view text);

/// Takes clean text. To be ended by Finish().
class CsvTable {
 public:
  CsvTable(std::ostream& out, const CsvRules& rules);

  /// Absent values are empty texts: a field without quotes.
  CsvTable& Cell(std::string_view text);
  CsvTable& Cell(double number);
  CsvTable& Cell(std::unsigned_integral auto number) {
    Separate();
    out_.Add(NumberText(number));
    return *this;
  }
  void EndRow();
  void Finish() { out_.Finish(); }

 private:
  void Separate();

  TextBuffer out_;
  CsvRules rules_;
  bool row_has_cells_ = false;
};

}  // namespace kg
