// TimelineJS3: a story of about twenty slides, not an archive. Headlines and texts are HTML there.
#include <algorithm>
#include <chrono>

#include "export/exporter.h"
#include "export/iri.h"
#include "export/json_parts.h"
#include "export/picture_text.h"
#include "export/xml_writer.h"

namespace kg {
namespace {

constexpr std::size_t kNamesOnASlide = 6;
constexpr int kHeadlineColumns = 200;

Json DateOf(Time time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(time - day);
  Json json = {{"year", static_cast<int>(date.year())},
               {"month", static_cast<unsigned>(date.month())},
               {"day", static_cast<unsigned>(date.day())}};
  if (time != day) {
    json["hour"] = clock.hours().count();
    json["minute"] = clock.minutes().count();
  }
  return json;
}

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
    for (const NewsGraph::Index i : chosen) events.push_back(Slide(graph, marks, i));
    Json document = {{"title", Title(marks, chosen.size(), dated.size())}, {"events", events}};
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

  static Json Title(const Marks& marks, std::size_t shown, std::size_t dated) {
    const std::string title = marks.title.empty() ? "newsgraph" : PlainLine(marks.title, 100);
    return {{"text",
             {{"headline", XmlEscaped(title)},
              {"text", fmt::format("<p>有日期的文章共 {} 篇，此处 {} 篇</p>", dated, shown)}}}};
  }

  static Json Slide(const NewsGraph& graph, const Marks& marks, NewsGraph::Index i) {
    const NodeFacts facts = FactsOf(graph, marks, i);
    const std::string headline = XmlEscaped(PlainLine(facts.label, kHeadlineColumns));
    const std::string address = HttpIri(facts.url);
    std::string text = "<p>" + XmlEscaped(NamesIn(graph, i)) + "</p>";
    if (!address.empty()) {
      text += fmt::format("<p><a href=\"{}\">{}</a></p>", XmlEscaped(address),
                          XmlEscaped(PlainLine(address, 80)));
    }
    return {{"unique_id", facts.id},
            {"start_date", DateOf(*graph.node(i).published)},
            {"text", {{"headline", headline}, {"text", text}}}};
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
