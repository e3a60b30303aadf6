// Long texts of one kind.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace kg {

inline std::string Repeated(std::string_view part, std::size_t times) {
  std::string text;
  text.reserve(part.size() * times);
  for (std::size_t i = 0; i < times; ++i) text += part;
  return text;
}

}  // namespace kg
