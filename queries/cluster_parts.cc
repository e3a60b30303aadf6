#include "queries/cluster_parts.h"

#include <algorithm>
#include <atomic>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "graph/in_threads.h"

namespace kg {
namespace {

using Members = std::vector<std::uint32_t>;

constexpr std::uint32_t kLarge = 24;

std::span<const std::uint32_t> ArticlesOf(const ClusterBasis& basis,
                                          std::span<const std::uint32_t> members) {
  const auto end = std::ranges::find_if(members, [&](auto i) { return i >= basis.size(); });
  return members.first(static_cast<std::size_t>(end - members.begin()));
}

// A stub has no text to stand for the others, so it does only where there is nothing else.
std::uint32_t RepresentativeOf(const ClusterBasis& basis, std::span<const std::uint32_t> articles) {
  const auto full = std::ranges::find_if(
      articles, [&](auto i) { return basis.states[i] == ClusterBasis::State::kFull; });
  return full == articles.end() ? articles.front() : *full;
}

std::vector<NodeId> IdsOf(const ClusterBasis& basis, std::span<const std::uint32_t> names) {
  std::vector<NodeId> ids;
  for (const std::uint32_t name : names) ids.push_back(basis.names[name].id);
  return ids;
}

// The articles of one topic and the ties among them.
LeidenGraph Within(const LeidenGraph& linked, std::span<const std::uint32_t> articles,
                   std::vector<std::uint32_t>& place) {
  LeidenGraph within{.scale = linked.scale};
  for (std::uint32_t i = 0; i < articles.size(); ++i) place[articles[i]] = i + 1;
  for (const std::uint32_t article : articles) {
    linked.ForEachArc(article, [&](std::uint32_t to, std::uint32_t weight) {
      if (place[to] == 0) return;
      within.targets.push_back(place[to] - 1);
      within.weights.push_back(weight);
    });
    within.first.push_back(within.targets.size());
  }
  for (const std::uint32_t article : articles) place[article] = 0;
  return within;
}

// Parts of topics, in order of these.
struct Parts {
  std::vector<Members> members{};
  std::vector<const Cluster*> kept{};
  std::vector<std::string> ids{};
  std::vector<std::string> parents{};

  void Add(const std::string& id, const std::string& parent, Members articles,
           const Cluster* before) {
    ids.push_back(id);
    parents.push_back(parent);
    members.push_back(std::move(articles));
    kept.push_back(before);
  }

  void Append(Parts&& more) {
    for (std::size_t i = 0; i < more.ids.size(); ++i) {
      Add(more.ids[i], more.parents[i], std::move(more.members[i]), more.kept[i]);
    }
  }
};

class Splitter {
 public:
  Splitter(const ClusterBasis& basis, const LeidenGraph& linked)
      : basis_(basis), linked_(linked), place_(linked.size()) {}

  void Split(const Cluster& topic, std::span<const std::uint32_t> articles, int seed,
             Parts& parts) {
    const Partition split = FindCommunities(Within(linked_, articles, place_),
                                            {.seed = static_cast<std::uint64_t>(seed)}, {});
    std::vector<Members> groups(split.communities);
    for (std::size_t i = 0; i < articles.size(); ++i)
      groups[split.community[i]].push_back(articles[i]);
    std::stable_sort(groups.begin(), groups.end(),
                     [](const Members& a, const Members& b) { return a.size() > b.size(); });
    std::erase_if(groups, [](const Members& group) { return group.size() < 2; });
    if (groups.size() < 2) return;
    for (std::size_t g = 0; g < groups.size(); ++g) {
      parts.Add(topic.id + '.' + std::to_string(g + 1), topic.id, std::move(groups[g]), nullptr);
    }
  }

  // The parts that `topic` had, with its new articles; false when one has not enough left.
  bool Keep(const Cluster& topic, std::span<const std::uint32_t> articles, const ClusterRun& last,
            Parts& parts) {
    std::vector<const Cluster*> before;
    std::unordered_map<NodeId, std::uint32_t> part_of;
    for (const Cluster& part : last.subtopics) {
      if (part.parent != topic.id) continue;
      before.push_back(&part);
      for (const NodeId id : part.members) {
        part_of.emplace(id, static_cast<std::uint32_t>(before.size()));
      }
    }
    for (const std::uint32_t article : articles) {
      const auto at = part_of.find(basis_.ids[article]);
      if (at != part_of.end()) place_[article] = at->second;
    }
    std::vector<Members> groups(before.size());
    for (const std::uint32_t article : articles) {
      const std::uint32_t part =
          place_[article] != 0 ? place_[article] : MostTied(article, before.size());
      if (part != 0) groups[part - 1].push_back(article);
    }
    for (const std::uint32_t article : articles) place_[article] = 0;
    const auto small = [](const Members& group) { return group.size() < 2; };
    if (std::ranges::any_of(groups, small)) return false;
    for (std::size_t g = 0; g < groups.size(); ++g) {
      parts.Add(before[g]->id, topic.id, std::move(groups[g]), before[g]);
    }
    return true;
  }

 private:
  // By place_, from 1; 0 when it is tied to none.
  std::uint32_t MostTied(std::uint32_t article, std::size_t parts) const {
    std::vector<std::uint64_t> ties(parts + 1);
    linked_.ForEachArc(article, [&](std::uint32_t to, std::uint32_t weight) {
      if (place_[to] != 0) ties[place_[to]] += weight;
    });
    const auto most = std::max_element(ties.begin(), ties.end());
    return *most == 0 ? 0 : static_cast<std::uint32_t>(most - ties.begin());
  }

  const ClusterBasis& basis_;
  const LeidenGraph& linked_;
  std::vector<std::uint32_t> place_;  // of a vertex, from 1; 0 for those that do not matter
};

}  // namespace

Cluster ClusterOf(const ClusterBasis& basis, std::span<const std::uint32_t> members) {
  const auto articles = ArticlesOf(basis, members);
  Cluster cluster{.articles = static_cast<std::uint32_t>(articles.size()),
                  .representative = basis.ids[RepresentativeOf(basis, articles)]};
  cluster.members.reserve(members.size());
  for (const std::uint32_t i : members) {
    cluster.members.push_back(i < basis.size() ? basis.ids[i] : basis.names[i - basis.size()].id);
  }
  for (const std::uint32_t i : articles) {
    const std::optional<Time>& published = basis.published[i];
    if (!published) continue;
    cluster.first = std::min(cluster.first.value_or(*published), *published);
    cluster.last = std::max(cluster.last.value_or(*published), *published);
  }
  return cluster;
}

std::vector<const Cluster*> KeptClusters(const ClusterBasis& basis, const ClusterPast& past,
                                         const ClusterRun& run) {
  std::vector<const Cluster*> kept(run.clusters.size());
  if (past.last == nullptr || past.growth == nullptr) return kept;
  const std::unordered_set<NodeId> live(basis.ids.begin(), basis.ids.end());
  std::unordered_map<std::string_view, const Cluster*> before;
  for (const Cluster& cluster : past.last->clusters) before.emplace(cluster.id, &cluster);
  std::unordered_map<NodeId, std::size_t> now;
  for (std::size_t c = 0; c < run.clusters.size(); ++c) {
    const Cluster& cluster = run.clusters[c];
    for (std::uint32_t i = 0; i < cluster.articles; ++i) now.emplace(cluster.members[i], c);
  }
  for (std::size_t c = 0; c < run.clusters.size(); ++c) {
    const Cluster& cluster = run.clusters[c];
    const auto at = before.find(cluster.id);
    if (at == before.end() || (at->second->articles < kLarge) != (cluster.articles < kLarge))
      continue;
    const auto old = std::span(at->second->members).first(at->second->articles);
    // What left the store, or says something else now, may be in a word.
    const auto stays = [&](NodeId id) {
      const auto place = now.find(id);
      return place != now.end() && place->second == c;
    };
    const bool none_left = std::ranges::all_of(
        old, [&](NodeId id) { return live.contains(id) && !past.growth->anew.contains(id); });
    const auto stayed = static_cast<std::size_t>(std::ranges::count_if(old, stays));
    const std::size_t moved = (old.size() - stayed) + (cluster.articles - stayed);
    if (none_left && moved * 5 <= cluster.articles) kept[c] = at->second;
  }
  return kept;
}

void AddWords(const ClusterBasis& basis, const ClusterTexts& texts,
              std::span<const std::vector<std::uint32_t>> members,
              std::span<const Cluster* const> kept, unsigned jobs, std::vector<Cluster>& clusters) {
  std::vector<std::size_t> anew;
  std::vector<std::span<const std::uint32_t>> articles;
  for (std::size_t c = 0; c < clusters.size(); ++c) {
    if (kept[c] == nullptr) {
      anew.push_back(c);
      articles.push_back(ArticlesOf(basis, members[c]));
    } else {
      clusters[c].label = kept[c]->label;
      clusters[c].people = kept[c]->people;
      clusters[c].topics = kept[c]->topics;
    }
  }
  const std::vector<ClusterWords> words = WordsOf(basis, texts, articles, jobs);
  for (std::size_t i = 0; i < anew.size(); ++i) {
    Cluster& cluster = clusters[anew[i]];
    cluster.label = words[i].label;
    if (cluster.label.empty()) cluster.label = texts.title(RepresentativeOf(basis, articles[i]));
    cluster.people = IdsOf(basis, words[i].people);
    cluster.topics = IdsOf(basis, words[i].topics);
  }
}

void AddSubtopics(const ClusterBasis& basis, const ClusterTexts& texts, const LeidenGraph& linked,
                  const TopicsFound& topics, const ClusterPast& past, unsigned jobs,
                  ClusterRun& run) {
  std::vector<Parts> of_topic(topics.members.size());
  std::atomic<std::size_t> next = 0;
  InThreads(jobs, [&](unsigned) {
    Splitter splitter(basis, linked);
    for (std::size_t t = next++; t < of_topic.size(); t = next++) {
      const Cluster& topic = run.clusters[t];
      if (topic.articles < kLarge) continue;
      const auto articles = ArticlesOf(basis, topics.members[t]);
      const bool kept =
          topics.kept[t] != nullptr && splitter.Keep(topic, articles, *past.last, of_topic[t]);
      if (!kept) splitter.Split(topic, articles, run.seed, of_topic[t]);
    }
  });
  Parts parts;
  for (Parts& some : of_topic) parts.Append(std::move(some));
  for (const Members& members : parts.members) {
    run.subtopics.push_back(ClusterOf(basis, members));
  }
  AddWords(basis, texts, parts.members, parts.kept, jobs, run.subtopics);
  for (std::size_t i = 0; i < parts.ids.size(); ++i) {
    run.subtopics[i].id = std::move(parts.ids[i]);
    run.subtopics[i].parent = std::move(parts.parents[i]);
  }
}

}  // namespace kg
