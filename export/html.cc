// The explorer page with its data inside: one file that opens from disk and asks nobody.
#include <fmt/format.h>

#include <algorithm>

#include "export/exporter.h"
#include "export/page.h"
#include "export/page_data.h"

namespace kg {
namespace {

class HtmlExporter final : public Exporter {
 public:
  void AddOptions(OptionSet& set) override {
    set.Add("most-nodes", most_nodes_,
            "of a larger graph the page has so many nodes, the most linked");
  }

  void SetDetails(const DetailSource& source) override { source_ = source; }

  void Write(const NewsGraph& graph, const Marks& marks, std::ostream& out) override {
    RequirePage();
    if (most_nodes_ < 1) throw Error(ErrorCode::kUsage, "--most-nodes takes a positive number");
    constexpr std::size_t kLinksOfANode = 8;  // what a browser moves without a graphics card
    const auto most = static_cast<std::size_t>(most_nodes_);
    const PageShare share =
        ShareForPage(graph, most, kLinksOfANode * std::max<std::size_t>(most, 1000));
    hidden_nodes_ = share.hidden_nodes;
    hidden_links_ = share.hidden_links;
    const Details details =
        source_ ? source_(share.graph) : Details{.marks = Of(marks, graph, share.graph)};
    WritePage(out, PageReach::kNothing,
              [&](std::ostream& data) { WritePageData(share, details, data); });
  }

  std::string Hint() const override {
    if (hidden_nodes_ == 0 && hidden_links_ == 0) return {};
    return fmt::format(
        "the page leaves out {} nodes and {} links, the least linked and lightest; --since, --type "
        "and --min-weight choose, --most-nodes takes more",
        hidden_nodes_, hidden_links_);
  }

 private:
  // The marks of `graph` for the nodes that are `shown`.
  static Marks Of(const Marks& marks, const NewsGraph& graph, const NewsGraph& shown) {
    if (marks.group.empty()) return {};
    Marks of_shown{.group_names = marks.group_names};
    for (const Node& node : shown.nodes())
      of_shown.group.push_back(marks.group[*graph.Find(node.id())]);
    return of_shown;
  }

  DetailSource source_;
  int most_nodes_ = 5000;
  std::size_t hidden_nodes_ = 0;
  std::size_t hidden_links_ = 0;
};

}  // namespace

Entry<Exporter> html_format() {
  return {"html", "the explorer page with its data inside, one file for any browser",
          Make<Exporter, HtmlExporter>};
}

}  // namespace kg
