// Words of Chinese titles without a dictionary: short runs of characters.
#pragma once

#include <string_view>
#include <vector>

namespace kg {

/// Whether what an article is called is an address: that of one to which nobody gives a title. Its
/// parts say where it lies, not what it is about.
inline bool IsAddress(std::string_view title) {
  return title.starts_with("https://") || title.starts_with("http://");
}

/// Every run of 2 to 6 Chinese characters in `title` that holds no particle (的, 了, 在 …) and cuts
/// no number (神舟十 in 神舟十六号), and every Latin word or number of 3 characters or more;
/// sorted, each once, lent by the title. An address has none.
std::vector<std::string_view> TitleWords(std::string_view title);

}  // namespace kg
