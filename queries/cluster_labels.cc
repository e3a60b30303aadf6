#include "queries/cluster_labels.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <optional>
#include <string_view>
#include <utility>

#include "graph/in_threads.h"
#include "queries/title_words.h"

namespace kg {
namespace {

constexpr std::size_t kLabelWords = 3;
constexpr std::size_t kListed = 5;

template <class T>
using Counts = std::vector<std::pair<T, double>>;  // in order

// Of a list of everything, one by one.
template <class T>
Counts<T> CountEach(std::vector<T> all) {
  std::sort(all.begin(), all.end());
  Counts<T> counts;
  for (const T& one : all) {
    if (counts.empty() || counts.back().first != one) counts.emplace_back(one, 0);
    ++counts.back().second;
  }
  return counts;
}

// Words of at least `enough` of the titles, which lend them. Most words are of one title: they are
// told apart by their hashes, which are sorted sooner than words.
Counts<std::string_view> CommonWords(std::span<const std::string> titles, double enough) {
  struct Hashed {
    std::uint64_t hash;
    std::string_view word;
  };
  std::vector<Hashed> all;
  for (const std::string& title : titles) {
    for (const std::string_view word : TitleWords(title)) {
      all.push_back({std::hash<std::string_view>()(word), word});
    }
  }
  std::ranges::sort(all, {}, &Hashed::hash);
  std::vector<std::string_view> often;
  for (auto begin = all.begin(), end = begin; begin != all.end(); begin = end) {
    end = std::find_if(begin, all.end(), [&](const Hashed& h) { return h.hash != begin->hash; });
    if (static_cast<double>(end - begin) < enough) continue;
    for (auto at = begin; at != end; ++at) often.push_back(at->word);
  }
  Counts<std::string_view> counts = CountEach(std::move(often));
  std::erase_if(counts, [&](const auto& word) { return word.second < enough; });
  return counts;
}

// How many articles of a cluster have each name and each title word.
struct LabelCounts {
  double articles = 0;
  std::vector<std::string> titles{};
  Counts<std::uint32_t> names{};
  Counts<std::string_view> words{};  // lent by the titles

  /// What fewer articles have is no label.
  double Enough() const { return std::max(2.0, articles / 5); }
};

LabelCounts CountIn(const ClusterBasis& basis, const ClusterTexts& texts,
                    std::span<const std::uint32_t> articles) {
  LabelCounts counts{.articles = static_cast<double>(articles.size())};
  std::vector<std::uint32_t> names;
  for (const std::uint32_t i : articles) {
    for (const ClusterBasis::Named& named : basis.NamedBy(i)) {
      if (named.in_labels) names.push_back(named.name);
    }
    counts.titles.push_back(texts.title(i));
  }
  counts.names = CountEach(std::move(names));
  counts.words = CommonWords(counts.titles, counts.Enough());
  return counts;
}

// The same of names over all articles.
struct Totals {
  double articles = 0;
  std::vector<double> names{};
};

Totals CountAll(const ClusterBasis& basis) {
  Totals totals{.names = std::vector<double>(basis.names.size())};
  for (std::uint32_t i = 0; i < basis.size(); ++i) {
    if (basis.states[i] == ClusterBasis::State::kGone) continue;
    ++totals.articles;
    for (const ClusterBasis::Named& named : basis.NamedBy(i)) {
      if (named.in_labels) ++totals.names[named.name];
    }
  }
  return totals;
}

struct Scored {
  double score;
  double count;
  std::optional<std::uint32_t> name;  // none for a title word
  std::optional<NodeKind> kind;
  std::string_view word;  // lent by the counts
};

std::vector<Scored> ScoredOf(const ClusterBasis& basis, const LabelCounts& counts,
                             const Totals& totals) {
  const auto score = [&](double count, double total) {
    return count / counts.articles * std::log(totals.articles / std::max(count, total));
  };
  std::vector<Scored> all;
  for (const auto& [name, count] : counts.names) {
    all.push_back({score(count, totals.names[name]), count, name, basis.names[name].kind, {}});
  }
  for (const auto& [word, count] : counts.words) {
    all.push_back(
        {score(count, basis.ArticlesWith(word)), count, std::nullopt, std::nullopt, word});
  }
  // Of words with one score the longest: 乌克兰 before its parts 乌克 and 克兰.
  std::stable_sort(all.begin(), all.end(), [](const Scored& a, const Scored& b) {
    if (a.score != b.score) return a.score > b.score;
    if (a.name.has_value() != b.name.has_value()) return a.name.has_value();
    return a.word.size() > b.word.size();
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

// Words of a label as they are chosen.
class LabelWords {
 public:
  explicit LabelWords(const ClusterTexts& texts) : texts_(texts) {}

  bool full() const { return chosen_.size() == kLabelWords; }

  /// Unless there are as many of its kind, or it overlaps another.
  void Offer(const Scored& scored, std::ptrdiff_t most_of_a_kind) {
    const auto same_kind = [&](const auto& c) { return c.first == scored.kind; };
    if (std::ranges::count_if(chosen_, same_kind) >= most_of_a_kind) return;
    std::string text = scored.name ? texts_.name(*scored.name) : std::string(scored.word);
    const auto overlaps = [&](const auto& c) { return Overlap(c.second, text); };
    if (std::ranges::any_of(chosen_, overlaps)) return;
    chosen_.emplace_back(scored.kind, std::move(text));
  }

  std::string text() const {
    std::string label;
    for (const auto& [kind, word] : chosen_) label.append(label.empty() ? "" : "、").append(word);
    return label;
  }

 private:
  const ClusterTexts& texts_;
  std::vector<std::pair<std::optional<NodeKind>, std::string>> chosen_{};
};

// The best of each kind first: a person, a topic and a word say more than three people.
std::string LabelOf(const ClusterTexts& texts, std::span<const Scored> scored,
                    const LabelCounts& counts) {
  LabelWords label(texts);
  for (const std::ptrdiff_t most_of_a_kind : {std::ptrdiff_t{1}, std::ptrdiff_t{kLabelWords}}) {
    for (const Scored& s : scored) {
      if (label.full()) break;
      const bool common = !s.name || s.count >= counts.Enough();
      if (s.score > 0 && common) label.Offer(s, most_of_a_kind);
    }
  }
  return label.text();
}

ClusterWords Chosen(const ClusterBasis& basis, const ClusterTexts& texts, const LabelCounts& counts,
                    const Totals& totals) {
  const std::vector<Scored> scored = ScoredOf(basis, counts, totals);
  ClusterWords words{.label = LabelOf(texts, scored, counts)};
  for (const Scored& s : scored) {
    if (!s.name) continue;
    if (s.kind == NodeKind::kPerson && words.people.size() < kListed)
      words.people.push_back(*s.name);
    if (s.kind == NodeKind::kTopic && words.topics.size() < kListed)
      words.topics.push_back(*s.name);
  }
  return words;
}

// Empty for what has left the store.
std::string NameOf(const GraphStore& store, NodeId id) {
  const std::optional<Node> node = store.FindNode(id);
  return node ? node->name : std::string();
}

}  // namespace

ClusterTexts TextsOf(const NewsGraph& graph, const ClusterBasis& basis) {
  return {[&](std::uint32_t article) { return graph.node(article).name; },
          [&](std::uint32_t name) { return graph.node(basis.size() + name).name; }};
}

ClusterTexts TextsOf(const GraphStore& store, const ClusterBasis& basis) {
  return {[&](std::uint32_t article) { return NameOf(store, basis.ids[article]); },
          [&](std::uint32_t name) { return NameOf(store, basis.names[name].id); }};
}

std::vector<ClusterWords> WordsOf(const ClusterBasis& basis, const ClusterTexts& texts,
                                  std::span<const std::span<const std::uint32_t>> clusters,
                                  unsigned jobs) {
  const Totals totals = CountAll(basis);
  std::vector<ClusterWords> words(clusters.size());
  std::atomic<std::size_t> next = 0;
  InThreads(jobs, [&](unsigned) {
    for (std::size_t c = next++; c < clusters.size(); c = next++) {
      words[c] = Chosen(basis, texts, CountIn(basis, texts, clusters[c]), totals);
    }
  });
  return words;
}

}  // namespace kg
