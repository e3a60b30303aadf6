// The filters that commands share, as words on the command line.
#pragma once

#include <string>
#include <vector>

#include "queries/query.h"

namespace kg {

/// --since, --until, --type, --rel, --min-weight, --backbone, --limit.
class FilterWords {
 public:
  /// Those that are `heeded`, bits of Filter.
  void AddOptions(OptionSet& set, unsigned heeded);
  /// Throws Error(kUsage) for a date, kind or relation that is none, for a negative limit and
  /// for a level of significance that is none.
  /// `--until` with a date alone takes that whole day.
  SharedFilters Parse() const;

 private:
  std::string since_;
  std::string until_;
  std::vector<std::string> kinds_;
  std::vector<std::string> relations_;
  double min_weight_ = 0;
  double backbone_ = 1;
  int limit_ = 0;
};

}  // namespace kg
