#include "queries/article_vectors.h"

#include <algorithm>
#include <functional>
#include <string>
#include <utility>

#include "queries/term_count.h"

namespace kg {
namespace {

using Index = NewsGraph::Index;

Index CountArticles(const NewsGraph& graph) {
  const auto end = std::ranges::find_if(
      graph.nodes(), [](const Node& node) { return node.kind != NodeKind::kArticle; });
  return static_cast<Index>(end - graph.nodes().begin());
}

// Calls `visit` with every article and its terms, each once.
void ForEachCounted(const NewsGraph& graph, const GraphStore* store, Index articles,
                    const std::function<void(Index, std::span<const CountedTerm>)>& visit) {
  TermCounter counter(graph, TermBuckets(articles));
  std::vector<std::uint8_t> done(articles);
  if (store != nullptr) {
    store->ForEachArticle([&](const Article& article) {
      const std::optional<Index> i = graph.Find(article.id());
      if (!i) return;
      done[*i] = 1;
      const std::string text = store->Text(article.id());
      visit(*i, counter.Of(*i, BodyOf(article, text)));
    });
  }
  for (Index i = 0; i < articles; ++i) {
    if (done[i] == 0) visit(i, counter.Of(i, std::string_view()));
  }
}

std::vector<TermTable::Frequency> FrequenciesOf(std::span<const std::uint32_t> in) {
  std::vector<TermTable::Frequency> frequencies;
  for (std::uint32_t bucket = 0; bucket < in.size(); ++bucket) {
    if (in[bucket] >= 2) frequencies.push_back({bucket, in[bucket]});
  }
  return frequencies;
}

// Renames buckets so that those in use are counted from 0, in their order; the bucket of each.
// `number` has an entry for each bucket.
std::vector<std::uint32_t> NumberTerms(std::vector<WeightedTerm>& rows,
                                       std::vector<std::uint32_t>& number) {
  std::fill(number.begin(), number.end(), 0U);
  for (const WeightedTerm& t : rows) number[t.term] = 1;
  std::vector<std::uint32_t> buckets;
  for (std::uint32_t bucket = 0; bucket < number.size(); ++bucket) {
    if (number[bucket] == 0) continue;
    number[bucket] = static_cast<std::uint32_t>(buckets.size());
    buckets.push_back(bucket);
  }
  for (WeightedTerm& t : rows) t.term = number[t.term];
  return buckets;
}

}  // namespace

ArticleVectors VectorsOf(const NewsGraph& graph, const GraphStore* store, TermTable* table) {
  const Index articles = CountArticles(graph);
  std::vector<std::uint32_t> in(TermBuckets(articles));
  ForEachCounted(graph, store, articles, [&](Index, std::span<const CountedTerm> terms) {
    for (const CountedTerm& t : terms) ++in[t.term];
  });
  // Articles come in the store's order; rows are put in that of the graph afterwards.
  std::vector<std::pair<std::size_t, std::size_t>> where(articles);
  std::vector<WeightedTerm> rows;
  TermWeigher weigher(articles);
  ForEachCounted(graph, store, articles, [&](Index i, std::span<const CountedTerm> terms) {
    where[i].first = rows.size();
    weigher.Append(
        terms, [&](std::uint32_t term) { return in[term]; }, rows);
    where[i].second = rows.size();
  });
  if (table != nullptr) table->frequencies = FrequenciesOf(in);
  std::vector<std::uint32_t> buckets = NumberTerms(rows, in);
  ArticleVectors vectors{.terms = static_cast<std::uint32_t>(buckets.size())};
  if (table != nullptr) {
    table->buckets = TermBuckets(articles);
    table->bucket = std::move(buckets);
  }
  vectors.all.reserve(rows.size());
  for (const auto& [begin, end] : where) {
    vectors.all.insert(vectors.all.end(), rows.begin() + static_cast<std::ptrdiff_t>(begin),
                       rows.begin() + static_cast<std::ptrdiff_t>(end));
    vectors.first.push_back(vectors.all.size());
  }
  return vectors;
}

}  // namespace kg
