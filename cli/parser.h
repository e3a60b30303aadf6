// From words to a command, with CLI11; the only file that knows it is parser.cc.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "cli/grammar.h"

namespace kg {

struct Parsed {
  const CommandWords* command = nullptr;  // null: all was said, and `status` is how it ended
  int status = kAnswered;
  std::set<const Option*> given{};  // options that have their value from words or environment
};

/// Options are parsed into the grammar. What is wrong is told on io.err, --help and --version on
/// io.out. Throws what Option::parse throws.
Parsed Parse(const Grammar& grammar, const std::vector<std::string>& words, Streams io);

}  // namespace kg
