#include "queries/cluster_labels.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string_view>
#include <unordered_map>

#include "queries/title_words.h"

namespace kg {
namespace {

using Index = NewsGraph::Index;

constexpr std::size_t kLabelWords = 3;
constexpr std::size_t kListed = 5;

// How many articles of a cluster have each name and each title word.
struct LabelCounts {
  double articles = 0;
  std::map<Index, double> names{};
  std::map<std::string, double> words{};

  /// What fewer articles have is no label.
  double Enough() const { return std::max(2.0, articles / 5); }
};

bool IsName(Relation relation) {
  return relation == Relation::kMentions || relation == Relation::kHasTopic;
}

// A node counts once per article, also where two relations lead to it.
template <class Visit>
void ForEachName(const NewsGraph& graph, Index article, const Visit& visit) {
  std::optional<Index> last;
  for (const GraphEdge& edge : graph.out(article)) {
    if (!IsName(edge.relation) || last == edge.target) continue;
    visit(edge.target);
    last = edge.target;
  }
}

LabelCounts CountIn(const NewsGraph& graph, const std::vector<Index>& members) {
  LabelCounts counts;
  for (const Index i : members) {
    if (graph.node(i).kind != NodeKind::kArticle) continue;
    ++counts.articles;
    ForEachName(graph, i, [&](Index name) { ++counts.names[name]; });
    for (std::string& word : TitleWords(graph.node(i).name)) ++counts.words[std::move(word)];
  }
  std::erase_if(counts.words, [&](const auto& word) { return word.second < counts.Enough(); });
  return counts;
}

// The same over all articles, for the words that could become labels.
struct Totals {
  double articles = 0;
  std::vector<double> names{};
  std::unordered_map<std::string_view, double> words{};  // lent by the Counts
};

Totals CountAll(const NewsGraph& graph, std::span<const LabelCounts> clusters) {
  Totals totals{.names = std::vector<double>(graph.size())};
  for (const LabelCounts& counts : clusters) {
    for (const auto& [word, count] : counts.words) totals.words.try_emplace(word, 0);
  }
  for (Index i = 0; i < graph.size(); ++i) {
    if (graph.node(i).kind != NodeKind::kArticle) continue;
    ++totals.articles;
    ForEachName(graph, i, [&](Index name) { ++totals.names[name]; });
    for (const std::string& word : TitleWords(graph.node(i).name)) {
      const auto at = totals.words.find(word);
      if (at != totals.words.end()) ++at->second;
    }
  }
  return totals;
}

struct Scored {
  double score;
  std::string_view text;
  std::optional<Index> node;  // none for a title word
  std::optional<NodeKind> kind;
};

std::vector<Scored> ScoredOf(const NewsGraph& graph, const LabelCounts& counts,
                             const Totals& totals) {
  const auto score = [&](double count, double total) {
    return count / counts.articles * std::log(totals.articles / total);
  };
  std::vector<Scored> all;
  for (const auto& [node, count] : counts.names) {
    all.push_back(
        {score(count, totals.names[node]), graph.node(node).name, node, graph.node(node).kind});
  }
  for (const auto& [word, count] : counts.words) {
    all.push_back({score(count, totals.words.at(word)), word, std::nullopt, std::nullopt});
  }
  // Of words with one score the longest: 乌克兰 before its parts 乌克 and 克兰.
  std::stable_sort(all.begin(), all.end(), [](const Scored& a, const Scored& b) {
    if (a.score != b.score) return a.score > b.score;
    if (a.node.has_value() != b.node.has_value()) return a.node.has_value();
    return !a.node && a.text.size() > b.text.size();
  });
  return all;
}

// Whether one is in the other, or they have two Chinese characters in a row in common.
bool Overlap(std::string_view a, std::string_view b) {
  constexpr std::size_t kTwoCharacters = 6;
  if (a.size() > b.size()) std::swap(a, b);
  for (std::size_t i = 0; i == 0 || i + kTwoCharacters <= a.size(); ++i) {
    if (b.find(a.substr(i, kTwoCharacters)) != std::string_view::npos) return true;
  }
  return false;
}

bool Fits(const Scored& s, std::span<const Scored* const> chosen, std::ptrdiff_t most_of_a_kind) {
  const auto same_kind = [&](const Scored* c) { return c->kind == s.kind; };
  const auto overlaps = [&](const Scored* c) { return Overlap(c->text, s.text); };
  return chosen.size() < kLabelWords && std::ranges::count_if(chosen, same_kind) < most_of_a_kind &&
         std::ranges::none_of(chosen, overlaps);
}

// The best of each kind first: a person, a topic and a word say more than three people.
std::string LabelOf(std::span<const Scored> scored, const LabelCounts& counts) {
  std::vector<const Scored*> chosen;
  for (const std::ptrdiff_t most_of_a_kind : {std::ptrdiff_t{1}, std::ptrdiff_t{kLabelWords}}) {
    for (const Scored& s : scored) {
      const bool common = !s.node || counts.names.at(*s.node) >= counts.Enough();
      if (s.score > 0 && common && Fits(s, chosen, most_of_a_kind)) chosen.push_back(&s);
    }
  }
  std::string label;
  for (const Scored* s : chosen) label.append(label.empty() ? "" : "、").append(s->text);
  return label;
}

ClusterWords Chosen(const NewsGraph& graph, const LabelCounts& counts, const Totals& totals) {
  const std::vector<Scored> scored = ScoredOf(graph, counts, totals);
  ClusterWords words{.label = LabelOf(scored, counts)};
  for (const Scored& s : scored) {
    if (!s.node) continue;
    if (s.kind == NodeKind::kPerson && words.people.size() < kListed)
      words.people.push_back(*s.node);
    if (s.kind == NodeKind::kTopic && words.topics.size() < kListed)
      words.topics.push_back(*s.node);
  }
  return words;
}

}  // namespace

std::vector<ClusterWords> WordsOf(const NewsGraph& graph,
                                  std::span<const std::vector<Index>> members) {
  std::vector<LabelCounts> counts;
  counts.reserve(members.size());
  for (const std::vector<Index>& cluster : members) counts.push_back(CountIn(graph, cluster));
  const Totals totals = CountAll(graph, counts);
  std::vector<ClusterWords> words;
  words.reserve(members.size());
  for (const LabelCounts& cluster : counts) words.push_back(Chosen(graph, cluster, totals));
  return words;
}

}  // namespace kg
