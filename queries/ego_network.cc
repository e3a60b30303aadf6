#include "queries/ego_network.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "graph/co_mentions.h"

namespace kg {
namespace {

struct Tie {
  double weight = 0;
  std::size_t links = 0;
};

/// Who is next to a node, and how strongly.
class Neighbours {
 public:
  Neighbours(const GraphStore& store, const GraphFilter& filter) : store_(store), filter_(filter) {}

  void AddOf(const Node& node) {
    switch (node.kind) {
      case NodeKind::kArticle: return AddOfArticle(node);
      case NodeKind::kTopic: return AddArticles(node.id(), Relation::kHasTopic);
      case NodeKind::kPublisher: return AddArticles(node.id(), Relation::kPublishedBy);
      default: return AddOfEntity(node);
    }
  }

  const std::map<NodeId, Tie>& ties() const { return ties_; }

 private:
  bool Wants(Relation relation) const {
    return filter_.relations.empty() || std::ranges::find(filter_.relations, relation) != filter_.relations.end();
  }

  void Add(NodeId id, double weight) {
    Tie& tie = ties_[id];
    tie.weight += weight;
    ++tie.links;
  }

  void AddArticles(NodeId id, Relation relation) {
    if (!Wants(relation)) return;
    store_.ForEachPosting(id, relation, filter_.range, [&](const Posting& posting) {
      Add(posting.from, relation == Relation::kMentions ? posting.count : 1);
      return true;
    });
  }

  void AddOfEntity(const Node& node) {
    AddArticles(node.id(), Relation::kMentions);
    if (!Wants(Relation::kCoMentioned)) return;
    store_.ForEachPosting(node.id(), Relation::kMentions, filter_.range, [&](const Posting& posting) {
      if (const auto article = store_.FindArticle(posting.from)) AddCoMentions(*article, node);
      return true;
    });
  }

  void AddCoMentions(const Article& article, const Node& node) {
    const Entity* self = FindEntity(article, node);
    if (self == nullptr || !GivesCoMentions(article)) return;
    for (const Entity& entity : article.entities) {
      if (&entity != self) Add(IdOf(entity.kind, entity.name), CoMentionWeight(*self, entity));
    }
  }

  // An article's edges are few: those that it says itself, those of others that link to it, and
  // what these say it is about.
  void AddOfArticle(const Node& node) {
    std::vector<Node> around{node};
    const auto add_hosts = [&](Relation relation) {
      store_.ForEachPosting(node.id(), relation, filter_.range, [&](const Posting& posting) {
        if (auto host = store_.FindNode(posting.from)) around.push_back(std::move(*host));
        return true;
      });
    };
    add_hosts(Relation::kRelatedTo);
    add_hosts(Relation::kLinksTo);
    const NewsGraph said = NewsGraph::LoadAround(store_, around, {.relations = filter_.relations});
    const auto self = said.Find(node.id());
    if (!self) return;
    for (const GraphEdge& edge : said.edges()) {
      if (edge.source == *self) Add(said.node(edge.target).id(), edge.weight);
      if (edge.target == *self) Add(said.node(edge.source).id(), edge.weight);
    }
  }

  const GraphStore& store_;
  const GraphFilter& filter_;
  std::map<NodeId, Tie> ties_;
};

struct Candidate {
  Node node;
  double strength;
  std::size_t links;
};

std::size_t ArticlesOf(const GraphStore& store, const Node& node) {
  std::size_t articles = 0;
  for (const Relation relation : {Relation::kMentions, Relation::kHasTopic, Relation::kPublishedBy}) {
    store.ForEachPosting(node.id(), relation, {}, [&](const Posting&) { return ++articles > 0; });
  }
  return articles;
}

/// Grows the network hop by hop.
class Grower {
 public:
  Grower(const GraphStore& store, const EgoOptions& options) : store_(store), options_(options) {}

  EgoNetwork Grow(std::span<const Node> centers) {
    Keep(centers, 0);
    std::vector<Node> frontier(centers.begin(), centers.end());
    for (int hop = 1; hop <= options_.hops && !frontier.empty(); ++hop) {
      const auto share = options_.most_nodes * static_cast<std::size_t>(hop) / static_cast<std::size_t>(options_.hops);
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

  bool Wants(NodeKind kind) const {
    const auto& kinds = options_.filter.kinds;
    return kinds.empty() || std::ranges::find(kinds, kind) != kinds.end();
  }

  // Strongest first.
  std::vector<Candidate> CandidatesAround(std::span<const Node> frontier) const {
    Neighbours neighbours(store_, options_.filter);
    for (const Node& node : frontier) neighbours.AddOf(node);
    std::vector<Candidate> found;
    for (const auto& [id, tie] : neighbours.ties()) {
      if (hop_.contains(id) || tie.weight < options_.filter.min_weight) continue;
      std::optional<Node> node = store_.FindNode(id);
      if (!node || !Wants(node->kind)) continue;
      const double strength = StrengthOf(*node, tie);
      found.push_back({std::move(*node), strength, tie.links});
    }
    std::ranges::sort(found, [](const Candidate& a, const Candidate& b) {
      if (a.strength != b.strength) return a.strength > b.strength;
      return std::tie(a.node.kind, a.node.key) < std::tie(b.node.kind, b.node.key);
    });
    return found;
  }

  double StrengthOf(const Node& node, const Tie& tie) const {
    if (!options_.damp_hubs) return tie.weight;
    return tie.weight / std::sqrt(static_cast<double>(std::max<std::size_t>(1, ArticlesOf(store_, node))));
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
