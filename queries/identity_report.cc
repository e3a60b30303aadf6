#include "queries/identity_report.h"

#include <algorithm>

#include "queries/evidence.h"

namespace kg {
namespace {

Json EntityJson(const EntityName& name) {
  return NodeJson({.kind = name.kind, .key = name.key, .name = name.key});
}

// One sentence from each article, for the name that stands there.
std::vector<Evidence> QuotesOf(const GraphStore& store, const IdentityLink& link) {
  std::vector<Evidence> quotes;
  const auto identities = store.identities();
  const EntityName* names[] = {&link.a, &link.b};
  for (std::size_t i = 0; i < link.articles.size() && i < std::size(names); ++i) {
    const EntityName* stands = identities->NameOf(names[i]->id());
    const EntityName& name = stands == nullptr ? *names[i] : *stands;
    const Node node{.kind = name.kind, .key = name.key, .name = name.key};
    for (Evidence& quote : EvidenceFor(store, link.articles[i], node, 1)) {
      if (std::ranges::find(quotes, quote) == quotes.end()) quotes.push_back(std::move(quote));
    }
  }
  return quotes;
}

}  // namespace

Findings BeginIdentityReport() {
  Findings found{.columns = {"a", "", "b", "articles", "rule", "reason", "quote", "quote"}};
  found.document = {{"schema", "newsgraph/resolve/1"}};
  return found;
}

void AddLinks(const GraphStore& store, std::span<const IdentityLink> links, std::string_view key,
              std::string_view relation, std::size_t most, Findings& found) {
  const std::size_t shown = most == 0 ? links.size() : std::min(most, links.size());
  Json& list = found.document[std::string(key)] = Json::array();
  for (const IdentityLink& link : links.first(shown)) {
    const std::vector<Evidence> quotes = QuotesOf(store, link);
    list.push_back({{"a", EntityJson(link.a)},
                    {"b", EntityJson(link.b)},
                    {"rel", relation},
                    {"rule", ToString(link.rule)},
                    {"reason", link.reason},
                    {"articles", link.weight},
                    {"evidence", EvidenceJson(quotes)}});
    found.rows.push_back({NodeName(link.a.kind, link.a.key), std::string(relation),
                          NodeName(link.b.kind, link.b.key), std::to_string(link.weight),
                          std::string(ToString(link.rule)), link.reason});
    for (const Evidence& quote : quotes) found.rows.back().push_back(quote.quote);
  }
  found.document["hidden"] = found.document.value("hidden", std::size_t{0}) + links.size() - shown;
}

}  // namespace kg
