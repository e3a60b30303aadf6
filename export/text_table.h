// Many short texts in one block of memory.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kg {

/// Texts by number. A string each would be two places to look for each of them.
class TextTable {
 public:
  void Add(std::string_view text) {
    texts_.append(text);
    ends_.push_back(texts_.size());
  }

  /// Lent until the next Add().
  std::string_view operator[](std::size_t i) const {
    return std::string_view(texts_).substr(ends_[i], ends_[i + 1] - ends_[i]);
  }

  /// Has the processor fetch a text: it will be wanted soon.
  void Fetch(std::size_t i) const { __builtin_prefetch(texts_.data() + ends_[i]); }

 private:
  std::string texts_;
  std::vector<std::size_t> ends_{0};  // of the text before
};

}  // namespace kg
