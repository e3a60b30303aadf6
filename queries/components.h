// Connected components: M. Sutton, T. Ben-Nun, A. Barak, Optimizing parallel graph computation
// through subgraph sampling (Afforest), IPDPS 2018: a few links of every vertex join most of the
// graph, and the vertices of the largest component need not look at the rest of theirs.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

namespace kg {

/// Who is joined with whom: trees whose roots are the smallest of their vertices.
class Forest {
 public:
  explicit Forest(std::uint32_t vertices) : parent_(vertices) {
    for (std::uint32_t v = 0; v < vertices; ++v) parent_[v] = v;
  }
  /// With the parent of each vertex: one of its component and not larger than itself.
  explicit Forest(std::vector<std::uint32_t> parent) : parent_(std::move(parent)) {}

  void Join(std::uint32_t a, std::uint32_t b) {
    a = parent_[a];
    b = parent_[b];
    while (a != b) {
      if (a < b) std::swap(a, b);
      if (parent_[a] == a) {
        parent_[a] = b;
        return;
      }
      a = parent_[a] = parent_[parent_[a]];
    }
  }

  /// Makes every vertex a child of its root. Parents are smaller, so one pass in order does it.
  void Flatten() {
    for (std::uint32_t& parent : parent_) parent = parent_[parent];
  }

  /// After Flatten(), the smallest vertex of the component of v.
  std::uint32_t root(std::uint32_t v) const { return parent_[v]; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(parent_.size()); }

  /// After Flatten(), the root of most of the vertices looked at, some thousand over all.
  std::uint32_t UsualRoot() const {
    const std::uint32_t step = std::max(size() / 1024, 1U);
    std::unordered_map<std::uint32_t, int> counts;
    std::uint32_t usual = 0;
    for (std::uint32_t v = 0; v < size(); v += step) {
      if (++counts[parent_[v]] > counts[usual]) usual = parent_[v];
    }
    return usual;
  }

 private:
  std::vector<std::uint32_t> parent_;
};

/// The smallest vertex of the component of each. `row(v)` is a range of the neighbours of v with
/// size() and []; every edge is seen from both ends. O(vertices + edges), often less.
template <class Row>
std::vector<std::uint32_t> FindComponents(std::uint32_t vertices, const Row& row) {
  // The smallest of some links is found without a look at any other tree, and leaves few trees.
  constexpr std::size_t kHooked = 8;
  std::vector<std::uint32_t> parent(vertices);
  for (std::uint32_t v = 0; v < vertices; ++v) {
    const auto& targets = row(v);
    std::uint32_t smallest = v;
    const std::size_t hooked = std::min(targets.size(), kHooked);
    for (std::size_t i = 0; i < hooked; ++i) smallest = std::min(smallest, targets[i]);
    parent[v] = smallest;
  }
  Forest forest(std::move(parent));
  forest.Flatten();
  for (std::uint32_t v = 0; v < vertices; ++v) {
    const auto& targets = row(v);
    if (targets.size() > 1) forest.Join(v, targets[targets.size() - 1]);
  }
  forest.Flatten();
  const std::uint32_t usual = forest.UsualRoot();
  for (std::uint32_t v = 0; v < vertices; ++v) {
    if (forest.root(v) == usual) continue;
    for (const std::uint32_t target : row(v)) forest.Join(v, target);
  }
  forest.Flatten();
  std::vector<std::uint32_t> component(vertices);
  for (std::uint32_t v = 0; v < vertices; ++v) component[v] = forest.root(v);
  return component;
}

}  // namespace kg
