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

struct Counted {
  std::uint32_t term;
  float count;
};

Index CountArticles(const NewsGraph& graph) {
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

// Terms are buckets of a table: two that share one are taken for the same, which is rare.
class Counter {
 public:
  Counter(const NewsGraph& graph, const GraphStore* store)
      : graph_(graph),
        store_(store),
        articles_(CountArticles(graph)),
        buckets_(std::bit_ceil(std::clamp(std::size_t{articles_} * 1024, std::size_t{1} << 16,
                                          std::size_t{1} << 24))) {}

  Index articles() const { return articles_; }
  std::uint32_t buckets() const { return static_cast<std::uint32_t>(buckets_); }

  /// Calls `visit` with every article and its terms, each once, sorted.
  void ForEach(const std::function<void(Index, std::span<const Counted>)>& visit) {
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
    terms_.push_back({static_cast<std::uint32_t>(term & (buckets_ - 1)), count});
  }

  std::span<const Counted> TermsOf(Index i, std::string_view body) {
    terms_.clear();
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
    AddUp();
    return terms_;
  }

  void AddUp() {
    std::stable_sort(terms_.begin(), terms_.end(),
                     [](const Counted& a, const Counted& b) { return a.term < b.term; });
    std::size_t kept = 0;
    for (std::size_t i = 0; i < terms_.size(); ++i) {
      if (kept > 0 && terms_[kept - 1].term == terms_[i].term) {
        terms_[kept - 1].count += terms_[i].count;
      } else {
        terms_[kept++] = terms_[i];
      }
    }
    terms_.resize(kept);
  }

  const NewsGraph& graph_;
  const GraphStore* store_;
  Index articles_;
  std::size_t buckets_;
  std::vector<Counted> terms_;
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
  const auto kept = terms.begin() + static_cast<std::ptrdiff_t>(std::min(kKept, terms.size()));
  std::partial_sort(terms.begin(), kept, terms.end(), Heavier);
  terms.erase(kept, terms.end());
}

void AppendUnit(std::span<const Weighed> terms, std::vector<WeightedTerm>& all) {
  double squares = 0;
  for (const Weighed& t : terms) squares += static_cast<double>(t.weight) * t.weight;
  for (const Weighed& t : terms) {
    const double share = t.weight / std::sqrt(squares) * ArticleVectors::kUnit;
    all.push_back({t.term, static_cast<std::uint16_t>(std::lround(share))});
  }
}

}  // namespace

ArticleVectors VectorsOf(const NewsGraph& graph, const GraphStore* store) {
  Counter counter(graph, store);
  std::vector<std::uint32_t> in(counter.buckets());
  counter.ForEach([&](Index, std::span<const Counted> terms) {
    for (const Counted& t : terms) ++in[t.term];
  });
  const std::uint32_t most = MostArticles(counter.articles());
  // Articles come in the store's order; rows are put in that of the graph afterwards.
  std::vector<std::pair<std::size_t, std::size_t>> where(counter.articles());
  std::vector<WeightedTerm> rows;
  std::vector<Weighed> weighed;
  counter.ForEach([&](Index i, std::span<const Counted> terms) {
    weighed.clear();
    for (const Counted& t : terms) {
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
  ArticleVectors vectors{.terms = counter.buckets()};
  vectors.all.reserve(rows.size());
  for (const auto& [begin, end] : where) {
    vectors.all.insert(vectors.all.end(), rows.begin() + static_cast<std::ptrdiff_t>(begin),
                       rows.begin() + static_cast<std::ptrdiff_t>(end));
    vectors.first.push_back(vectors.all.size());
  }
  return vectors;
}

}  // namespace kg
