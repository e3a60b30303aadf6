// Simplified and traditional script.
#pragma once

#include <string>
#include <string_view>

namespace kg {

/// Code points below this are of the Basic Multilingual Plane.
constexpr char32_t kBmp = 0x10000;

/// Simplified forms of the code points of the Basic Multilingual Plane, by number; others stand for
/// themselves. From OpenCC's table, character by character, so that places in a text stay as they
/// are; 乾 and 著 are left alone, as they mean something of their own. Made once, safe in any
/// thread. Throws Error(kNotFound) when OpenCC's data is not installed.
const char16_t* SimplifiedTable();

/// `text` (valid UTF-8) in simplified script.
std::string ToSimplified(std::string_view text);

}  // namespace kg
