// Text from articles on its way to a terminal.
#pragma once

#include <string>
#include <string_view>

namespace kg {

/// `text` with controls (but '\n' and '\t'), bidirectional marks and other invisible formatting
/// written out as \u{202E}, so that no article can move the cursor or turn the line round.
std::string SafeText(std::string_view text);

/// `json` with the same written as JSON has it, \u202e: the document means what it meant.
std::string SafeJson(std::string_view json);

}  // namespace kg
