#include "queries/term_count.h"

#include <algorithm>
#include <bit>
#include <functional>

#include "graph/utf8.h"
#include "queries/text_terms.h"
#include "queries/title_words.h"

namespace kg {
namespace {

constexpr float kTitleCounts = 8;
constexpr float kRestCounts = 0.3F;
constexpr std::size_t kLeadTerms = 120;
constexpr std::size_t kBodyTerms = 1000;
constexpr std::size_t kKept = 150;

}  // namespace

std::uint32_t TermBuckets(std::uint32_t articles) {
  return static_cast<std::uint32_t>(std::bit_ceil(
      std::clamp(std::size_t{articles} * 1024, std::size_t{1} << 16, std::size_t{1} << 24)));
}

void TermTally::Clear() {
  terms_.clear();
  std::fill(slots_.begin(), slots_.end(), 0U);
}

void TermTally::Add(std::uint32_t term, float count) {
  std::size_t at = SlotOf(term);
  while (slots_[at] != 0 && terms_[slots_[at] - 1].term != term) at = Next(at);
  if (slots_[at] != 0) {
    terms_[slots_[at] - 1].count += count;
    return;
  }
  terms_.push_back({term, count});
  slots_[at] = static_cast<std::uint32_t>(terms_.size());
  if (2 * terms_.size() > slots_.size()) Grow();
}

std::size_t TermTally::SlotOf(std::uint32_t term) const {
  return (term * std::uint64_t{0x9e3779b97f4a7c15U} >> 32) & (slots_.size() - 1);
}

void TermTally::Grow() {
  slots_.assign(2 * slots_.size(), 0);
  for (std::uint32_t i = 0; i < terms_.size(); ++i) {
    std::size_t at = SlotOf(terms_[i].term);
    while (slots_[at] != 0) at = Next(at);
    slots_[at] = i + 1;
  }
}

std::string_view BodyOf(const Article& article, std::string_view text) {
  for (const FieldSpan& field : article.fields) {
    if (field.field == Field::kBody) return Slice(text, field.span);
  }
  return {};
}

std::span<const CountedTerm> TermCounter::Of(NewsGraph::Index article, std::string_view body) {
  tally_.Clear();
  const std::string_view title = graph_.node(article).name;
  if (!IsAddress(title)) {
    ForEachTerm(title, [&](std::uint64_t term, bool) {
      Add(term, kTitleCounts);
      return true;
    });
  }
  std::size_t seen = 0;
  ForEachTerm(body, [&](std::uint64_t term, bool two_words) {
    Add(term, seen < kLeadTerms ? 1 : kRestCounts);
    seen += two_words ? 0 : 1;
    return seen < kBodyTerms;
  });
  for (const GraphEdge& edge : graph_.out(article)) {
    if (edge.relation != Relation::kMentions && edge.relation != Relation::kHasTopic) continue;
    Add(static_cast<std::uint64_t>(graph_.node(edge.target).id()),
        static_cast<float>(std::max(edge.weight, 1.0)));
  }
  return tally_.terms();
}

std::span<const CountedTerm> TermCounter::Of(const GraphStore& store, NewsGraph::Index article) {
  const NodeId id = graph_.node(article).id();
  const std::optional<Article> full = store.FindArticle(id);
  if (!full) return Of(article, std::string_view());
  const std::string text = store.Text(id);
  return Of(article, BodyOf(*full, text));
}

TermWeigher::TermWeigher(std::uint32_t articles)
    : articles_(articles), most_(std::max(articles / 10, std::min(articles / 2, 20U))) {
  constexpr std::uint32_t kFew = 1U << 14;  // so that they stay in the cache
  for (std::uint32_t d = 1; d <= std::min(most_, kFew); ++d) rarity_.push_back(RarityOf(d));
}

void TermWeigher::AppendHeaviest(std::vector<WeightedTerm>& rows) {
  if (weighed_.size() > kKept) {
    std::nth_element(weighed_.begin(), weighed_.begin() + kKept, weighed_.end(), std::greater<>());
    weighed_.resize(kKept);
  }
  std::sort(weighed_.begin(), weighed_.end(), std::greater<>());
  const auto weight_of = [](std::uint64_t weighed) {
    return double{std::bit_cast<float>(static_cast<std::uint32_t>(weighed >> 32))};
  };
  double squares = 0;
  for (const std::uint64_t t : weighed_) squares += weight_of(t) * weight_of(t);
  for (const std::uint64_t t : weighed_) {
    const double share = weight_of(t) / std::sqrt(squares) * ArticleVectors::kUnit;
    rows.push_back(
        {~static_cast<std::uint32_t>(t), static_cast<std::uint16_t>(std::lround(share))});
  }
}

}  // namespace kg
