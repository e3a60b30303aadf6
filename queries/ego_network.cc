#include "queries/ego_network.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
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
  std::unique_ptr<Node> node{};  // of those that may be taken: of a hub's, few
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
      for (std::size_t i = 0; i < taken; ++i) frontier.push_back(std::move(*found[i].node));
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

  void Hide(std::span<const Candidate> left_out) {
    for (const Candidate& candidate : left_out) {
      hidden_.push_back(candidate.id);
      hidden_links_ += candidate.links;
    }
  }

  // The strongest first, in order as far as `room` goes. What the many others are called is not
  // looked up.
  std::vector<Candidate> CandidatesAround(std::span<const Node> frontier, std::size_t room) const {
    Ties ties;
    for (const Node& node : frontier) AddTies(store_, node, options_.filter, ties);
    std::vector<Candidate> found;
    for (const Tie& tie : ties.AddUp()) {
      if (hop_.contains(tie.to) || !options_.filter.Takes(tie.kind)) continue;
      found.push_back({tie.to, tie.weight, tie.edges, nullptr});
    }
    auto end = found.end();
    if (options_.damp_hubs) {
      LookUp(found);
      DampHubs(found);
    } else {
      // As strong as the last that there is room for: their names decide.
      end = found.begin() + static_cast<std::ptrdiff_t>(std::min(room, found.size()));
      if (end != found.begin()) {
        const auto last = std::prev(end);
        std::ranges::nth_element(found, last, std::ranges::greater{}, &Candidate::strength);
        end = std::partition(end, found.end(), [least = last->strength](const Candidate& c) {
          return c.strength == least;
        });
      }
      LookUp(std::span(found.begin(), end));
    }
    std::sort(found.begin(), end, [](const Candidate& a, const Candidate& b) {
      if (a.strength != b.strength) return a.strength > b.strength;
      return std::tie(a.node->kind, a.node->key) < std::tie(b.node->kind, b.node->key);
    });
    return found;
  }

  void LookUp(std::span<Candidate> candidates) const {
    for (Candidate& candidate : candidates) {
      std::optional<Node> node = store_.FindNode(candidate.id);
      if (!node) throw Error(ErrorCode::kCorrupt, "an article names a node that is not there");
      candidate.node = std::make_unique<Node>(std::move(*node));
    }
  }

  void DampHubs(std::vector<Candidate>& candidates) const {
    std::vector<double> named;
    for (const Candidate& candidate : candidates)
      named.push_back(static_cast<double>(ArticlesAt(store_, *candidate.node)));
    const double most = named.empty() ? 1 : std::ranges::max(named);
    for (std::size_t i = 0; i < candidates.size(); ++i)
      candidates[i].strength *= std::log(1 + most / named[i]);
  }

  std::size_t CountHidden() {
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
