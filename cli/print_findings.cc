#include "cli/print_findings.h"

#include <algorithm>

#include "cli/print_table.h"
#include "cli/safe_text.h"
#include "export/csv_table.h"

namespace kg {
namespace {

// A terminal that shows JSON would obey what SafeText() makes visible: escaped, it means the same.
std::string Dump(const Json& json, int indent) {
  return SafeJson(json.dump(indent, ' ', false, Json::error_handler_t::replace));
}

void PrintLines(const std::string& text, std::ostream& out) {
  if (!text.empty()) out << SafeText(text) << '\n';
}

std::string OneLine(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return SafeText(text);
}

void PrintRows(const Findings& findings, int columns, std::ostream& out) {
  std::vector<std::vector<std::string>> rows{findings.columns};
  const std::size_t count = findings.text_rows == 0 ? findings.rows.size() : findings.text_rows;
  for (const auto& row : std::span(findings.rows).first(count)) rows.push_back(row);
  const std::size_t shown =
      findings.text_columns == 0 ? findings.columns.size() : findings.text_columns;
  for (auto& row : rows) {
    row.resize(std::min(row.size(), shown));
    for (std::string& cell : row) cell = OneLine(std::move(cell));
  }
  PrintTable(rows, columns, out);
}

void PrintText(const Findings& findings, int columns, std::ostream& out) {
  PrintLines(findings.heading, out);
  if (!findings.text.empty()) {
    out << SafeText(findings.text);
  } else if (!findings.rows.empty()) {
    PrintRows(findings, columns, out);
  }
  PrintLines(findings.footing, out);
}

void PrintItems(const Findings& findings, std::ostream& out) {
  if (!findings.document.contains(findings.items_key)) {
    out << Dump(findings.document, -1) << '\n';
    return;
  }
  for (const Json& item : findings.document.at(findings.items_key)) out << Dump(item, -1) << '\n';
}

bool IsNumber(std::string_view text) {
  return text.find_first_not_of("+-.0123456789") == std::string_view::npos;
}

// Titles are anybody's words, and a spreadsheet would compute some of them.
std::string CsvField(std::string text) {
  if (IsFormula(text) && !IsNumber(text)) text.insert(0, 1, '\'');
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

void PrintCsv(const Findings& findings, bool on_terminal, std::ostream& out) {
  const auto print_row = [&](const std::vector<std::string>& row) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      out << (i == 0 ? "" : ",") << CsvField(on_terminal ? SafeText(row[i]) : row[i]);
    }
    out << "\r\n";  // RFC 4180
  };
  print_row(findings.columns);
  for (const auto& row : findings.rows) print_row(row);
}

}  // namespace

void PrintJson(const Json& document, std::ostream& out) { out << Dump(document, 2) << '\n'; }

std::vector<std::string> FindingsFormats() { return {"text", "json", "jsonl", "csv"}; }

FindingsPrinter PrinterFor(std::string_view format, int columns) {
  if (format == "text") {
    return [columns](const Findings& findings, std::ostream& out) {
      PrintText(findings, columns, out);
    };
  }
  if (format == "json") {
    return [](const Findings& findings, std::ostream& out) { PrintJson(findings.document, out); };
  }
  if (format == "jsonl") return PrintItems;
  if (format == "csv") {
    return [columns](const Findings& findings, std::ostream& out) {
      PrintCsv(findings, columns > 0, out);
    };
  }
  throw Error(ErrorCode::kUsage,
              "--format: '" + std::string(format) + "' is none of text, json, jsonl, csv");
}

}  // namespace kg
