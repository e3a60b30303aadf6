#include "queries/ego_network.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "graph/error.h"
#include "queries/ties.h"

namespace kg {
namespace {

struct Candidate {
  NodeId id{};
  double strength = 0;
  std::size_t links = 0;
  Node node{};  // of those that may be taken
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
      std::vector<Candidate> found = CandidatesAround(frontier, room);
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
      hidden_.insert(candidate.id);
      hidden_links_ += candidate.links;
    }
  }

  // The strongest first, in order as far as `room` goes. What the many others are called is not
  // looked up.
  std::vector<Candidate> CandidatesAround(std::span<const Node> frontier, std::size_t room) const {
    Ties ties;
    for (const Node& node : frontier) AddTies(store_, node, options_.filter, ties);
    std::vector<Candidate> found;
    for (const auto& [id, tie] : ties) {
      if (hop_.contains(id)) continue;
      if (options_.filter.Takes(tie.kind)) found.push_back({id, tie.weight, tie.edges, {}});
    }
    auto end = found.end();
    if (options_.damp_hubs) {
      LookUp(found);
      DampHubs(found);
    } else {
      std::ranges::sort(found, std::ranges::greater{}, &Candidate::strength);
      // As strong as the last that there is room for: their names decide.
      const auto last = found.begin() + static_cast<std::ptrdiff_t>(std::min(room, found.size()));
      end = last == found.begin() ? last : std::find_if(last, found.end(), [&](const Candidate& c) {
        return c.strength < std::prev(last)->strength;
      });
      LookUp(std::span(found.begin(), end));
    }
    std::sort(found.begin(), end, [](const Candidate& a, const Candidate& b) {
      if (a.strength != b.strength) return a.strength > b.strength;
      return std::tie(a.node.kind, a.node.key) < std::tie(b.node.kind, b.node.key);
    });
    return found;
  }

  void LookUp(std::span<Candidate> candidates) const {
    for (Candidate& candidate : candidates) {
      std::optional<Node> node = store_.FindNode(candidate.id);
      if (!node) throw Error(ErrorCode::kCorrupt, "an article names a node that is not there");
      candidate.node = std::move(*node);
    }
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
