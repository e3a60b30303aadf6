#include "queries/article_vectors.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <functional>
#include <string>
#include <utility>

#include "graph/utf8.h"
#include "queries/text_terms.h"

namespace kg {
namespace {

using Index = NewsGraph::Index;

constexpr float kTitleCounts = 8;
constexpr float kRestCounts = 0.3F;
constexpr std::size_t kLeadTerms = 120;
constexpr std::size_t kBodyTerms = 1000;
constexpr std::size_t kKept = 150;

struct CountedTerm {
  std::uint32_t term;
  float count;
};

Index EndOfArticles(const NewsGraph& graph) {
  const auto end = std::ranges::find_if(
      graph.nodes(), [](const Node& node) { return node.kind != NodeKind::kArticle; });
  return static_cast<Index>(end - graph.nodes().begin());
}

std::string_view BodyOf(const Article& article, std::string_view text) {
  for (const FieldSpan& field : article.fields) {
    if (field.field == Field::kBody) return Slice(text, field.span);
  }
  return {};
}

// Adds up what is counted of each term; an article has some thousand.
class Tally {
 public:
  void Clear() {
    terms_.clear();
    std::fill(slots_.begin(), slots_.end(), 0U);
  }
  void Add(std::uint32_t term, float count) {
    std::size_t at = SlotOf(term);
    while (slots_[at] != 0 && terms_[slots_[at] - 1].term != term) at = (at + 1) % slots_.size();
    if (slots_[at] != 0) {
      terms_[slots_[at] - 1].count += count;
      return;
    }
    terms_.push_back({term, count});
    slots_[at] = static_cast<std::uint32_t>(terms_.size());
    if (2 * terms_.size() > slots_.size()) Grow();
  }
  /// In order of first sight.
  std::span<const CountedTerm> terms() const { return terms_; }

 private:
  std::size_t SlotOf(std::uint32_t term) const {
    return (term * std::uint64_t{0x9e3779b97f4a7c15U} >> 32) % slots_.size();
  }
  void Grow() {
    slots_.assign(2 * slots_.size(), 0);
    for (std::uint32_t i = 0; i < terms_.size(); ++i) {
      std::size_t at = SlotOf(terms_[i].term);
      while (slots_[at] != 0) at = (at + 1) % slots_.size();
      slots_[at] = i + 1;
    }
  }

  std::vector<CountedTerm> terms_{};
  std::vector<std::uint32_t> slots_ = std::vector<std::uint32_t>(4096);  // place in terms_ + 1
};

// Terms are buckets of a table: two that share one are taken for the same, which is rare.
class Counter {
 public:
  Counter(const NewsGraph& graph, const GraphStore* store)
      : graph_(graph),
        store_(store),
        articles_(EndOfArticles(graph)),
        buckets_(std::bit_ceil(std::clamp(std::size_t{articles_} * 1024, std::size_t{1} << 16,
                                          std::size_t{1} << 24))) {}

  Index articles() const { return articles_; }
  std::uint32_t buckets() const { return static_cast<std::uint32_t>(buckets_); }

  /// Calls `visit` with every article and its terms, each once.
  void ForEach(const std::function<void(Index, std::span<const CountedTerm>)>& visit) {
    if (store_ == nullptr) {
      for (Index i = 0; i < articles_; ++i) visit(i, TermsOf(i, {}));
      return;
    }
    std::vector<std::uint8_t> done(articles_);
    store_->ForEachArticle([&](const Article& article) {
      const std::optional<Index> i = graph_.Find(article.id());
      if (!i) return;
      done[*i] = 1;
      const std::string text = store_->Text(article.id());
      visit(*i, TermsOf(*i, BodyOf(article, text)));
    });
    for (Index i = 0; i < articles_; ++i) {
      if (done[i] == 0) visit(i, TermsOf(i, {}));
    }
  }

 private:
  void Add(std::uint64_t term, float count) {
    tally_.Add(static_cast<std::uint32_t>(term & (buckets_ - 1)), count);
  }

  std::span<const CountedTerm> TermsOf(Index i, std::string_view body) {
    tally_.Clear();
    ForEachTerm(graph_.node(i).name, [&](std::uint64_t term, bool) {
      Add(term, kTitleCounts);
      return true;
    });
    std::size_t seen = 0;
    ForEachTerm(body, [&](std::uint64_t term, bool two_words) {
      Add(term, seen < kLeadTerms ? 1 : kRestCounts);
      seen += two_words ? 0 : 1;
      return seen < kBodyTerms;
    });
    for (const GraphEdge& edge : graph_.out(i)) {
      if (edge.relation != Relation::kMentions && edge.relation != Relation::kHasTopic) continue;
      Add(static_cast<std::uint64_t>(graph_.node(edge.target).id()),
          static_cast<float>(std::max(edge.weight, 1.0)));
    }
    return tally_.terms();
  }

  const NewsGraph& graph_;
  const GraphStore* store_;
  Index articles_;
  std::size_t buckets_;
  Tally tally_;
};

std::uint32_t MostArticles(Index articles) {
  return std::max(articles / 10, std::min(articles / 2, 20U));
}

struct Weighed {
  std::uint32_t term;
  float weight;
};

bool Heavier(const Weighed& a, const Weighed& b) {
  return a.weight != b.weight ? a.weight > b.weight : a.term < b.term;
}

void KeepHeaviest(std::vector<Weighed>& terms) {
  if (terms.size() > kKept) {
    std::nth_element(terms.begin(), terms.begin() + kKept, terms.end(), Heavier);
    terms.resize(kKept);
  }
  std::sort(terms.begin(), terms.end(), Heavier);
}

void AppendUnit(std::span<const Weighed> terms, std::vector<WeightedTerm>& all) {
  double squares = 0;
  for (const Weighed& t : terms) squares += static_cast<double>(t.weight) * t.weight;
  for (const Weighed& t : terms) {
    const double share = t.weight / std::sqrt(squares) * ArticleVectors::kUnit;
    all.push_back({t.term, static_cast<std::uint16_t>(std::lround(share))});
  }
}

// Renames buckets so that those in use are counted from 0, in their order; how many there are.
// `number` has an entry for each bucket.
std::uint32_t NumberTerms(std::vector<WeightedTerm>& rows, std::vector<std::uint32_t>& number) {
  std::fill(number.begin(), number.end(), 0U);
  for (const WeightedTerm& t : rows) number[t.term] = 1;
  std::uint32_t next = 0;
  for (std::uint32_t& n : number) n = n == 0 ? 0 : next++;
  for (WeightedTerm& t : rows) t.term = number[t.term];
  return next;
}

}  // namespace

ArticleVectors VectorsOf(const NewsGraph& graph, const GraphStore* store) {
  Counter counter(graph, store);
  std::vector<std::uint32_t> in(counter.buckets());
  counter.ForEach([&](Index, std::span<const CountedTerm> terms) {
    for (const CountedTerm& t : terms) ++in[t.term];
  });
  const std::uint32_t most = MostArticles(counter.articles());
  // Articles come in the store's order; rows are put in that of the graph afterwards.
  std::vector<std::pair<std::size_t, std::size_t>> where(counter.articles());
  std::vector<WeightedTerm> rows;
  std::vector<Weighed> weighed;
  counter.ForEach([&](Index i, std::span<const CountedTerm> terms) {
    weighed.clear();
    for (const CountedTerm& t : terms) {
      const std::uint32_t d = in[t.term];
      if (d < 2 || d > most) continue;
      const float count = t.count < 1 ? t.count : 1 + std::log(t.count);
      weighed.push_back({t.term, count * std::log(static_cast<float>(counter.articles()) /
                                                  static_cast<float>(d))});
    }
    KeepHeaviest(weighed);
    where[i].first = rows.size();
    AppendUnit(weighed, rows);
    where[i].second = rows.size();
  });
  ArticleVectors vectors{.terms = NumberTerms(rows, in)};
  vectors.all.reserve(rows.size());
  for (const auto& [begin, end] : where) {
    vectors.all.insert(vectors.all.end(), rows.begin() + static_cast<std::ptrdiff_t>(begin),
                       rows.begin() + static_cast<std::ptrdiff_t>(end));
    vectors.first.push_back(vectors.all.size());
  }
  return vectors;
}

}  // namespace kg
