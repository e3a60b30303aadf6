// Findings as text, JSON, JSON Lines or CSV.
#pragma once

#include <functional>
#include <ostream>
#include <string_view>

#include "queries/query.h"

namespace kg {

using FindingsPrinter = std::function<void(const Findings&, std::ostream&)>;

/// Their names.
std::vector<std::string> FindingsFormats();

/// Tables of text are fitted into `columns` (Streams). Throws Error(kUsage) for a name that is no
/// format.
FindingsPrinter PrinterFor(std::string_view format, int columns);

/// One document, two blanks an indent, UTF-8 as it is.
void PrintJson(const Json& document, std::ostream& out);

}  // namespace kg
