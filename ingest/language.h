#pragma once

#include <string>
#include <string_view>

namespace kg {

/// "zh-Hans", "zh-Hant" or "en" by the first few hundred code points; "" when they tell nothing.
std::string GuessLanguage(std::string_view text);

}  // namespace kg
