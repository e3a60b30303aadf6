// A list as a set.
#pragma once

#include <algorithm>
#include <vector>

namespace kg {

/// `all` in order and each once.
template <class T>
void SortUnique(std::vector<T>& all) {
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
}

}  // namespace kg
