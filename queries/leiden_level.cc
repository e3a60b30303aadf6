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

Members::Members(const Grouping& groups)
    : start(std::size_t{groups.count} + 1), vertices(groups.of.size()) {
  for (const std::uint32_t c : groups.of) ++start[c + 1];
  std::partial_sum(start.begin(), start.end(), start.begin());
  std::vector<std::uint32_t> next(start.begin(), start.end() - 1);
  for (std::uint32_t v = 0; v < groups.of.size(); ++v) vertices[next[groups.of[v]]++] = v;
}

void Aggregate(const LeidenGraph& graph, Workers& workers, const Grouping& groups,
               LeidenGraph& above) {
  const Members members(groups);
  // A row is no longer than those of its members together, so a block of them has its room at once;
  // then they move up. One thread has one block: what the rows are shorter by is never touched.
  std::vector<std::size_t> room(std::size_t{groups.count} + 1);
  for (std::uint32_t c = 0; c < groups.count; ++c) {
    room[c + 1] = room[c];
    for (const std::uint32_t v : members.of(c)) room[c + 1] += graph.first[v + 1] - graph.first[v];
  }
  above.scale = graph.scale;
  above.first.assign(std::size_t{groups.count} + 1, 0);
  for (ArcNumbers* numbers : {&above.targets, &above.weights}) {
    numbers->clear();  // so that nothing old is copied into larger room
    // Some to spare, for the same level of the next iteration may have a few more.
    if (numbers->capacity() < room.back()) numbers->reserve(room.back() + room.back() / 16);
    numbers->resize(room.back());
  }
  const std::size_t block = workers.crew.jobs() == 1
                                ? std::max<std::size_t>(groups.count, 1)
                                : std::max<std::size_t>(groups.count / 256, 16);
  workers.crew.ForEachBlock(
      groups.count, block, [&](unsigned job, std::size_t begin, std::size_t end) {
        Surroundings& near = workers.around[job];
        std::size_t at = room[begin];
        for (auto c = static_cast<std::uint32_t>(begin); c < end; ++c) {
          for (std::size_t i = members.start[c]; i < members.start[c + 1]; ++i) {
            FetchAhead(graph, members.vertices, i);
            graph.ForEachArc(members.vertices[i], [&](std::uint32_t to, std::uint32_t weight) {
              near.Add(groups.of[to], weight);
            });
          }
          const std::size_t row = at;
          near.Take([&](std::uint32_t d, std::uint32_t weight) {
            if (d == c) return;
            above.targets[at] = d;
            above.weights[at++] = weight;
          });
          above.first[c + 1] = at - row;
        }
      });
  for (std::size_t begin = 0; begin < groups.count; begin += block) {
    const std::size_t from = room[begin];
    const std::size_t to = above.first[begin];
    const std::size_t end = std::min<std::size_t>(begin + block, groups.count);
    for (std::size_t c = begin; c < end; ++c) above.first[c + 1] += above.first[c];
    if (from == to) continue;
    for (ArcNumbers* numbers : {&above.targets, &above.weights}) {
      std::copy_n(numbers->begin() + static_cast<std::ptrdiff_t>(from), above.first[end] - to,
                  numbers->begin() + static_cast<std::ptrdiff_t>(to));
    }
  }
  above.targets.resize(above.first.back());
  above.weights.resize(above.first.back());
}

LeidenGraph Rearranged(const LeidenGraph& graph, Crew& crew, std::span<const std::uint32_t> order) {
  std::vector<std::uint32_t> place(order.size());
  LeidenGraph copy{.scale = graph.scale};
  copy.first.reserve(graph.first.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    const std::uint32_t v = order[i];
    place[v] = i;
    copy.first.push_back(copy.first.back() + graph.first[v + 1] - graph.first[v]);
  }
  copy.targets.resize(graph.targets.size());
  copy.weights.resize(graph.weights.size());
  constexpr std::size_t kBlock = 1024;
  crew.ForEachBlock(order.size(), kBlock, [&](unsigned, std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      FetchAhead(graph, order, i);
      std::size_t at = copy.first[i];
      graph.ForEachArc(order[i], [&](std::uint32_t to, std::uint32_t weight) {
        if (!copy.weights.empty()) copy.weights[at] = weight;
        copy.targets[at++] = place[to];
      });
    }
  });
  return copy;
}

}  // namespace kg
