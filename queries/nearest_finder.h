// The articles most like one, by inverted lists; for .cc files.
#pragma once

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "graph/large_pages.h"
#include "queries/similar_articles.h"

namespace kg {

/// Which articles have each term.
struct TermLists {
  struct Entry {
    std::uint32_t article = 0;
    std::uint32_t weight = 0;
  };
  std::vector<std::size_t> first{0};
  std::vector<Entry> entries{};

  std::span<const Entry> of(std::uint32_t term) const {
    return std::span(entries).subspan(first[term], first[term + 1] - first[term]);
  }
};

TermLists ListsOf(const ArticleVectors& vectors);

/// How much each way of two articles that link to each other adds.
inline constexpr std::uint32_t kLinkedLikeness = kLikenessUnit / 4;

/// What days between two articles leave of their likeness.
double Nearness(const std::optional<Time>& a, const std::optional<Time>& b);

/// More alike first, ties by article.
inline bool IsNearer(const Neighbor& a, const Neighbor& b) {
  return a.likeness != b.likeness ? a.likeness > b.likeness : a.article < b.article;
}

/// Finds what NearestArticles() says of an article, one after the other; for a thread of its own.
class NearestFinder {
 public:
  struct Subject {
    std::uint32_t article = 0;
    std::span<const WeightedTerm> row{};
    std::span<const std::uint32_t> linked{};  // one for each way
  };

  /// All is lent; `published` says how many articles there are.
  NearestFinder(std::span<const std::optional<Time>> published, const TermLists& lists,
                std::size_t budget)
      : published_(published),
        lists_(lists),
        budget_(budget),
        likeness_(published.size()),
        touched_(published.size() + 1) {
    MoveToLargePages(likeness_);
  }

  std::vector<Neighbor> Of(const Subject& subject, std::size_t count) {
    return Of(
        subject, count, [](std::uint32_t) { return UINT32_MAX; },
        [](std::uint32_t, std::uint32_t) {});
  }

  /// Calls `tell` with every other article that is as like it as `wants` says of that article, and
  /// how much, too.
  template <class Wants, class Tell>
  std::vector<Neighbor> Of(const Subject& subject, std::size_t count, const Wants& wants,
                           const Tell& tell) {
    AddUp(subject);
    found_.clear();
    std::uint32_t least = 0;  // what is less is not among the best
    for (const std::uint32_t other : std::span(touched_).first(std::exchange(touched_count_, 0))) {
      const std::uint32_t likeness = std::exchange(likeness_[other], 0);
      const std::uint32_t wanted = wants(other);
      // Days between never make it more, so most need not be looked at.
      if (likeness < std::min(least, wanted) || other == subject.article) continue;
      const auto near =
          static_cast<std::uint32_t>(std::min(likeness, kLikenessUnit) *
                                     Nearness(published_[subject.article], published_[other]));
      if (near >= wanted) tell(other, near);
      if (likeness < least) continue;
      found_.push_back({other, near});
      if (count > 0 && found_.size() == 8 * count) {
        KeepBest(count);
        least = found_.back().likeness;
      }
    }
    KeepBest(count);
    return found_;
  }

 private:
  void AddUp(const Subject& subject) {
    std::size_t seen = 0;
    for (const WeightedTerm& t : subject.row) {
      const auto list = lists_.of(t.term);
      if (seen > 0 && seen + list.size() > budget_) break;
      seen += list.size();
      for (const auto& [article, weight] : list) Add(article, t.weight * weight);
    }
    for (const std::uint32_t other : subject.linked) Add(other, kLinkedLikeness);
  }

  // Without a branch: whether an article was seen before is not to be foretold.
  void Add(std::uint32_t other, std::uint32_t likeness) {
    touched_[touched_count_] = other;
    touched_count_ += static_cast<std::size_t>(likeness_[other] == 0) & (likeness != 0 ? 1U : 0U);
    likeness_[other] += likeness;
  }

  void KeepBest(std::size_t count) {
    const auto end = found_.begin() + static_cast<std::ptrdiff_t>(std::min(count, found_.size()));
    std::partial_sort(found_.begin(), end, found_.end(), IsNearer);
    found_.erase(end, found_.end());
  }

  std::span<const std::optional<Time>> published_;
  const TermLists& lists_;
  std::size_t budget_;
  std::vector<std::uint32_t> likeness_;
  std::vector<std::uint32_t> touched_;  // the first touched_count_; then room for one more
  std::size_t touched_count_ = 0;
  std::vector<Neighbor> found_{};
};

}  // namespace kg
