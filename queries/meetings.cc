#include "queries/meetings.h"

#include <algorithm>
#include <tuple>

#include "queries/timeline.h"

namespace kg {
namespace {

auto OrderOf(const Meeting& meeting) {
  return std::tuple(meeting.published.value_or(kLastTime), meeting.article);
}

bool InRange(const TimeRange& range, const Node& article) {
  return range.Contains(article.published.value_or(kFirstTime));
}

}  // namespace

std::string_view HowClose(double closeness) {
  if (closeness >= 1) return "same sentence";
  return closeness >= 0.5 ? "same paragraph" : "same article";
}

std::vector<Meeting> MeetingsOf(const GraphStore& store, const Node& a, const Node& b,
                                const TimeRange& range) {
  std::vector<Meeting> meetings;
  for (const auto& [article, other] : {std::pair(&a, &b), std::pair(&b, &a)}) {
    if (article->kind != NodeKind::kArticle || !InRange(range, *article)) continue;
    if (!EvidenceFor(store, article->id(), *other, 1).empty()) {
      meetings.push_back({article->id(), article->published, 1});
    }
  }
  if (a.kind != NodeKind::kArticle && b.kind != NodeKind::kArticle) {
    for (const Occurrence& occurrence : CommonOccurrences(store, a, b, range)) {
      meetings.push_back({occurrence.article, occurrence.published, occurrence.score});
    }
  }
  std::ranges::sort(meetings, {}, OrderOf);
  return meetings;
}

std::vector<Meeting> Closest(std::vector<Meeting> meetings, std::size_t most) {
  if (meetings.size() <= most) return meetings;
  std::ranges::stable_sort(meetings, std::ranges::greater{}, &Meeting::closeness);
  meetings.resize(most);
  std::ranges::sort(meetings, {}, OrderOf);
  return meetings;
}

std::vector<Evidence> QuotesOf(const GraphStore& store, const Node& a, const Node& b,
                               const Meeting& meeting, std::size_t most) {
  if (meeting.article == a.id()) return EvidenceFor(store, meeting.article, b, most);
  if (meeting.article == b.id()) return EvidenceFor(store, meeting.article, a, most);
  return EvidenceForBoth(store, meeting.article, a, b, most);
}

std::vector<Evidence> QuotesBetween(const GraphStore& store, const Node& a, const Node& b,
                                    const TimeRange& range, std::size_t most) {
  std::vector<Meeting> meetings = Closest(MeetingsOf(store, a, b, range), most);
  // What the link does not rest on would only blur it.
  double closest = 0;
  for (const Meeting& meeting : meetings) closest = std::max(closest, meeting.closeness);
  std::erase_if(meetings, [&](const Meeting& m) { return m.closeness < closest; });
  std::vector<Evidence> quotes;
  for (std::size_t i = 0; i < meetings.size() && quotes.size() < most; ++i) {
    // Names that never share a sentence need a quote each, or the link cannot be seen.
    const std::size_t here = meetings[i].closeness < 1 ? 2 : 1;
    const std::size_t left = meetings.size() - i - 1;
    const std::size_t room = most - quotes.size();
    std::ranges::move(
        QuotesOf(store, a, b, meetings[i], std::max(here, room > left ? room - left : 1)),
        std::back_inserter(quotes));
  }
  return quotes;
}

}  // namespace kg
