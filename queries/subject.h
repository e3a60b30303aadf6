// What a timeline or a trend is of: a node, a pair of nodes or a cluster.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/node_json.h"
#include "queries/timeline.h"

namespace kg {

struct Subject {
  std::string name{};
  Json json{};  // a node; for a cluster {"id","kind","name"}
  std::optional<Node> node{};
  std::optional<Node> with{};
  std::vector<Occurrence> occurrences{};
};

/// `name` is a name or "cluster:ID"; `with`, if not empty, a second name that takes the articles
/// that have to do with both. Throws Error(kUsage) or Error(kUnknownName) as FindNamed() does.
Subject FindSubject(const GraphStore& store, std::string_view name, std::string_view with,
                    const TimeRange& range);

}  // namespace kg
