// What a page shows of a graph beyond its nodes and links. Exporters know no store: whoever calls
// them takes this from there.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "graph/news_graph.h"

namespace kg {

/// Words of an article that an edge rests on: a sentence, a tag, the line of a link.
struct Quote {
  NewsGraph::Index article = 0;
  Field field = Field::kBody;
  Span span{};                            // in the article's stored text
  std::string text{};                     // that text
  std::vector<NewsGraph::Index> names{};  // the nodes that it names, in order of index
};

/// When a node was in the news more than usual, and the articles that stand out there.
struct NodeCourse {
  NewsGraph::Index node = 0;
  std::vector<std::pair<Time, Time>> bursts{};  // half open
  std::vector<NewsGraph::Index> milestones{};   // articles
};

/// All indices are those of the graph that was asked about.
struct Details {
  Marks marks{};                                    // clusters
  std::vector<std::vector<std::string>> aliases{};  // of each node; empty when none are known
  std::vector<Quote> quotes{};                      // by article, then place in its text
  std::uint64_t hidden_quotes = 0;                  // that were left out
  std::vector<NodeCourse> courses{};                // by node
  /// Articles a month, none left out, for a graph that has no articles itself.
  std::vector<std::pair<Time, std::uint32_t>> periods{};
};

/// Asked once a Write(), about the part of the graph that is shown.
using DetailSource = std::function<Details(const NewsGraph& shown)>;

}  // namespace kg
