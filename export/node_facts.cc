#include "export/node_facts.h"

#include <algorithm>
#include <array>

#include "graph/utf8.h"

namespace kg {

std::string WritableText(std::string_view text) {
  std::string clean = Sanitized(text);
  for (const std::string_view unwritable : {"\uFFFE", "\uFFFF"}) {
    for (std::size_t at; (at = clean.find(unwritable)) != std::string::npos;) {
      clean.erase(at, unwritable.size());
    }
  }
  return clean;
}

std::string PlainId(const Node& node) {
  // fmt takes five times as long, twice for each node of most formats.
  std::string id(ToString(node.kind));
  id += '-';
  const auto bits = static_cast<std::uint64_t>(node.id());
  for (int shift = 60; shift >= 0; shift -= 4) id += "0123456789abcdef"[bits >> shift & 0xFU];
  return id;
}

NodeFacts FactsOf(const NewsGraph& graph, const Marks& marks, NewsGraph::Index i) {
  const Node& node = graph.node(i);
  NodeFacts facts{.id = PlainId(node),
                  .node = WritableText(NodeName(node.kind, node.key)),
                  .kind = ToString(node.kind),
                  .label = WritableText(node.name)};
  if (!marks.group.empty()) facts.group = WritableText(marks.group[i]);
  if (node.kind != NodeKind::kArticle) return facts;
  facts.url = WritableText(node.key);
  if (node.published) facts.published = ToIso(*node.published);
  facts.state = ToString(node.state);
  return facts;
}

bool IsMutual(Relation relation) {
  return relation == Relation::kCoMentioned || relation == Relation::kSameAs ||
         relation == Relation::kDifferentFrom;
}

ShortText ShortName(Relation relation) {
  static const std::array<ShortText::Place, kRelations> kNames = [] {
    std::array<ShortText::Place, kRelations> names{};
    for (std::size_t i = 0; i < names.size(); ++i) {
      const std::string_view name = ToString(static_cast<Relation>(i));
      std::copy(name.begin(), name.end(), names[i].begin());
    }
    return names;
  }();
  return {kNames[static_cast<std::size_t>(relation)], ToString(relation).size()};
}

PlainIds::PlainIds(const NewsGraph& graph) : ids_(graph.size()) {
  for (NewsGraph::Index i = 0; i < graph.size(); ++i) {
    const std::string id = PlainId(graph.node(i));  // 29 bytes at most: "organization-", 16 digits
    std::copy(id.begin(), id.end(), ids_[i].begin());
    ids_[i].back() = static_cast<char>(id.size());
  }
}

}  // namespace kg
