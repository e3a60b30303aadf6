#include "export/json_parts.h"

#include <algorithm>

#include "export/time_texts.h"
#include "graph/utf8.h"

namespace kg {

std::string JsonText(std::string_view text) {
  const auto is_plain = [](char c) {
    return static_cast<unsigned char>(c) >= ' ' && c != '"' && c != '\\';
  };
  // Most texts are as they are, and to make a document of each takes ten times as long.
  if (!std::all_of(text.begin(), text.end(), is_plain) || !IsValidUtf8(text)) return Compact(text);
  std::string json;
  json.reserve(text.size() + 2);
  json += '"';
  json += text;
  return json += '"';
}

Json AttributesOf(const NodeFacts& facts) {
  Json json = {{"label", facts.label}, {"kind", facts.kind}, {"node", facts.node}};
  if (!facts.url.empty()) json["url"] = facts.url;
  if (!facts.published.empty()) json["published"] = facts.published;
  if (!facts.state.empty()) json["state"] = facts.state;
  if (!facts.group.empty()) json["group"] = facts.group;
  return json;
}

void AddLinkMembers(const GraphEdge& edge, TextBuffer& out) {
  out.AddAll(R"("rel":")", ShortName(edge.relation), R"(","weight":)", NumberText(edge.weight),
             R"(,"first":)", JsonTimeText(edge.first), R"(,"last":)", JsonTimeText(edge.last),
             R"(,"evidence":)", NumberText(edge.evidence));
  if (edge.rank > 0) out.AddAll(R"(,"rank":)", NumberText(edge.rank));
}

}  // namespace kg
