#include "queries/article_vectors.h"

#include <algorithm>
#include <atomic>
#include <string_view>
#include <utility>

#include "graph/in_threads.h"
#include "graph/large_pages.h"
#include "queries/term_count.h"

namespace kg {
namespace {

using Index = NewsGraph::Index;

Index CountArticles(const NewsGraph& graph) {
  const auto end = std::ranges::find_if(
      graph.nodes(), [](const Node& node) { return node.kind != NodeKind::kArticle; });
  return static_cast<Index>(end - graph.nodes().begin());
}

struct CountedArticles {
  const NewsGraph& graph;
  const GraphStore* store;
  Index count;
  unsigned jobs;
};

// Calls `visit` with the number of a thread, every article and its terms, each once.
template <class Visit>
void ForEachCounted(const CountedArticles& articles, const Visit& visit) {
  const NewsGraph& graph = articles.graph;
  std::vector<TermCounter> counters(articles.jobs, {graph, TermBuckets(articles.count)});
  if (articles.store != nullptr) {
    articles.store->ForEachBody(articles.jobs, [&](unsigned job, NodeId id, std::string_view body) {
      if (const auto i = graph.Find(id)) visit(job, *i, counters[job].Of(*i, body));
    });
  }
  constexpr Index kStep = 256;
  std::atomic<Index> next = 0;
  InThreads(articles.jobs, [&](unsigned job) {
    for (Index begin = next.fetch_add(kStep); begin < articles.count;
         begin = next.fetch_add(kStep)) {
      for (Index i = begin; i < std::min(begin + kStep, articles.count); ++i) {
        if (articles.store == nullptr || graph.node(i).state != ArticleState::kFull)
          visit(job, i, counters[job].Of(i, {}));
      }
    }
  });
}

// How many articles have each term.
std::vector<std::uint32_t> CountArticlesWith(const CountedArticles& articles) {
  const std::uint32_t buckets = TermBuckets(articles.count);
  std::vector<std::vector<std::uint32_t>> in(articles.jobs, std::vector<std::uint32_t>(buckets));
  for (const auto& counts : in) MoveToLargePages(counts);  // they are looked up at random
  ForEachCounted(articles, [&](unsigned job, Index, std::span<const CountedTerm> terms) {
    for (const CountedTerm& t : terms) ++in[job][t.term];
  });
  for (unsigned job = 1; job < articles.jobs; ++job) {
    for (std::uint32_t bucket = 0; bucket < buckets; ++bucket) in[0][bucket] += in[job][bucket];
  }
  return std::move(in[0]);
}

std::vector<TermTable::Frequency> FrequenciesOf(std::span<const std::uint32_t> in) {
  std::vector<TermTable::Frequency> frequencies;
  for (std::uint32_t bucket = 0; bucket < in.size(); ++bucket) {
    if (in[bucket] >= 2) frequencies.push_back({bucket, in[bucket]});
  }
  return frequencies;
}

using Rows = std::vector<WeightedTerm>;

// Renames buckets so that those in use are counted from 0, in their order; the bucket of each.
// `number` has an entry for each bucket.
std::vector<std::uint32_t> NumberTerms(std::vector<Rows>& all, std::vector<std::uint32_t>& number) {
  std::fill(number.begin(), number.end(), 0U);
  for (const Rows& rows : all) {
    for (const WeightedTerm& t : rows) number[t.term] = 1;
  }
  std::vector<std::uint32_t> buckets;
  for (std::uint32_t bucket = 0; bucket < number.size(); ++bucket) {
    if (number[bucket] == 0) continue;
    number[bucket] = static_cast<std::uint32_t>(buckets.size());
    buckets.push_back(bucket);
  }
  for (Rows& rows : all) {
    for (WeightedTerm& t : rows) t.term = number[t.term];
  }
  return buckets;
}

// Where the row of an article is.
struct RowPlace {
  unsigned job = 0;
  std::size_t begin = 0;
  std::size_t end = 0;
};

}  // namespace

ArticleVectors VectorsOf(const NewsGraph& graph, const GraphStore* store, unsigned jobs,
                         TermTable* table) {
  const Index count = CountArticles(graph);
  const CountedArticles articles{graph, store, count, jobs};
  std::vector<std::uint32_t> in = CountArticlesWith(articles);
  // Rows are put in the order of the graph afterwards.
  std::vector<RowPlace> places(count);
  std::vector<Rows> rows(jobs);
  std::vector<TermWeigher> weighers(jobs, TermWeigher(count));
  ForEachCounted(articles, [&](unsigned job, Index i, std::span<const CountedTerm> terms) {
    RowPlace& place = places[i] = {.job = job, .begin = rows[job].size()};
    weighers[job].Append(
        terms, [&](std::uint32_t term) { return in[term]; }, rows[job]);
    place.end = rows[job].size();
  });
  if (table != nullptr) table->frequencies = FrequenciesOf(in);
  std::vector<std::uint32_t> buckets = NumberTerms(rows, in);
  ArticleVectors vectors{.terms = static_cast<std::uint32_t>(buckets.size())};
  if (table != nullptr) {
    table->buckets = TermBuckets(count);
    table->bucket = std::move(buckets);
  }
  std::size_t all = 0;
  for (const Rows& some : rows) all += some.size();
  vectors.all.reserve(all);
  for (const auto& [job, begin, end] : places) {
    vectors.all.insert(vectors.all.end(), rows[job].begin() + static_cast<std::ptrdiff_t>(begin),
                       rows[job].begin() + static_cast<std::ptrdiff_t>(end));
    vectors.first.push_back(vectors.all.size());
  }
  return vectors;
}

}  // namespace kg
