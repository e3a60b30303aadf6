// What a reader sees of a text.
#pragma once

#include <string_view>

namespace kg {

/// Controls (but '\n' and '\t'), bidirectional marks and other invisible formatting.
bool IsInvisible(char32_t code_point);

/// Columns that `text` takes in a font of fixed width: 2 for wide East Asian characters, 0 for
/// combining ones.
int DisplayWidth(std::string_view text);

}  // namespace kg
