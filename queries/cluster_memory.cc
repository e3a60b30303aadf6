#include "queries/cluster_memory.h"

#include <algorithm>
#include <numeric>
#include <unordered_map>
#include <utility>

#include "graph/error.h"
#include "queries/nearest_finder.h"
#include "queries/stored_terms.h"
#include "queries/term_count.h"

namespace kg {
namespace {

using Index = std::uint32_t;
using State = ClusterBasis::State;
using Numbers = std::unordered_map<NodeId, Index>;

// By the graph of what came; its nodes have other numbers there.
struct Arrivals {
  NewsGraph graph;
  std::vector<NewsGraph::Index> articles{};  // that get a number, in order
};

std::unordered_map<NodeId, std::uint64_t> ContentsIn(const GraphStore& store) {
  std::unordered_map<NodeId, std::uint64_t> contents;
  store.ForEachIndexed([&](NodeId id, std::uint64_t content) { contents.emplace(id, content); });
  return contents;
}

struct Changes {
  std::vector<NodeId> came;  // or changed, or stubs that were read since
  std::vector<Index> went;   // or changed: numbers to be given up
  bool less = false;         // whether something was said that nobody says any more
};

Changes ChangesSince(const std::unordered_map<NodeId, std::uint64_t>& contents,
                     const ClusterMemory& memory, const Numbers& numbers) {
  Changes changes;
  for (const auto& [id, content] : contents) {
    const auto at = numbers.find(id);
    if (at == numbers.end()) {
      changes.came.push_back(id);
    } else if (memory.basis.states[at->second] != State::kFull) {
      changes.came.push_back(id);
      changes.went.push_back(at->second);
    } else if (memory.contents[at->second] != content) {
      changes.came.push_back(id);
      changes.went.push_back(at->second);
      changes.less = true;
    }
  }
  for (Index i = 0; i < memory.basis.size(); ++i) {
    if (memory.basis.states[i] != State::kFull || contents.contains(memory.basis.ids[i])) continue;
    changes.went.push_back(i);
    changes.less = true;
  }
  std::sort(changes.came.begin(), changes.came.end());
  return changes;
}

// Stubs that one of `went` linked to and nothing does any more.
void AddLostStubs(const GraphStore& store, const ClusterMemory& memory, std::vector<Index>& went) {
  const ClusterBasis& basis = memory.basis;
  std::vector<std::uint8_t> goes(basis.size());
  for (const Index i : went) goes[i] = 1;
  for (const StubLink& link : memory.stub_links) {
    if (goes[link.article] == 0 || goes[link.stub] != 0) continue;
    if (basis.states[link.stub] != State::kStub || store.FindNode(basis.ids[link.stub])) continue;
    goes[link.stub] = 1;
    went.push_back(link.stub);
  }
}

bool IsLink(Relation relation) {
  return relation == Relation::kRelatedTo || relation == Relation::kLinksTo;
}

void Remove(const std::vector<Index>& went, ClusterBasis& basis, Numbers& numbers) {
  for (const Index i : went) {
    if (basis.states[i] == State::kGone) continue;
    numbers.erase(basis.ids[i]);
    basis.ids[i] = NodeId{};
    basis.states[i] = State::kGone;
    basis.nearest[i].clear();
  }
  if (went.empty()) return;
  for (std::vector<Neighbor>& nearest : basis.nearest) {
    std::erase_if(nearest,
                  [&](const Neighbor& n) { return basis.states[n.article] == State::kGone; });
  }
}

Arrivals ArrivalsOf(const GraphStore& store, const std::vector<NodeId>& came,
                    const Numbers& numbers) {
  std::vector<Node> nodes;
  for (const NodeId id : came) {
    if (auto node = store.FindNode(id)) nodes.push_back(std::move(*node));
  }
  Arrivals arrivals{
      NewsGraph::LoadAround(store, nodes,
                            {.relations = {Relation::kRelatedTo, Relation::kLinksTo,
                                           Relation::kMentions, Relation::kHasTopic}})};
  for (NewsGraph::Index i = 0; i < arrivals.graph.size(); ++i) {
    const Node& node = arrivals.graph.node(i);
    if (node.kind == NodeKind::kArticle && !numbers.contains(node.id()))
      arrivals.articles.push_back(i);
  }
  return arrivals;
}

void Append(const Arrivals& arrivals, const std::unordered_map<NodeId, std::uint64_t>& contents,
            ClusterMemory& memory, Numbers& numbers) {
  ClusterBasis& basis = memory.basis;
  Numbers names;
  for (Index name = 0; name < basis.names.size(); ++name) names.emplace(basis.names[name].id, name);
  const auto name_of = [&](NewsGraph::Index i) {
    const Node& node = arrivals.graph.node(i);
    const auto [at, fresh] = names.try_emplace(node.id(), static_cast<Index>(basis.names.size()));
    if (fresh) basis.names.push_back({node.id(), node.kind});
    return at->second;
  };
  for (const NewsGraph::Index i : arrivals.articles) {
    const Node& node = arrivals.graph.node(i);
    const bool full = node.state == ArticleState::kFull;
    numbers.emplace(node.id(), basis.size());
    basis.ids.push_back(node.id());
    basis.states.push_back(full ? State::kFull : State::kStub);
    basis.published.push_back(node.published);
    basis.nearest.emplace_back();
    AppendNamed(arrivals.graph, i, name_of, basis);
    memory.contents.push_back(full ? contents.at(node.id()) : 0);
  }
  for (const NewsGraph::Index i : arrivals.articles) {
    for (const GraphEdge& edge : arrivals.graph.out(i)) {
      if (!IsLink(edge.relation)) continue;
      const Index to = numbers.at(arrivals.graph.node(edge.target).id());
      if (basis.states[to] == State::kStub)
        memory.stub_links.push_back({numbers.at(arrivals.graph.node(i).id()), to});
    }
  }
}

// Terms of what came, in order, with what was known of them.
struct LookedUp {
  std::vector<std::uint32_t> terms{};
  std::vector<StoredTerms::Known> known{};
};

using CountedRows = std::vector<std::vector<CountedTerm>>;

std::vector<std::uint32_t> TermsIn(const CountedRows& rows) {
  std::vector<std::uint32_t> terms;
  for (const auto& row : rows) {
    for (const CountedTerm& t : row) terms.push_back(t.term);
  }
  std::sort(terms.begin(), terms.end());
  terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
  return terms;
}

std::size_t PlaceOf(std::span<const std::uint32_t> terms, std::uint32_t term) {
  return static_cast<std::size_t>(std::lower_bound(terms.begin(), terms.end(), term) -
                                  terms.begin());
}

// `more` is in order, too.
void AddUp(const std::vector<TermTable::Frequency>& more,
           std::vector<TermTable::Frequency>& frequencies) {
  std::vector<TermTable::Frequency> sums;
  auto at = frequencies.begin();
  for (const TermTable::Frequency& one : more) {
    while (at != frequencies.end() && at->bucket < one.bucket) sums.push_back(*at++);
    sums.push_back(one);
    if (at != frequencies.end() && at->bucket == one.bucket)
      sums.back().articles += (at++)->articles;
  }
  sums.insert(sums.end(), at, frequencies.end());
  frequencies = std::move(sums);
}

CountedRows CountTerms(const GraphStore& store, const Arrivals& arrivals, std::uint32_t buckets) {
  TermCounter counter(arrivals.graph, buckets);
  CountedRows rows;
  for (const NewsGraph::Index i : arrivals.articles) {
    const auto terms = counter.Of(store, i);
    rows.emplace_back(terms.begin(), terms.end());
  }
  return rows;
}

// Counts the terms of what came and appends its rows.
LookedUp AppendRows(const GraphStore& store, const Arrivals& arrivals, const StoredTerms& stored,
                    ClusterMemory& memory) {
  CountedRows rows = CountTerms(store, arrivals, stored.buckets());
  LookedUp looked_up{.terms = TermsIn(rows)};
  const std::vector<std::uint32_t>& terms = looked_up.terms;
  std::vector<TermTable::Frequency> more;
  for (const std::uint32_t term : terms) more.push_back({term, 0});
  for (auto& row : rows) {
    for (CountedTerm& t : row) {
      t.term = static_cast<std::uint32_t>(PlaceOf(terms, t.term));
      ++more[t.term].articles;
    }
  }
  AddUp(more, memory.later_frequencies);
  looked_up.known = stored.Find(terms);
  std::vector<std::uint32_t> in;
  auto later = memory.later_frequencies.begin();
  for (std::size_t i = 0; i < terms.size(); ++i, ++later) {
    while (later->bucket != terms[i]) ++later;
    in.push_back(looked_up.known[i].articles + later->articles);
  }
  TermWeigher weigher(memory.basis.size() - memory.basis.Count(State::kGone));
  const std::size_t first = memory.later.size();
  for (const auto& row : rows) {
    weigher.Append(
        row, [&](std::uint32_t place) { return in[place]; }, memory.later);
    memory.first_later.push_back(memory.later.size());
  }
  for (std::size_t i = first; i < memory.later.size(); ++i) {
    memory.later[i].term = terms[memory.later[i].term];
  }
  return looked_up;
}

std::span<const WeightedTerm> LaterRow(const ClusterMemory& memory, std::size_t row) {
  return std::span(memory.later)
      .subspan(memory.first_later[row], memory.first_later[row + 1] - memory.first_later[row]);
}

// The lists of all terms of what came that are in its rows; terms have the numbers of `looked_up`.
TermLists ListsOf(const LookedUp& looked_up, const std::vector<std::uint8_t>& in_rows,
                  const StoredTerms& stored, const ClusterMemory& memory) {
  const std::vector<std::uint32_t>& terms = looked_up.terms;
  const auto for_each_entry = [&](const auto& visit) {
    const auto alive = [&](Index i) { return memory.basis.states[i] != State::kGone; };
    for (std::size_t term = 0; term < terms.size(); ++term) {
      if (in_rows[term] == 0) continue;
      stored.ForEachEntry(looked_up.known[term], [&](Index article, std::uint32_t weight) {
        if (alive(article)) visit(term, article, weight);
      });
    }
    for (Index row = 0; row < memory.late(); ++row) {
      const Index article = stored.articles() + row;
      if (!alive(article)) continue;
      for (const WeightedTerm& t : LaterRow(memory, row)) {
        const std::size_t term = PlaceOf(terms, t.term);
        if (term < terms.size() && terms[term] == t.term) visit(term, article, t.weight);
      }
    }
  };
  TermLists lists{.first = std::vector<std::size_t>(terms.size() + 1)};
  for_each_entry([&](std::size_t term, Index, std::uint32_t) { ++lists.first[term + 1]; });
  std::partial_sum(lists.first.begin(), lists.first.end(), lists.first.begin());
  lists.entries.resize(lists.first.back());
  std::vector<std::size_t> next(lists.first.begin(), lists.first.end() - 1);
  for_each_entry([&](std::size_t term, Index article, std::uint32_t weight) {
    lists.entries[next[term]++] = {article, weight};
  });
  return lists;
}

// Whom `article` points at, and who points at it.
std::vector<Index> LinkedWith(const GraphStore& store, const NewsGraph& graph,
                              NewsGraph::Index article, const Numbers& numbers) {
  std::vector<Index> linked;
  const NodeId id = graph.node(article).id();
  const auto add = [&](NodeId other) {
    const auto at = numbers.find(other);
    if (other != id && at != numbers.end()) linked.push_back(at->second);
  };
  for (const GraphEdge& edge : graph.out(article)) {
    if (IsLink(edge.relation)) add(graph.node(edge.target).id());
  }
  for (const Relation relation : {Relation::kRelatedTo, Relation::kLinksTo}) {
    store.ForEachPosting(id, relation, {}, [&](const Posting& posting) {
      add(posting.from);
      return true;
    });
  }
  return linked;
}

// Finds the nearest of what came, which is what follows `first`, and puts it among those of others.
void AppendNearest(const GraphStore& store, const Arrivals& arrivals, const StoredTerms& stored,
                   const LookedUp& looked_up, const Numbers& numbers, ClusterMemory& memory) {
  ClusterBasis& basis = memory.basis;
  const auto first = static_cast<Index>(basis.size() - arrivals.articles.size());
  std::vector<std::vector<WeightedTerm>> rows;
  std::vector<std::uint8_t> in_rows(looked_up.terms.size());
  for (Index i = first; i < basis.size(); ++i) {
    const auto row = LaterRow(memory, i - stored.articles());
    rows.emplace_back(row.begin(), row.end());
    for (WeightedTerm& t : rows.back()) {
      t.term = static_cast<std::uint32_t>(PlaceOf(looked_up.terms, t.term));
      in_rows[t.term] = 1;
    }
  }
  const TermLists lists = ListsOf(looked_up, in_rows, stored, memory);
  const std::uint32_t articles = basis.size() - basis.Count(State::kGone);
  const std::size_t count = TiesEach(articles);
  NearestFinder finder(basis.published, lists, BudgetFor(articles));
  const auto wants = [&](Index other) {
    if (other >= first) return UINT32_MAX;
    const std::vector<Neighbor>& nearest = basis.nearest[other];
    return nearest.empty() ? 1U : nearest.back().likeness + 1;
  };
  std::unordered_map<Index, std::vector<Neighbor>> offers;
  for (Index i = first; i < basis.size(); ++i) {
    const std::vector<Index> linked =
        LinkedWith(store, arrivals.graph, arrivals.articles[i - first], numbers);
    basis.nearest[i] = finder.Of({i, rows[i - first], linked}, count, wants,
                                 [&](Index other, std::uint32_t likeness) {
                                   offers[other].push_back({i, likeness});
                                 });
  }
  for (const auto& [other, offered] : offers) {
    std::vector<Neighbor>& nearest = basis.nearest[other];
    nearest.insert(nearest.end(), offered.begin(), offered.end());
    std::sort(nearest.begin(), nearest.end(), IsNearer);
    nearest.resize(std::min(nearest.size(), count));
  }
}

}  // namespace

ClusterMemory MemoryOf(const NewsGraph& graph, const GraphStore& store, unsigned jobs) {
  ArticleVectors vectors;
  TermTable table;
  ClusterMemory memory{.basis = BasisOf(graph, &store, jobs, &vectors, &table)};
  const auto contents = ContentsIn(store);
  for (const NodeId id : memory.basis.ids) {
    const auto at = contents.find(id);
    memory.contents.push_back(at == contents.end() ? 0 : at->second);
  }
  for (const GraphEdge& edge : graph.edges()) {
    if (IsLink(edge.relation) && memory.basis.states[edge.target] == State::kStub)
      memory.stub_links.push_back({edge.source, edge.target});
  }
  memory.terms = EncodeTerms(vectors, table);
  return memory;
}

std::optional<ClusterGrowth> Grow(const GraphStore& store, std::size_t most,
                                  ClusterMemory& memory) {
  if (store.IdentitiesAreStale()) return std::nullopt;
  const StoredTerms stored(memory.terms);
  if (stored.articles() + memory.late() != memory.basis.size())
    throw Error(ErrorCode::kCorrupt, "what a cluster run kept is of other articles");
  Numbers numbers;
  for (Index i = 0; i < memory.basis.size(); ++i) {
    if (memory.basis.states[i] != State::kGone) numbers.emplace(memory.basis.ids[i], i);
  }
  const auto contents = ContentsIn(store);
  Changes changes = ChangesSince(contents, memory, numbers);
  if (changes.came.size() + changes.went.size() > most) return std::nullopt;
  if (changes.less) AddLostStubs(store, memory, changes.went);
  Remove(changes.went, memory.basis, numbers);
  ClusterGrowth growth;
  growth.anew.insert(changes.came.begin(), changes.came.end());
  if (changes.came.empty()) return growth;
  const Arrivals arrivals = ArrivalsOf(store, changes.came, numbers);
  Append(arrivals, contents, memory, numbers);
  const LookedUp looked_up = AppendRows(store, arrivals, stored, memory);
  AppendNearest(store, arrivals, stored, looked_up, numbers, memory);
  return growth;
}

}  // namespace kg
