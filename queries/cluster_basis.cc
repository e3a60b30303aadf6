#include "queries/cluster_basis.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "graph/digest.h"
#include "queries/title_words.h"

namespace kg {
namespace {

using Index = NewsGraph::Index;

std::vector<ClusterBasis::WordCount> CountWords(const NewsGraph& graph, Index articles) {
  std::vector<std::uint32_t> all;
  for (Index i = 0; i < articles; ++i) {
    for (const std::string_view word : TitleWords(graph.node(i).name)) {
      all.push_back(TitleWordHash(word));
    }
  }
  std::sort(all.begin(), all.end());
  std::vector<ClusterBasis::WordCount> words;
  for (std::size_t i = 0, end = 0; i < all.size(); i = end) {
    while (end < all.size() && all[end] == all[i]) ++end;
    if (end - i >= 2) words.push_back({all[i], static_cast<std::uint32_t>(end - i)});
  }
  return words;
}

}  // namespace

std::uint32_t TitleWordHash(std::string_view word) {
  const Digest digest = DigestOf(word);
  return static_cast<std::uint32_t>(digest[0]) << 24 | static_cast<std::uint32_t>(digest[1]) << 16 |
         static_cast<std::uint32_t>(digest[2]) << 8 | digest[3];
}

std::uint32_t ClusterBasis::Count(State state) const {
  return static_cast<std::uint32_t>(std::ranges::count(states, state));
}

std::uint32_t ClusterBasis::ArticlesWith(std::string_view title_word) const {
  const std::uint32_t hash = TitleWordHash(title_word);
  const auto at = std::ranges::lower_bound(words, hash, {}, &WordCount::word);
  return at != words.end() && at->word == hash ? at->articles : 1;
}

std::size_t TiesEach(std::uint32_t articles) {
  return static_cast<std::size_t>(std::clamp(std::lround(std::sqrt(articles) / 3), 3L, 15L));
}

// In all at most 6e9 entries, some 30 seconds.
std::size_t BudgetFor(std::uint32_t articles) {
  return std::max<std::size_t>(4000, 6'000'000'000 / std::max(articles, 1U));
}

ClusterBasis BasisOf(const NewsGraph& graph, const GraphStore* store, unsigned jobs,
                     ArticleVectors* vectors, TermTable* table) {
  ArticleVectors own = VectorsOf(graph, store, jobs, table);
  const Index articles = own.size();
  ClusterBasis basis{
      .nearest = NearestArticles(graph, own, TiesEach(articles), BudgetFor(articles), jobs),
      .words = CountWords(graph, articles)};
  for (Index i = 0; i < graph.size(); ++i) {
    const Node& node = graph.node(i);
    if (i >= articles) {
      basis.names.push_back({node.id(), node.kind});
      continue;
    }
    basis.ids.push_back(node.id());
    basis.states.push_back(node.state == ArticleState::kFull ? ClusterBasis::State::kFull
                                                             : ClusterBasis::State::kStub);
    basis.published.push_back(node.published);
    AppendNamed(
        graph, i, [&](Index name) { return name - articles; }, basis);
  }
  if (vectors != nullptr) *vectors = std::move(own);
  return basis;
}

}  // namespace kg
