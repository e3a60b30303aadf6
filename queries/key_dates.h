// Which days matter in a series of articles.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "graph/store.h"

namespace kg {

/// A day that an article names.
struct NamedDay {
  Time day{};
  bool opens = false;      // a sentence begins with it, as those of a chronology do
  bool with_year = false;  // the text says its year
  bool operator==(const NamedDay&) const = default;
};

/// When an article was published, and the days that its title and body name, by event_dates.h.
struct DatedArticle {
  NodeId article{};
  Time day{};                     // local, midnight
  std::vector<NamedDay> named{};  // of day precision, each day once, sorted
  std::uint32_t length = 0;       // of title and body, code points
};

/// `article` must have a published time.
DatedArticle ReadDates(const GraphStore& store, const Article& article);

/// What speaks for a day: each a number of articles, but kSeveral.
enum class DaySign : std::uint8_t {
  kPublished,  // published on the day
  kBrief,      // published on the day, and no longer than the middle one of the series
  kSameDay,    // name the day and were published on it or the day before
  kNextDay,    // name the day and were published a day later
  kWeek,       // name the day and were published 2 to 7 days later
  kLater,      // name the day and were published later than that
  kLooksBack,  // of the last two those in which a sentence begins with the day
  kSeveral,    // 1 if more than one was published on the day: one does not follow another
  kWithYear,   // name the day with its year, where none was published on it
  kEve,        // name the day before, where no more than one was published on the day: what
               // happened late is news of the next day
};
constexpr std::size_t kDaySigns = 10;

struct DayFacts {
  Time day{};
  std::array<std::uint32_t, kDaySigns> signs{};
  std::uint32_t published = 0;
  std::uint32_t named = 0;  // articles that name it, their own day's too
};

struct SeriesFacts {
  /// The square of the share of days, from the first to the last published, on which none was.
  double gaps = 0;
  std::vector<DayFacts> days{};  // in order of time; none named more than a day ahead only
};

SeriesFacts FactsOfSeries(std::span<const DatedArticle> articles);

/// score = sum over signs of weight * count^bend, all three between those of a series without
/// gaps (dense) and one of nothing but gaps (thin), linear in `gaps`: in a dense series what is
/// looked back at matters, in a thin one that there was news at all.
struct KeyDateWeights {
  std::array<double, kDaySigns> dense{};
  std::array<double, kDaySigns> thin{};
  double dense_bend = 1;
  double thin_bend = 1;
};

/// Those of a thin series by tools/train_key_dates; docs/algorithms.md has their figures.
const KeyDateWeights& TrainedKeyDateWeights();

double ScoreOfDay(const DayFacts& day, double gaps, const KeyDateWeights& weights);

struct KeyDate {
  Time day{};
  double score = 0;
  std::uint32_t published = 0;  // articles of that day
  std::uint32_t named = 0;      // articles that name it, their own day's too
};

/// All days of the articles, the key ones first, ties to the earlier. O(n log n) for n days named.
std::vector<KeyDate> KeyDates(std::span<const DatedArticle> articles);

}  // namespace kg
