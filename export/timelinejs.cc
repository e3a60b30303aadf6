// TimelineJS3: a story of about twenty slides, not an archive.
#include <algorithm>

#include "export/exporter.h"
#include "export/json_parts.h"
#include "export/picture_text.h"
#include "export/slide.h"

namespace kg {
namespace {

constexpr std::size_t kNamesOnASlide = 6;

class TimelinejsExporter final : public Exporter {
 public:
  void AddOptions(OptionSet& set) override {
    set.Add("slides", slides_, "articles to show at most: the most linked ones");
  }

  void Write(const NewsGraph& graph, const Marks& marks, std::ostream& out) override {
    if (slides_ < 1) throw Error(ErrorCode::kUsage, "--slides: 1 or more");
    const std::vector<NewsGraph::Index> dated = DatedArticles(graph);
    if (dated.empty()) {
      throw Error(ErrorCode::kUsage, "a timeline wants articles with a date, and there is none");
    }
    const std::vector<NewsGraph::Index> chosen = MostLinked(graph, dated);
    Json events = Json::array();
    for (const NewsGraph::Index i : chosen) events.push_back(SlideOf(graph, marks, i));
    Json document = {{"title", TitleOf(marks, chosen.size(), dated.size())}, {"events", events}};
    out << document.dump(1, ' ', false, Json::error_handler_t::replace) << '\n';
  }

 private:
  static std::vector<NewsGraph::Index> DatedArticles(const NewsGraph& graph) {
    std::vector<NewsGraph::Index> dated;
    for (NewsGraph::Index i = 0; i < graph.size(); ++i) {
      if (graph.node(i).published) dated.push_back(i);
    }
    return dated;
  }

  /// In order of time, ties by index.
  std::vector<NewsGraph::Index> MostLinked(const NewsGraph& graph,
                                           std::vector<NewsGraph::Index> articles) const {
    std::vector<std::uint32_t> links(graph.size());
    for (const GraphEdge& edge : graph.edges()) {
      ++links[edge.source];
      ++links[edge.target];
    }
    std::stable_sort(articles.begin(), articles.end(),
                     [&links](auto a, auto b) { return links[a] > links[b]; });
    articles.resize(std::min(articles.size(), static_cast<std::size_t>(slides_)));
    std::sort(articles.begin(), articles.end(), [&graph](auto a, auto b) {
      return std::pair(graph.node(a).published, a) < std::pair(graph.node(b).published, b);
    });
    return articles;
  }

  static Json TitleOf(const Marks& marks, std::size_t shown, std::size_t dated) {
    return TitleSlide(marks.title.empty() ? "newsgraph" : marks.title,
                      fmt::format("有日期的文章共 {} 篇，此处 {} 篇", dated, shown));
  }

  static Json SlideOf(const NewsGraph& graph, const Marks& marks, NewsGraph::Index i) {
    const NodeFacts facts = FactsOf(graph, marks, i);
    return Slide(facts.id, *graph.node(i).published, facts.label, {NamesIn(graph, i)}, facts.url);
  }

  /// Those it mentions most.
  static std::string NamesIn(const NewsGraph& graph, NewsGraph::Index i) {
    std::vector<GraphEdge> links;
    for (const GraphEdge& edge : graph.out(i)) {
      if (edge.relation == Relation::kMentions) links.push_back(edge);
    }
    std::stable_sort(links.begin(), links.end(),
                     [](const GraphEdge& a, const GraphEdge& b) { return a.weight > b.weight; });
    if (links.size() > kNamesOnASlide) links.resize(kNamesOnASlide);
    std::string names;
    for (const GraphEdge& edge : links) {
      names.append(names.empty() ? "" : "、").append(PlainLine(graph.node(edge.target).name, 40));
    }
    return names;
  }

  int slides_ = 20;
};

}  // namespace

Entry<Exporter> timelinejs_format() {
  return {"timelinejs", "the most linked articles as slides of TimelineJS3",
          Make<Exporter, TimelinejsExporter>};
}

}  // namespace kg
