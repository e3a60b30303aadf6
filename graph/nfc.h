// One way of writing characters that have several (Unicode normalization form C).
#pragma once

#include <string>

namespace kg {

/// Brings valid UTF-8 `text` into form C. Chinese, Latin and ASCII text, which is in it already,
/// only costs a look at its bytes.
void MakeNfc(std::string* text);

}  // namespace kg
