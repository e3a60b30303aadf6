#include "queries/components.h"

#include <gtest/gtest.h>

#include "queries/random.h"

namespace kg {
namespace {

using Rows = std::vector<std::vector<std::uint32_t>>;

// From every vertex in turn, all that can be walked to.
std::vector<std::uint32_t> SlowComponents(const Rows& rows) {
  std::vector<std::uint32_t> component(rows.size(), static_cast<std::uint32_t>(rows.size()));
  for (std::uint32_t root = 0; root < rows.size(); ++root) {
    if (component[root] != rows.size()) continue;
    component[root] = root;
    for (std::vector<std::uint32_t> open{root}; !open.empty();) {
      const std::uint32_t v = open.back();
      open.pop_back();
      for (const std::uint32_t to : rows[v]) {
        if (component[to] != rows.size()) continue;
        component[to] = root;
        open.push_back(to);
      }
    }
  }
  return component;
}

TEST(Components, AreWhatCanBeWalkedTo) {
  Random random(1);
  for (int round = 0; round < 200; ++round) {
    Rows rows(random.Below(300));
    const auto n = static_cast<std::uint32_t>(rows.size());
    // About the number of links at which a large component appears, with loops and double ones.
    for (std::uint32_t i = 0; n > 0 && i < n * (1 + random.Below(3)) / 2; ++i) {
      const std::uint32_t a = random.Below(n);
      const std::uint32_t b = random.Below(n);
      rows[a].push_back(b);
      rows[b].push_back(a);
    }
    const auto found = FindComponents(
        n, [&](std::uint32_t v) -> const std::vector<std::uint32_t>& { return rows[v]; });
    ASSERT_EQ(found, SlowComponents(rows)) << "round " << round;
  }
}

}  // namespace
}  // namespace kg
