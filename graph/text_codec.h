// Texts as the store keeps them: two bytes a character where UTF-8 takes three for Chinese, and
// done much faster than any compression. docs/store.md draws the bytes.
#pragma once

#include <string>
#include <string_view>

namespace kg {

/// Any bytes go in and come back the same from UnpackText(); valid UTF-8 gets short.
std::string PackText(std::string_view text);

/// Throws Error(kCorrupt) for bytes that PackText() did not write.
std::string UnpackText(std::string_view packed);

}  // namespace kg
