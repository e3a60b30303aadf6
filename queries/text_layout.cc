#include "queries/text_layout.h"

#include <algorithm>

#include "graph/visible_text.h"

namespace kg {

std::string Padded(std::string text, int width) {
  text.append(static_cast<std::size_t>(std::max(0, width - DisplayWidth(text))), ' ');
  return text;
}

std::string DaysOf(const std::optional<Time>& first, const std::optional<Time>& last) {
  const std::string from = DayOf(first);
  const std::string to = DayOf(last);
  return from == to ? from : from + " – " + to;
}

std::string Counted(std::size_t count, const std::string& noun) {
  return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

std::string Enumerated(std::span<const std::string> words, std::size_t most) {
  std::string list;
  for (const std::string& word : words.first(std::min(most, words.size()))) {
    list.append(list.empty() ? "" : "、").append(word);
  }
  return list;
}

}  // namespace kg
