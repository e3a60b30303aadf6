#include "queries/leiden_level.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "graph/error.h"

namespace kg {
namespace {

constexpr int kRateBits = 31;
constexpr int kMaxShift = 90;  // weights have 32 bits, signed sums of them 123

// Vertices in order of their community, and where each community starts: a counting sort.
struct Members {
  explicit Members(const Grouping& groups)
      : start(std::size_t{groups.count} + 1), vertices(groups.of.size()) {
    for (const std::uint32_t c : groups.of) ++start[c + 1];
    std::partial_sum(start.begin(), start.end(), start.begin());
    std::vector<std::uint32_t> next(start.begin(), start.end() - 1);
    for (std::uint32_t v = 0; v < groups.of.size(); ++v) vertices[next[groups.of[v]]++] = v;
  }
  std::span<const std::uint32_t> of(std::uint32_t c) const {
    return std::span(vertices).subspan(start[c], start[c + 1] - start[c]);
  }

  std::vector<std::uint32_t> start;
  std::vector<std::uint32_t> vertices;
};

}  // namespace

std::vector<std::uint32_t> Identity(std::uint32_t n) {
  std::vector<std::uint32_t> numbers(n);
  std::iota(numbers.begin(), numbers.end(), 0U);
  return numbers;
}

Balance::Balance(double rate) {
  int exponent = 0;
  std::frexp(rate, &exponent);
  shift_ = std::min(kRateBits - exponent, kMaxShift);
  if (!std::isfinite(rate) || rate < 0 || shift_ < 0) {
    throw Error(ErrorCode::kUsage, "the resolution is negative or too large");
  }
  rate_ = static_cast<std::uint64_t>(std::llround(std::ldexp(rate, shift_)));
}

double Balance::ToWeight(Int128 gain) const {
  return std::ldexp(static_cast<double>(gain), -shift_);
}

void Renumber(Grouping& groups) {
  constexpr std::uint32_t kUnseen = std::numeric_limits<std::uint32_t>::max();
  std::vector<std::uint32_t> number(groups.of.size(), kUnseen);
  groups.count = 0;
  for (std::uint32_t& c : groups.of) {
    if (number[c] == kUnseen) number[c] = groups.count++;
    c = number[c];
  }
}

LeidenGraph Aggregate(const LeidenGraph& graph, const Grouping& groups) {
  const Members members(groups);
  Surroundings around(groups.count);
  LeidenGraph above{.scale = graph.scale};
  above.first.reserve(std::size_t{groups.count} + 1);
  for (std::uint32_t c = 0; c < groups.count; ++c) {
    for (const std::uint32_t v : members.of(c)) {
      for (const auto& [to, weight] : graph.row(v)) {
        if (groups.of[to] != c) around.Add(groups.of[to], weight);
      }
    }
    for (const std::uint32_t d : around.touched()) above.arcs.push_back({d, around.weight(d)});
    around.Clear();
    above.first.push_back(above.arcs.size());
  }
  return above;
}

}  // namespace kg
