#include "export/page_data.h"

#include <algorithm>
#include <bitset>
#include <numeric>
#include <utility>
#include <vector>

#include "export/json_parts.h"
#include "export/page.h"
#include "export/page_layout.h"
#include "export/placement.h"
#include "graph/script.h"
#include "graph/utf8.h"

namespace kg {
namespace {

// The most linked by what articles say; what is derived from that counts where that is equal.
std::vector<bool> MostLinked(const NewsGraph& graph, std::size_t most) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> links(graph.size());
  for (const GraphEdge& edge : graph.edges()) {
    for (const NewsGraph::Index end : {edge.source, edge.target}) {
      ++(edge.relation == Relation::kCoMentioned ? links[end].second : links[end].first);
    }
  }
  std::vector<NewsGraph::Index> order(graph.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return links[a] > links[b]; });
  std::vector<bool> taken(graph.size());
  for (std::size_t i = 0; i < std::min(most, order.size()); ++i) taken[order[i]] = true;
  return taken;
}

// The `most` heaviest of `edges`, ties by their order.
std::vector<GraphEdge> Heaviest(std::vector<GraphEdge> edges, std::size_t most) {
  if (edges.size() <= most) return edges;
  std::stable_sort(edges.begin(), edges.end(),
                   [](const GraphEdge& a, const GraphEdge& b) { return a.weight > b.weight; });
  edges.resize(most);
  return edges;
}

// Half of the room, if need be, for what is derived, as that is what ties names to names.
std::vector<GraphEdge> Chosen(const std::vector<GraphEdge>& edges, std::size_t most) {
  std::vector<GraphEdge> derived;
  std::vector<GraphEdge> said;
  for (const GraphEdge& edge : edges) {
    (edge.relation == Relation::kCoMentioned ? derived : said).push_back(edge);
  }
  const std::size_t room = std::max(most / 2, most - std::min(most, said.size()));
  std::vector<GraphEdge> chosen = Heaviest(std::move(derived), room);
  const std::vector<GraphEdge> rest = Heaviest(std::move(said), most - chosen.size());
  chosen.insert(chosen.end(), rest.begin(), rest.end());
  return chosen;
}

/// Traditional characters and their simplified forms, by turns, as far as a name or title of the
/// page could be meant by them: so that it finds names in both scripts by itself.
class FoldedCharacters {
 public:
  void Add(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
      const char32_t point = NextCodePoint(text, &at);
      if (point < used_.size()) used_.set(point);
    }
  }

  std::string Pairs() const {
    const char16_t* simplified = SimplifiedTable();
    std::string pairs;
    for (std::size_t point = 0x3400; point < used_.size(); ++point) {
      const char16_t folded = simplified[point];
      if (folded == point || !(used_.test(folded) || used_.test(point))) continue;
      AppendUtf8(pairs, static_cast<char32_t>(point));
      AppendUtf8(pairs, folded);
    }
    return pairs;
  }

 private:
  std::bitset<0x10000> used_;
};

class PageWriter {
 public:
  PageWriter(const PageShare& share, const Details& details, std::ostream& out)
      : share_(share), graph_(share.graph), details_(details), buffer_(out) {}

  void Write() {
    buffer_.Add(R"({"schema":"newsgraph/page/1","hidden":)");
    buffer_.Add(Compact(Json{{"nodes", share_.hidden_nodes},
                             {"links", share_.hidden_links},
                             {"quotes", details_.hidden_quotes}}));
    List("nodes", [this](JsonList& list) { AddNodes(list); });
    List("links", [this](JsonList& list) { AddLinks(list); });
    List("quotes", [this](JsonList& list) { AddQuotes(list); });
    List("courses", [this](JsonList& list) { AddCourses(list); });
    List("periods", [this](JsonList& list) {
      for (const auto& [start, count] : details_.periods) {
        list.Next().Add(Compact(Json{{"start", ToIso(start)}, {"count", count}}));
      }
    });
    buffer_.Add(",\n\"clusters\":");
    Json names = Json::object();
    for (const auto& [id, name] : details_.marks.group_names) names[id] = Shown(name);
    buffer_.Add(ForScript(Compact(names)));
    buffer_.Add(",\n\"fold\":");
    buffer_.Add(Compact(folded_.Pairs()));
    buffer_.Add("}\n");
    buffer_.Finish();
  }

 private:
  template <class AddItems>
  void List(std::string_view name, AddItems add) {
    buffer_.AddFormatted(FMT_COMPILE(",\n\"{}\":["), name);
    JsonList list(buffer_);
    add(list);
    buffer_.Add("\n]");
  }

  std::string Shown(std::string_view text) {
    folded_.Add(text);
    return WritableText(text);
  }

  void AddNodes(JsonList& list) {
    const std::vector<Place> seeds = PlaceNodes(graph_);
    const std::vector<Point> places = PageLayout(graph_);
    for (NewsGraph::Index i = 0; i < graph_.size(); ++i) {
      Json node = NodeJson(graph_.node(i));
      node.erase("title");  // the name
      node["id"] = WritableText(NodeName(graph_.node(i).kind, graph_.node(i).key));
      node["name"] = Shown(graph_.node(i).name);
      if (node.contains("url")) node["url"] = WritableText(graph_.node(i).key);
      const auto& group = details_.marks.group;
      if (!group.empty() && !group[i].empty()) node["group"] = WritableText(group[i]);
      if (!details_.aliases.empty() && !details_.aliases[i].empty()) {
        Json& aliases = node["aliases"];
        for (const std::string& alias : details_.aliases[i]) aliases.push_back(Shown(alias));
      }
      std::string text = ForScript(Compact(node));
      text.pop_back();  // its closing brace: the place comes within
      list.Next().AddFormatted(FMT_COMPILE(R"({},"x":{:.1f},"y":{:.1f},"size":{:.2f}}})"), text,
                               places[i].x, places[i].y, seeds[i].size);
    }
  }

  void AddLinks(JsonList& list) {
    for (const GraphEdge& edge : graph_.edges()) {
      list.Next().AddAll(R"({"source":)", NumberText(edge.source), R"(,"target":)",
                         NumberText(edge.target), ",");
      AddLinkMembers(edge, buffer_);
      buffer_.Add('}');
    }
  }

  void AddQuotes(JsonList& list) {
    for (const Quote& quote : details_.quotes) {
      list.Next().Add(ForScript(Compact(Json{{"article", quote.article},
                                             {"field", ToString(quote.field)},
                                             {"start", quote.span.start},
                                             {"end", quote.span.end},
                                             {"quote", WritableText(quote.text)},
                                             {"names", quote.names}})));
    }
  }

  void AddCourses(JsonList& list) {
    for (const NodeCourse& course : details_.courses) {
      Json bursts = Json::array();
      for (const auto& [start, end] : course.bursts) {
        bursts.push_back({{"start", ToIso(start)}, {"end", ToIso(end)}});
      }
      list.Next().Add(Compact(
          Json{{"node", course.node}, {"bursts", bursts}, {"milestones", course.milestones}}));
    }
  }

  const PageShare& share_;
  const NewsGraph& graph_;
  const Details& details_;
  FoldedCharacters folded_;
  TextBuffer buffer_;
};

}  // namespace

PageShare ShareForPage(const NewsGraph& graph, std::size_t most_nodes, std::size_t most_links) {
  const std::vector<bool> taken = MostLinked(graph, most_nodes);
  std::vector<Node> nodes;
  std::vector<NewsGraph::Index> moved(graph.size());
  for (NewsGraph::Index i = 0; i < graph.size(); ++i) {
    if (!taken[i]) continue;
    moved[i] = static_cast<NewsGraph::Index>(nodes.size());
    nodes.push_back(graph.node(i));
  }
  std::vector<GraphEdge> edges;
  for (GraphEdge edge : graph.edges()) {
    if (!taken[edge.source] || !taken[edge.target]) continue;
    edge.source = moved[edge.source];
    edge.target = moved[edge.target];
    edges.push_back(edge);
  }
  edges = Chosen(edges, most_links);
  PageShare share{.hidden_nodes = graph.size() - nodes.size(),
                  .hidden_links = graph.edges().size() - edges.size()};
  share.graph = NewsGraph::Build(std::move(nodes), std::move(edges));
  return share;
}

void WritePageData(const PageShare& share, const Details& details, std::ostream& out) {
  PageWriter(share, details, out).Write();
}

}  // namespace kg
