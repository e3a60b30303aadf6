// Who and what is more in the news than before, and less.
#pragma once

#include <string_view>
#include <vector>

#include "graph/news_graph.h"

namespace kg {

/// Of a node, or of the CO_MENTIONED edge between two.
struct Change {
  Node node{};
  std::optional<Node> with{};
  double before = 0;  // articles that name it; the weight of an edge
  double after = 0;
  double surprise = 0;  // see CompareGraphs(); above 0 for more, below for less
};

enum class Course : std::uint8_t { kCame, kGrew, kShrank, kWent };

/// "came"; what was not there before, or is not any more, came or went.
std::string_view ToString(Course course);
Course CourseOf(const Change& change);

/// Names, topics and edges of both graphs. With b and a the counts before and after, and r how many
/// times as many articles there are after, surprise = (a - r b) / sqrt(a + r^2 b): by how many
/// standard deviations it changed, if mentions came at random at an unchanged share (Poisson).
/// What grew or shrank by less than 2 of these is left out. The most surprising first within a
/// course, ties by kind and key. O(edges log edges).
std::vector<Change> CompareGraphs(const NewsGraph& before, const NewsGraph& after);

}  // namespace kg
