#include "graph/node_json.h"

namespace kg {

Json NodeJson(const Node& node) {
  Json json = {
      {"id", NodeName(node.kind, node.key)}, {"kind", ToString(node.kind)}, {"name", node.name}};
  if (node.kind != NodeKind::kArticle) return json;
  json["url"] = node.key;
  json["title"] = node.name;
  json["published"] = TimeJson(node.published);
  json["state"] = ToString(node.state);
  return json;
}

Json TimeJson(const std::optional<Time>& time) { return time ? Json(ToIso(*time)) : Json(nullptr); }

std::string Compact(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace kg
