// Finding articles by their texts, and everything else by its names.
#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "graph/name_index.h"
#include "graph/sort_unique.h"
#include "graph/store.h"
#include "graph/terms.h"
#include "graph/text_index.h"

namespace kg {
namespace {

struct TextPosting {
  TextNumber text = 0;
  TermMark mark{};
};

/// The texts that have a term of a range, in order, with how much a text says by having it.
struct TermPostings {
  std::vector<TextPosting> postings{};
  double rarity = 0;

  const TextPosting* Find(TextNumber text) const {
    const auto at = std::lower_bound(
        postings.begin(), postings.end(), text,
        [](const TextPosting& posting, TextNumber number) { return posting.text < number; });
    return at != postings.end() && at->text == text ? &*at : nullptr;
  }
};

// Several terms of a range in one text are one.
void Unite(std::vector<TextPosting>& postings) {
  std::stable_sort(postings.begin(), postings.end(),
                   [](const TextPosting& a, const TextPosting& b) { return a.text < b.text; });
  std::size_t kept = 0;
  for (const TextPosting& posting : postings) {
    if (kept > 0 && postings[kept - 1].text == posting.text) {
      TermMark& mark = postings[kept - 1].mark;
      mark.in_title = mark.in_title || posting.mark.in_title;
      mark.in_related = mark.in_related || posting.mark.in_related;
      mark.weight = std::max(mark.weight, posting.mark.weight);
    } else {
      postings[kept++] = posting;
    }
  }
  postings.resize(kept);
}

// The rarity is BM25's idf with a one inside the logarithm, which keeps it positive.
TermPostings Read(const Database& db, const TermRange& range, TextNumber texts) {
  TermPostings read;
  ScanPostings(db, range, [&](Term, TextNumber text, TermMark mark) {
    read.postings.push_back({text, mark});
  });
  if (range.first != range.last) Unite(read.postings);
  const auto have = static_cast<double>(read.postings.size());
  const double lack = std::max(0.0, static_cast<double>(texts) - have);
  read.rarity = std::log(1 + (lack + 0.5) / (have + 0.5));
  return read;
}

// What `text` says of all terms; nullopt when it lacks one.
std::optional<TextHit> Match(const std::vector<TermPostings>& terms, TextNumber text) {
  constexpr double kK1PlusOne = 2.2;
  TextHit hit{.in_title = true, .in_related = true};
  bool in_text = true;
  for (const TermPostings& term : terms) {
    const TextPosting* posting = term.Find(text);
    if (posting == nullptr) return std::nullopt;
    const TermMark& mark = posting->mark;
    hit.in_title = hit.in_title && mark.in_title;
    hit.in_related = hit.in_related && mark.in_related;
    in_text = in_text && mark.weight > 0;
    hit.score += term.rarity * kK1PlusOne * mark.weight / kMostTermWeight;
  }
  if (!in_text) hit.score = 0;
  return in_text || hit.in_related ? std::optional(hit) : std::nullopt;
}

bool IsIn(const TimeRange& range, const std::optional<Time>& published) {
  const bool whole = range.from <= kFirstTime && range.until >= kLastTime;
  return whole || (published && range.Contains(*published));
}

using NamedId = std::pair<NodeKind, NodeId>;

std::vector<NamedId> NamesWith(const Database& db, char32_t first, std::optional<char32_t> second) {
  std::vector<NamedId> named;
  ScanNames(db, first, second,
            [&](const NamePair& pair) { named.emplace_back(pair.kind, pair.id); });
  SortUnique(named);
  return named;
}

}  // namespace

std::vector<TextHit> GraphStore::FindInTexts(std::string_view wanted,
                                             const TimeRange& range) const {
  std::vector<TermPostings> terms;
  const TextNumber texts = CountIndexed(*db_);
  for (const TermRange& term : TermsWanted(wanted)) {
    terms.push_back(Read(*db_, term, texts));
    if (terms.back().postings.empty()) return {};
  }
  if (terms.empty()) return {};
  const auto rarest = std::min_element(terms.begin(), terms.end(),
                                       [](const TermPostings& a, const TermPostings& b) {
                                         return a.postings.size() < b.postings.size();
                                       });
  IndexedTexts indexed(*db_);
  std::vector<TextHit> hits;
  for (const TextPosting& posting : rarest->postings) {
    std::optional<TextHit> hit = Match(terms, posting.text);
    if (!hit) continue;
    const std::optional<IndexedText> text = indexed.Find(posting.text);
    if (!text || !IsIn(range, text->published)) continue;
    hit->article = text->article;
    hits.push_back(*hit);
  }
  std::sort(hits.begin(), hits.end(), [](const TextHit& a, const TextHit& b) {
    return a.score != b.score ? a.score > b.score : a.article < b.article;
  });
  return hits;
}

void GraphStore::ForEachNamed(std::string_view part,
                              const std::function<void(const Node&)>& visit) const {
  const std::u32string folded = Folded(part);
  if (folded.empty()) return;
  std::vector<NamedId> found;
  if (folded.size() == 1) found = NamesWith(*db_, folded[0], std::nullopt);
  for (std::size_t i = 0; i + 1 < folded.size(); ++i) {
    std::vector<NamedId> these = NamesWith(*db_, folded[i], folded[i + 1]);
    if (i > 0) {
      std::vector<NamedId> both;
      std::set_intersection(found.begin(), found.end(), these.begin(), these.end(),
                            std::back_inserter(both));
      these = std::move(both);
    }
    found = std::move(these);
    if (found.empty()) return;
  }
  for (const auto& [kind, id] : found) {
    if (const auto node = FindNode(id); node && node->kind == kind) visit(*node);
  }
}

void GraphStore::ForEachIndexed(
    const std::function<void(NodeId, std::uint64_t content)>& visit) const {
  IndexedTexts indexed(*db_);
  const TextNumber count = CountIndexed(*db_);
  for (TextNumber number = 0; number < count; ++number) {
    if (const auto text = indexed.Find(number)) visit(text->article, text->content);
  }
}

void GraphStore::WriteTextIndex() {
  if (std::exchange(db_->lags, false)) {
    db_->texts->Reconcile();
  } else {
    db_->texts->Write();
  }
  // An ingest is at its end: what follows has use for its buffers.
  db_->texts = std::make_unique<TextIndexWriter>(*db_);
}

}  // namespace kg
