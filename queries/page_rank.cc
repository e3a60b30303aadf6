#include "queries/page_rank.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <numeric>

#include "graph/large_pages.h"

namespace kg {
namespace {

// Ranks on their way to the solution, up to a factor: all that a node gets is a share of the rank
// there is, so any total will do until the end. Held to a total of 1, sweeps would spend most of
// their number on the error of the total, which shrinks the slowest.
class Ranks {
 public:
  Ranks(const IncomingLinks& links, double damping)
      : links_(links),
        damping_(damping),
        count_(static_cast<double>(links.first.size() - 1)),
        rank_(links.first.size() - 1),
        shares_(rank_.size()),
        passed_on_(rank_.size()) {
    MoveToLargePages(shares_);
    MoveToLargePages(passed_on_);
    ReadWeights();
    PlaceOftenReadFirst();
    for (std::size_t v = 0; v < rank_.size(); ++v) {
      passed_on_[PlaceOf(v)] = rank_[v] * shares_[v];
      total_ += rank_[v];
      if (shares_[v] == 0) loose_ += rank_[v];
    }
  }

  // Moves every node `step` times as far as to where its links put it; the sum of all moves, as a
  // share of all rank.
  double Sweep(double step) { return alike_ ? SweepBy<true>(step) : SweepBy<false>(step); }

  std::vector<double> Normalised() && {
    const double sum = std::accumulate(rank_.begin(), rank_.end(), 0.0);
    for (double& r : rank_) r /= sum;
    return std::move(rank_);
  }

 private:
  // Sets the shares, and ranks to begin with: by the weight that arrives, which where links go
  // both ways is the solution without damping.
  void ReadWeights() {
    double all = 0;
    const double weight = links_.weights.empty() ? 1 : links_.weights[0];
    for (std::size_t v = 0; v < rank_.size(); ++v) {
      for (std::size_t i = links_.first[v]; i < links_.first[v + 1]; ++i) {
        const double w = links_.weights.empty() ? 1 : links_.weights[i];
        alike_ = alike_ && w == weight;
        rank_[v] += w;
        shares_[links_.sources[i]] += w;
      }
      all += rank_[v];
    }
    for (double& share : shares_) share = share > 0 ? (alike_ ? weight : 1) / share : 0;
    for (double& r : rank_) {
      r = all > 0 ? ((1 - damping_) / count_ + damping_ * r / all) : 1 / count_;
    }
  }

  // What vertices with many links pass on is read most. Side by side it stays in the cache, where
  // among that of all others it would have a line of the cache each.
  void PlaceOftenReadFirst() {
    constexpr std::size_t kInCache = std::size_t{1} << 17;  // vertices, a megabyte
    if (rank_.size() <= kInCache) return;
    std::vector<std::uint32_t> read(rank_.size());
    for (const std::uint32_t source : links_.sources) ++read[source];
    std::array<std::uint32_t, 33> next{};  // place, by how often in powers of two, most often first
    const auto seldom = [&](std::size_t v) { return 32 - std::bit_width(read[v]); };
    for (std::size_t v = 0; v < read.size(); ++v) {
      if (seldom(v) < 32) ++next.at(seldom(v) + 1);
    }
    std::partial_sum(next.begin(), next.end(), next.begin());
    place_.resize(read.size());
    for (std::size_t v = 0; v < read.size(); ++v) place_[v] = next.at(seldom(v))++;
    for (std::uint32_t& source : links_.sources) source = place_[source];
  }

  std::size_t PlaceOf(std::size_t v) const { return place_.empty() ? v : place_[v]; }

  // Four sums side by side: one alone would wait for each addition to end.
  template <bool kAlike>
  double ArrivingBy(std::size_t v) const {
    const auto passed = [&](std::size_t i) {
      const double one = passed_on_[links_.sources[i]];
      return kAlike ? one : one * links_.weights[i];
    };
    std::array<double, 4> sums{};
    std::size_t i = links_.first[v];
    const std::size_t end = links_.first[v + 1];
    for (; i + sums.size() <= end; i += sums.size()) {
      for (std::size_t k = 0; k < sums.size(); ++k) sums[k] += passed(i + k);
    }
    for (; i < end; ++i) sums[0] += passed(i);
    return (sums[0] + sums[1]) + (sums[2] + sums[3]);
  }

  template <bool kAlike>
  double SweepBy(double step) {
    const double given_to_all = (1 - damping_) * total_ / count_;
    double change = 0;
    double total = 0;
    double still_loose = 0;  // added up anew, so that rounding does not pile up over sweeps
    for (std::size_t v = 0; v < rank_.size(); ++v) {
      const double arriving = loose_ / count_ + ArrivingBy<kAlike>(v);
      const double move = step * (given_to_all + damping_ * arriving - rank_[v]);
      rank_[v] += move;
      passed_on_[PlaceOf(v)] = rank_[v] * shares_[v];
      change += std::abs(move);
      total += rank_[v];
      if (shares_[v] == 0) {
        loose_ += move;
        still_loose += rank_[v];
      }
    }
    total_ = total;
    loose_ = still_loose;
    return change / total_;
  }

  const IncomingLinks& links_;  // sources by place
  double damping_;
  double count_;
  std::vector<double> rank_;
  bool alike_ = true;                 // every link weighs the same
  std::vector<double> shares_;        // of a link of weight 1, or of any where they are alike
  std::vector<double> passed_on_;     // by such a link, so that a sweep has no division; by place
  std::vector<std::uint32_t> place_;  // of vertices; empty: their own numbers
  double total_ = 0;
  double loose_ = 0;  // rank of the nodes without links
};

// How far to overdo moves of which those overdone by `step` leave `left` for the next sweep: where
// all is in order, (left + step - 1)^2 = left * step^2 * m^2, and the best is 2 / (1 + sqrt(1 -
// m^2)) (Young 1954).
double StepFor(double left, double step, double damping) {
  const double m = (left + step - 1) / step;
  const double squared = std::clamp(m * m / left, 0.0, damping * damping);
  return 2 / (1 + std::sqrt(1 - squared));
}

// How far to overdo the next sweep's moves, as the changes of the sweeps so far show.
class Pace {
 public:
  explicit Pace(const PageRankOptions& options)
      : damping_(options.damping), known_(options.both_ways) {
    if (known_) step_ = StepFor(damping_ * damping_, 1, damping_);
  }

  double step() const { return step_; }

  void Tell(double change) {
    if (known_) return;
    constexpr int kPlainSweeps = 3;
    constexpr double kAlike = 0.1;
    ++sweeps_;
    const double left = change / before_;
    if (sweeps_ == kPlainSweeps) {
      step_ = StepFor(left, step_, damping_);
    } else if (sweeps_ > kPlainSweeps + 1 && left > damping_) {
      // Plain sweeps do better: links one way can be such that overdoing does not help.
      step_ = 1;
      plain_ = true;
    } else if (sweeps_ > kPlainSweeps + 1 && !plain_ &&
               std::abs(left - left_before_) < kAlike * left) {
      // What the first sweeps did not show yet: what is slow is all that is left.
      step_ = std::max(step_, StepFor(left, step_, damping_));
    }
    before_ = change;
    left_before_ = left;
  }

 private:
  double damping_;
  bool known_;  // the step, from the start
  double step_ = 1;
  int sweeps_ = 0;
  bool plain_ = false;
  double before_ = 1;
  double left_before_ = 1;
};

}  // namespace

std::vector<double> PageRank(const IncomingLinks& links, const PageRankOptions& options) {
  if (links.first.size() < 2) return {};
  Ranks ranks(links, options.damping);
  Pace pace(options);
  for (int sweep = 0; sweep < options.most_sweeps; ++sweep) {
    const double change = ranks.Sweep(pace.step());
    if (change < options.tolerance) break;
    pace.Tell(change);
  }
  return std::move(ranks).Normalised();
}

}  // namespace kg
