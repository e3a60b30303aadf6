// Which days matter in a series of articles.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "graph/store.h"

namespace kg {

/// When an article was published, and the days that its title and body name, by event_dates.h.
struct DatedArticle {
  NodeId article{};
  Time day{};                 // local, midnight
  std::vector<Time> named{};  // of day precision, each once, sorted
};

/// `article` must have a published time.
DatedArticle ReadDates(const GraphStore& store, const Article& article);

struct KeyDate {
  Time day{};
  double score = 0;
  std::uint32_t published = 0;  // articles of that day
  std::uint32_t named = 0;      // articles that name it, their own day's too
};

/// All days of the articles, the key ones first, ties to the earlier. Articles count
///     1 + e        published on the day
///     0.5 + e / 2  naming it within a day of it
///     2 - 1.5 e    naming it 2 to 7 days later
///     4 - 3.5 e    naming it still later
/// where e is the square of the share of days, from the first to the last published, on which none
/// was: in a dense series what is looked back at matters, in a thin one that there was news at all.
/// Days named more than a day ahead do not count.
std::vector<KeyDate> KeyDates(std::span<const DatedArticle> articles);

}  // namespace kg
