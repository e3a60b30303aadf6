#include "queries/ego_network.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "queries/ties.h"

namespace kg {
namespace {

struct Candidate {
  Node node;
  double strength;
  std::size_t links;
};

/// Grows the network hop by hop.
class Grower {
 public:
  Grower(const GraphStore& store, const EgoOptions& options) : store_(store), options_(options) {}

  EgoNetwork Grow(std::span<const Node> centers) {
    Keep(centers, 0);
    std::vector<Node> frontier(centers.begin(), centers.end());
    for (int hop = 1; hop <= options_.hops && !frontier.empty(); ++hop) {
      const auto share = options_.most_nodes * static_cast<std::size_t>(hop) /
                         static_cast<std::size_t>(options_.hops);
      std::vector<Candidate> found = CandidatesAround(frontier);
      const std::size_t room = share > kept_.size() ? share - kept_.size() : 0;
      const std::size_t taken = std::min(room, found.size());
      Hide(std::span(found).subspan(taken));
      frontier.clear();
      for (std::size_t i = 0; i < taken; ++i) frontier.push_back(std::move(found[i].node));
      Keep(frontier, hop);
    }
    return Finish();
  }

 private:
  void Keep(std::span<const Node> nodes, int hop) {
    for (const Node& node : nodes) {
      if (hop_.try_emplace(node.id(), hop).second) kept_.push_back(node);
      hidden_.erase(node.id());
    }
  }

  void Hide(std::span<const Candidate> left_out) {
    for (const Candidate& candidate : left_out) {
      hidden_.insert(candidate.node.id());
      hidden_links_ += candidate.links;
    }
  }

  // Strongest first.
  std::vector<Candidate> CandidatesAround(std::span<const Node> frontier) const {
    std::map<NodeId, Tie> ties;
    for (const Node& node : frontier) AddTies(store_, node, options_.filter, ties);
    std::vector<Candidate> found;
    for (const auto& [id, tie] : ties) {
      if (hop_.contains(id) || tie.weight < options_.filter.min_weight) continue;
      std::optional<Node> node = store_.FindNode(id);
      if (node && options_.filter.Takes(node->kind))
        found.push_back({std::move(*node), tie.weight, tie.edges});
    }
    if (options_.damp_hubs) DampHubs(found);
    std::ranges::sort(found, [](const Candidate& a, const Candidate& b) {
      if (a.strength != b.strength) return a.strength > b.strength;
      return std::tie(a.node.kind, a.node.key) < std::tie(b.node.kind, b.node.key);
    });
    return found;
  }

  void DampHubs(std::vector<Candidate>& candidates) const {
    std::vector<double> named;
    for (const Candidate& candidate : candidates)
      named.push_back(static_cast<double>(ArticlesAt(store_, candidate.node)));
    const double most = named.empty() ? 1 : std::ranges::max(named);
    for (std::size_t i = 0; i < candidates.size(); ++i)
      candidates[i].strength *= std::log(1 + most / named[i]);
  }

  EgoNetwork Finish() const {
    GraphFilter filter = options_.filter;
    filter.kinds.clear();
    EgoNetwork network{.graph = NewsGraph::LoadPart(store_, kept_, filter),
                       .hidden_nodes = hidden_.size(),
                       .hidden_links = hidden_links_};
    for (const Node& node : network.graph.nodes()) network.hop.push_back(hop_.at(node.id()));
    return network;
  }

  const GraphStore& store_;
  const EgoOptions& options_;
  std::vector<Node> kept_;
  std::map<NodeId, int> hop_;
  std::set<NodeId> hidden_;
  std::size_t hidden_links_ = 0;
};

}  // namespace

EgoNetwork FindEgoNetwork(const GraphStore& store, std::span<const Node> centers,
                          const EgoOptions& options) {
  return Grower(store, options).Grow(centers);
}

}  // namespace kg
