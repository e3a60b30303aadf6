// What topic clusters are worked out from: articles, which are alike, and what they name. It holds
// no word of an article, so that a store may keep it; for .cc files.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "graph/news_graph.h"
#include "queries/article_vectors.h"
#include "queries/similar_articles.h"

namespace kg {

/// Articles are numbers from 0, in order of the graph; those that came later follow. One that went
/// or was replaced leaves its number behind, and an article that came in its place has another.
struct ClusterBasis {
  enum class State : std::uint8_t { kStub, kFull, kGone };
  struct Name {
    NodeId id{};
    NodeKind kind{};
  };
  struct Named {
    std::uint32_t name = 0;
    double weight = 0;
    bool in_labels = false;  // an article mentions it or is about it
  };
  struct WordCount {
    std::uint32_t word = 0;  // TitleWordHash()
    std::uint32_t articles = 0;
  };

  std::vector<NodeId> ids{};  // NodeId{} of one that is gone
  std::vector<State> states{};
  std::vector<std::optional<Time>> published{};
  std::vector<std::vector<Neighbor>> nearest{};  // NearestArticles()
  std::vector<Name> names{};
  std::vector<std::size_t> first_named{0};  // of an article, in `named`
  std::vector<Named> named{};               // by name within an article
  std::vector<WordCount> words{};           // of titles, in two articles or more; by word

  std::uint32_t size() const { return static_cast<std::uint32_t>(ids.size()); }
  std::span<const Named> NamedBy(std::uint32_t article) const {
    return std::span(named).subspan(first_named[article],
                                    first_named[article + 1] - first_named[article]);
  }
  /// Articles of one state.
  std::uint32_t Count(State state) const;
  /// How many titles have the word, when one has.
  std::uint32_t ArticlesWith(std::string_view title_word) const;
};

std::uint32_t TitleWordHash(std::string_view word);

/// How many ties of its own an article of so many has; see ClusterGraph().
std::size_t TiesEach(std::uint32_t articles);

/// Entries of inverted lists that are looked at for one of so many articles.
std::size_t BudgetFor(std::uint32_t articles);

/// All of `graph`, which takes a look at every body in `store`; null: titles and names alone.
/// `vectors` and `table`, unless null, are left there.
ClusterBasis BasisOf(const NewsGraph& graph, const GraphStore* store, unsigned jobs,
                     ArticleVectors* vectors = nullptr, TermTable* table = nullptr);

/// Appends what `article` of `graph` names, `number` saying what number a node has as a name.
template <class Number>
void AppendNamed(const NewsGraph& graph, NewsGraph::Index article, const Number& number,
                 ClusterBasis& basis) {
  const std::size_t first = basis.named.size();
  for (const GraphEdge& edge : graph.out(article)) {
    if (graph.node(edge.target).kind == NodeKind::kArticle) continue;
    const bool in_labels =
        edge.relation == Relation::kMentions || edge.relation == Relation::kHasTopic;
    const std::uint32_t name = number(edge.target);
    if (basis.named.size() > first && basis.named.back().name == name) {
      basis.named.back().weight += edge.weight;
      basis.named.back().in_labels |= in_labels;
    } else {
      basis.named.push_back({name, edge.weight, in_labels});
    }
  }
  basis.first_named.push_back(basis.named.size());
}

}  // namespace kg
