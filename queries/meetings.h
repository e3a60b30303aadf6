// The articles behind a link between two nodes, and what they say.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "queries/evidence.h"

namespace kg {

/// An article that has to do with both.
struct Meeting {
  NodeId article{};
  std::optional<Time> published{};
  double closeness = 0;  // CoMentionWeight() of names; 1 for what an article says itself
};

/// "same sentence", "same paragraph" or "same article".
std::string_view HowClose(double closeness);

/// All of them: those that point at both; of an article and something else, that article if it
/// says so; of two articles, those of the two that link to the other. Oldest first, undated last,
/// ties by id. Reads the postings at both and the articles found.
std::vector<Meeting> MeetingsOf(const GraphStore& store, const Node& a, const Node& b,
                                const TimeRange& range);

/// The `most` closest, the older ones of equals; in the order of MeetingsOf().
std::vector<Meeting> Closest(std::vector<Meeting> meetings, std::size_t most);

/// The first `most` quotes of one meeting, as EvidenceForBoth() has them.
std::vector<Evidence> QuotesOf(const GraphStore& store, const Node& a, const Node& b,
                               const Meeting& meeting, std::size_t most);

/// About `most` quotes, from those meetings that are as close as the closest one, oldest first; one
/// of each article as long as there are enough, or one for each name where no sentence has both.
std::vector<Evidence> QuotesBetween(const GraphStore& store, const Node& a, const Node& b,
                                    const TimeRange& range, std::size_t most);

}  // namespace kg
