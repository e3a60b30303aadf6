// What every format says of a node and of a link, as text that needs no more cleaning.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "export/text_buffer.h"
#include "graph/news_graph.h"

namespace kg {

/// Valid UTF-8 without controls (but tab and line feed) and without the code points that XML has
/// no way to write.
std::string WritableText(std::string_view text);

/// "person-91e3a5...": an id of letters, digits, '-' alone, the same in every run, so that no
/// importer trips over it. Names are never ids.
std::string PlainId(const Node& node);

/// Empty where there is nothing to say.
struct NodeFacts {
  std::string id{};    // PlainId()
  std::string node{};  // "person:马克龙", its name in all other output
  std::string_view kind{};
  std::string label{};
  std::string url{};         // articles
  std::string published{};   // articles, ISO 8601
  std::string_view state{};  // articles
  std::string group{};       // from the marks
};

NodeFacts FactsOf(const NewsGraph& graph, const Marks& marks, NewsGraph::Index i);

/// Whether it is kept once for both directions.
bool IsMutual(Relation relation);

/// ToString() at a place that ShortText asks for.
ShortText ShortName(Relation relation);

/// The ids of all nodes, made once for the links that name them. O(nodes) memory.
class PlainIds {
 public:
  explicit PlainIds(const NewsGraph& graph);

  ShortText operator[](NewsGraph::Index node) const {
    return {ids_[node], static_cast<std::size_t>(ids_[node].back())};
  }
  /// Has the processor fetch it: it will be wanted soon.
  void Fetch(NewsGraph::Index node) const { __builtin_prefetch(&ids_[node]); }

 private:
  std::vector<ShortText::Place> ids_;  // each with its size in the last byte
};

/// Calls `visit` with each link, in order. Where the other end stands in `ids` is anywhere, and to
/// wait for it would take a third of the time of an export. `ids` is of PlainIds or TextTable.
template <class Ids, class Visit>
void ForEachLink(const NewsGraph& graph, const Ids& ids, Visit visit) {
  constexpr std::size_t kAhead = 8;
  const std::span<const GraphEdge> edges = graph.edges();
  for (std::size_t i = 0; i < edges.size(); ++i) {
    if (i + kAhead < edges.size()) ids.Fetch(edges[i + kAhead].target);
    visit(edges[i]);
  }
}

}  // namespace kg
