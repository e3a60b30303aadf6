// The options of export formats, as the command line gives them.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "export/exporter.h"

namespace kg {

/// Offers the options that any format has, and hands on what was given to the one that was asked
/// for.
class FormatOptions {
 public:
  /// Each name once, under the formats that have it.
  void AddOptions(OptionSet& set);

  /// Throws Error(kUsage) for an unknown format and for an option that is none of its own.
  std::unique_ptr<Exporter> MakeExporter(const std::string& format) const;

 private:
  std::vector<std::pair<std::string, std::string>> given_;  // option, word
};

/// Throws Error(kUsage) when `format` has no such option.
void GiveOption(Exporter& exporter, std::string_view format, std::string_view option,
                std::string_view word);

}  // namespace kg
