// The pieces that all JSON documents share (product contract, section 7).
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "graph/model.h"

namespace kg {

/// Keys in the order they were put in, so that documents read well and compare byte by byte.
using Json = nlohmann::ordered_json;

/// {"id","kind","name"}; for articles also "url","title","published","state".
Json NodeJson(const Node& node);

/// ISO 8601, null when it is unknown.
Json TimeJson(const std::optional<Time>& time);

/// One line, UTF-8 as it is.
std::string Compact(const Json& json);

}  // namespace kg
