#include "queries/ego_network.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "graph/error.h"
#include "queries/ties.h"

namespace kg {
namespace {

struct Candidate {
  Node node{};
  double strength = 0;
  std::size_t links = 0;
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
      const std::size_t room = share > kept_.size() ? share - kept_.size() : 0;
      frontier = Strongest(frontier, room);
      Keep(frontier, hop);
    }
    return Finish();
  }

 private:
  void Keep(std::span<const Node> nodes, int hop) {
    for (const Node& node : nodes) {
      if (hop_.try_emplace(node.id(), hop).second) kept_.push_back(node);
    }
  }

  // Of what is around `frontier`, in order, as far as `room` goes; the rest is hidden. What the
  // many others are called is not looked up.
  std::vector<Node> Strongest(std::span<const Node> frontier, std::size_t room) {
    Ties ties;
    for (const Node& node : frontier) AddTies(store_, node, options_.filter, ties);
    std::vector<Tie> around = std::move(ties).AddUp();
    std::erase_if(around, [&](const Tie& tie) {
      return hop_.contains(tie.to) || !options_.filter.Takes(tie.kind);
    });
    const auto end = options_.damp_hubs ? around.end() : AsStrongAsTheLastOf(room, around);
    std::vector<Candidate> found;
    for (auto tie = around.begin(); tie != end; ++tie) {
      found.push_back({Named(tie->to), tie->weight, tie->edges});
    }
    if (options_.damp_hubs) DampHubs(found);
    std::ranges::sort(found, [](const Candidate& a, const Candidate& b) {
      if (a.strength != b.strength) return a.strength > b.strength;
      return std::tie(a.node.kind, a.node.key) < std::tie(b.node.kind, b.node.key);
    });
    std::vector<Node> strongest;
    for (Candidate& candidate : found) {
      if (strongest.size() < room) {
        strongest.push_back(std::move(candidate.node));
      } else {
        Hide(candidate.node.id(), candidate.links);
      }
    }
    for (auto tie = end; tie != around.end(); ++tie) Hide(tie->to, tie->edges);
    return strongest;
  }

  // The end of those that may be among the strongest: their names decide between equals.
  static std::vector<Tie>::iterator AsStrongAsTheLastOf(std::size_t room,
                                                        std::vector<Tie>& around) {
    const auto end = around.begin() + static_cast<std::ptrdiff_t>(std::min(room, around.size()));
    if (end == around.begin()) return end;
    const auto last = std::prev(end);
    std::ranges::nth_element(around, last, std::ranges::greater{}, &Tie::weight);
    return std::partition(end, around.end(),
                          [least = last->weight](const Tie& t) { return t.weight == least; });
  }

  Node Named(NodeId id) const {
    std::optional<Node> node = store_.FindNode(id);
    if (!node) throw Error(ErrorCode::kCorrupt, "an article names a node that is not there");
    return *std::move(node);
  }

  void DampHubs(std::vector<Candidate>& candidates) const {
    std::vector<double> named;
    for (const Candidate& candidate : candidates)
      named.push_back(static_cast<double>(ArticlesAt(store_, candidate.node)));
    const double most = named.empty() ? 1 : std::ranges::max(named);
    for (std::size_t i = 0; i < candidates.size(); ++i)
      candidates[i].strength *= std::log(1 + most / named[i]);
  }

  void Hide(NodeId id, std::size_t links) {
    hidden_.push_back(id);
    hidden_links_ += links;
  }

  std::size_t CountHidden() {
    if (options_.hops == 1) return hidden_.size();
    std::erase_if(hidden_, [&](NodeId id) { return hop_.contains(id); });
    std::ranges::sort(hidden_);
    return static_cast<std::size_t>(std::unique(hidden_.begin(), hidden_.end()) - hidden_.begin());
  }

  EgoNetwork Finish() {
    GraphFilter filter = options_.filter;
    filter.kinds.clear();
    EgoNetwork network{.graph = NewsGraph::LoadPart(store_, kept_, filter),
                       .hidden_nodes = CountHidden(),
                       .hidden_links = hidden_links_};
    for (const Node& node : network.graph.nodes()) network.hop.push_back(hop_.at(node.id()));
    return network;
  }

  const GraphStore& store_;
  const EgoOptions& options_;
  std::vector<Node> kept_;
  std::map<NodeId, int> hop_;
  std::vector<NodeId> hidden_;  // some were kept at a later hop, or are here twice
  std::size_t hidden_links_ = 0;
};

}  // namespace

EgoNetwork FindEgoNetwork(const GraphStore& store, std::span<const Node> centers,
                          const EgoOptions& options) {
  return Grower(store, options).Grow(centers);
}

}  // namespace kg
