// UTF-8 by code points. Everything stored is valid UTF-8; Sanitized() is the gate.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "graph/model.h"

namespace kg {

/// `bytes` with invalid sequences (surrogates and overlong forms too) replaced by U+FFFD and C0/C1
/// controls but '\t' and '\n' dropped. Linear.
std::string Sanitized(std::string_view bytes);

bool IsValidUtf8(std::string_view bytes);

/// Code points in valid UTF-8.
std::size_t CountCodePoints(std::string_view text);

/// The code point at `*pos` (a boundary, < size) of valid UTF-8; moves `*pos` behind it.
char32_t NextCodePoint(std::string_view text, std::size_t* pos);

void AppendUtf8(std::string& out, char32_t code_point);

/// The part of valid UTF-8 `text` that `span` covers, clamped to its end. O(span.end).
std::string_view Slice(std::string_view text, Span span);

}  // namespace kg
