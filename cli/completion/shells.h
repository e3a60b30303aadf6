// Scripts by which shells complete commands, options and the words that options take.
#pragma once

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "cli/grammar.h"

namespace kg {

/// To be sourced, or found as bash-completion/completions/newsgraph. Needs bash 4.
void WriteBashCompletion(const Grammar& grammar, std::ostream& out);

/// To be found as _newsgraph in a folder of $fpath.
void WriteZshCompletion(const Grammar& grammar, std::ostream& out);

/// To be sourced, or found as vendor_completions.d/newsgraph.fish.
void WriteFishCompletion(const Grammar& grammar, std::ostream& out);

/// With blanks between.
std::string Joined(const std::vector<std::string>& words);

/// `text` up to the end of its first line.
std::string_view FirstLine(std::string_view text);

}  // namespace kg
