// Words of Chinese titles without a dictionary: short runs of characters.
#pragma once

#include <string_view>
#include <vector>

namespace kg {

/// Every run of 2 to 6 Chinese characters in `title` that holds no particle (的, 了, 在 …) and cuts
/// no number (神舟十 in 神舟十六号), and every Latin word or number of 3 characters or more;
/// sorted, each once, lent by the title.
std::vector<std::string_view> TitleWords(std::string_view title);

}  // namespace kg
