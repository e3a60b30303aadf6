#include "graph/identity/decisions.h"

#include <algorithm>
#include <array>
#include <chrono>

#include "graph/identity/variants.h"
#include "graph/node_json.h"
#include "graph/utf8.h"

namespace kg {
namespace {

constexpr std::array<std::string_view, kDecisionKinds> kActions = {"merge", "split", "forget",
                                                                   "alias", "variants"};

bool HasPair(DecisionKind kind) {
  return kind == DecisionKind::kMerge || kind == DecisionKind::kSplit ||
         kind == DecisionKind::kForget;
}

Json ToJson(const Decision& decision) {
  Json json = {{"time", ToIso(decision.time)},
               {"action", kActions.at(static_cast<std::size_t>(decision.kind))}};
  if (decision.kind != DecisionKind::kVariants) {
    json["a"] = NodeName(decision.a.kind, decision.a.key);
  }
  if (HasPair(decision.kind)) json["b"] = NodeName(decision.b.kind, decision.b.key);
  if (!decision.name.empty()) json["name"] = decision.name;
  return json;
}

// Throws Error(kUsage) or a Json::exception.
Decision FromJson(const Json& json) {
  Decision decision;
  const auto time = ParseIso(json.at("time").get<std::string>());
  if (!time) throw Error(ErrorCode::kUsage, "'time' is no time");
  decision.time = *time;
  const auto action = json.at("action").get<std::string>();
  const auto at = std::ranges::find(kActions, action);
  if (at == kActions.end()) throw Error(ErrorCode::kUsage, "there is no action '" + action + "'");
  decision.kind = static_cast<DecisionKind>(at - kActions.begin());
  if (decision.kind != DecisionKind::kVariants) {
    decision.a = ParseEntityName(json.at("a").get<std::string>());
  }
  if (HasPair(decision.kind)) decision.b = ParseEntityName(json.at("b").get<std::string>());
  decision.name = json.value("name", "");
  const bool named = decision.kind == DecisionKind::kAlias || !HasPair(decision.kind);
  if (named && decision.name.empty()) throw Error(ErrorCode::kUsage, "'name' is missing");
  if (HasPair(decision.kind) && decision.a.kind != decision.b.kind) {
    throw Error(ErrorCode::kUsage, "a person is no place: both must be of one kind");
  }
  return decision;
}

}  // namespace

std::string FormatDecisions(const std::vector<Decision>& decisions) {
  std::string text;
  for (const Decision& decision : decisions) text += Compact(ToJson(decision)) + '\n';
  return text;
}

std::vector<Decision> ParseDecisions(std::string_view text, std::string_view where,
                                     ErrorCode code) {
  std::vector<Decision> decisions;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    const auto refuse = [&](const std::string& why) {
      throw Error(code, std::string(where) + ":" + std::to_string(number) + ": " + why);
    };
    try {
      decisions.push_back(FromJson(Json::parse(line)));
    } catch (const Json::exception& e) {
      refuse(std::string("this is no decision: ") + e.what());
    } catch (const Error& e) {
      refuse(e.what());
    }
  }
  return decisions;
}

bool AddDecisions(std::vector<Decision>& log, const std::vector<Decision>& more) {
  const std::size_t before = log.size();
  for (const Decision& decision : more) {
    if (std::ranges::find(log, decision) == log.end()) log.push_back(decision);
  }
  std::ranges::stable_sort(log, {}, &Decision::time);
  return log.size() > before;
}

Time TimeOfNext(const std::vector<Decision>& log) {
  const auto now =
      std::chrono::time_point_cast<std::chrono::seconds>(std::chrono::system_clock::now());
  return log.empty() ? now : std::max(now, log.back().time + std::chrono::seconds(1));
}

std::vector<Decision> VariantDecisions(std::string_view bytes, std::string_view name,
                                       const std::vector<Decision>& log) {
  std::vector<Decision> decisions;
  for (std::string& line : ParseAliasesFile(bytes, name)) {
    const bool known = std::ranges::any_of(log, [&](const Decision& decision) {
      return decision.kind == DecisionKind::kVariants && decision.name == line;
    });
    if (known) continue;
    decisions.push_back({.time = TimeOfNext(log),
                         .kind = DecisionKind::kVariants,
                         .a = {},
                         .b = {},
                         .name = std::move(line)});
  }
  return decisions;
}

EntityName ParseEntityName(std::string_view text) {
  const std::size_t colon = text.find(':');
  const auto kind = ParseNodeKind(text.substr(0, colon));
  const bool entity =
      kind == NodeKind::kPerson || kind == NodeKind::kOrganization || kind == NodeKind::kPlace;
  if (!entity || colon == std::string_view::npos || colon + 1 == text.size()) {
    throw Error(ErrorCode::kUsage,
                "'" + std::string(text) + "' is no person:NAME, organization:NAME or place:NAME");
  }
  return {*kind, std::string(text.substr(colon + 1))};
}

}  // namespace kg
