#include "export/json_parts.h"

#include <limits>

namespace kg {

Json AttributesOf(const NodeFacts& facts) {
  Json json = {{"label", facts.label}, {"kind", facts.kind}, {"node", facts.node}};
  if (!facts.url.empty()) json["url"] = facts.url;
  if (!facts.published.empty()) json["published"] = facts.published;
  if (!facts.state.empty()) json["state"] = facts.state;
  if (!facts.group.empty()) json["group"] = facts.group;
  return json;
}

void LinkMembers::Add(const GraphEdge& edge, TextBuffer& out) {
  out.AddFormatted(FMT_COMPILE(R"("rel":"{}","weight":{},"first":{},"last":{},"evidence":{})"),
                   ToString(edge.relation), edge.weight, TimeOf(edge.first), TimeOf(edge.last),
                   edge.evidence);
  if (edge.rank > 0) out.AddFormatted(FMT_COMPILE(R"(,"rank":{})"), edge.rank);
}

const std::string& LinkMembers::TimeOf(const std::optional<Time>& time) {
  constexpr auto kUnknown = std::numeric_limits<Time::rep>::min();
  const auto [at, fresh] = times_.try_emplace(time ? time->time_since_epoch().count() : kUnknown);
  if (fresh) at->second = Compact(TimeJson(time));
  return at->second;
}

}  // namespace kg
