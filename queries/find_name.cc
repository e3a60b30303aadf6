#include "queries/find_name.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "graph/canonical_url.h"
#include "graph/error.h"
#include "graph/script.h"

namespace kg {
namespace {

constexpr std::array kNamedKinds = {NodeKind::kPerson, NodeKind::kOrganization, NodeKind::kPlace,
                                    NodeKind::kTopic, NodeKind::kPublisher};

std::vector<Node> ById(const GraphStore& store, std::string_view name) {
  const std::size_t colon = name.find(':');
  if (colon == std::string_view::npos) return {};
  const std::optional<NodeKind> kind = ParseNodeKind(name.substr(0, colon));
  if (!kind) return {};
  std::string key(name.substr(colon + 1));
  if (*kind == NodeKind::kArticle) key = CanonicalUrl(key).value_or(key);
  const std::optional<Node> node = store.FindNode(IdOf(*kind, key));
  return node ? std::vector{*node} : std::vector<Node>{};
}

std::vector<Node> ByAddress(const GraphStore& store, std::string_view name) {
  if (name.find("://") == std::string_view::npos) return {};
  const std::optional<std::string> url = CanonicalUrl(name);
  if (!url) return {};
  const std::optional<Node> node = store.FindNode(IdOf(NodeKind::kArticle, *url));
  return node ? std::vector{*node} : std::vector<Node>{};
}

std::vector<Node> ByName(const GraphStore& store, std::string_view name) {
  std::vector<Node> nodes;
  for (const NodeKind kind : kNamedKinds) {
    if (auto node = store.FindNode(IdOf(kind, name))) nodes.push_back(std::move(*node));
  }
  return nodes;
}

std::vector<Node> ByAlias(const GraphStore& store, std::string_view name) {
  return store.FindByAlias(name);
}

std::string CandidateList(const std::vector<Node>& nodes) {
  std::string list;
  for (const Node& node : nodes) list += "\n  " + NodeName(node.kind, node.key);
  return list;
}

}  // namespace

namespace {

// The nodes that stand for `nodes`, each once.
std::vector<Node> Joined(const GraphStore& store, const std::vector<Node>& nodes) {
  const auto identities = store.identities();
  std::vector<Node> joined;
  for (const Node& node : nodes) {
    const NodeId id = identities->Canonical(node.id());
    const bool seen =
        std::ranges::any_of(joined, [&](const Node& other) { return other.id() == id; });
    if (seen) continue;
    if (auto canonical = store.FindNode(id)) joined.push_back(std::move(*canonical));
  }
  return joined;
}

}  // namespace

Node FindNamed(const GraphStore& store, std::string_view name) {
  const std::string simplified = ToSimplified(name);
  for (const auto find : {ById, ByAddress, ByName, ByAlias}) {
    for (const std::string_view written : {name, std::string_view(simplified)}) {
      const std::vector<Node> nodes = Joined(store, find(store, written));
      if (nodes.size() == 1) return nodes.front();
      if (nodes.size() > 1) {
        throw Error(ErrorCode::kUsage,
                    "'" + std::string(name) + "' names several; say which:" + CandidateList(nodes));
      }
    }
  }
  throw Error(ErrorCode::kUnknownName,
              "nothing in the store is called '" + std::string(name) + "'");
}

}  // namespace kg
