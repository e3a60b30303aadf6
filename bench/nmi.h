// How well two divisions of the same things agree.
#pragma once

#include <cmath>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

namespace kg {

/// Normalized mutual information by the mean of both entropies, 0 to 1 (L. Danon and others,
/// Comparing community structure identification, 2005, equation 2): `a` and `b` say for each thing
/// which part it is in, and are as long as each other. 1 when neither divides at all.
inline double Nmi(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
  std::map<std::uint32_t, double> in_a;
  std::map<std::uint32_t, double> in_b;
  std::map<std::pair<std::uint32_t, std::uint32_t>, double> in_both;
  const double share = 1.0 / static_cast<double>(a.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    in_a[a[i]] += share;
    in_b[b[i]] += share;
    in_both[{a[i], b[i]}] += share;
  }
  double entropies = 0;
  double mutual = 0;
  for (const auto& [label, p] : in_a) entropies -= p * std::log(p);
  for (const auto& [label, p] : in_b) entropies -= p * std::log(p);
  for (const auto& [pair, p] : in_both) {
    mutual += p * std::log(p / in_a[pair.first] / in_b[pair.second]);
  }
  return entropies > 0 ? 2 * mutual / entropies : 1;
}

}  // namespace kg
