#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "graph/error.h"
#include "graph/visible_text.h"
#include "queries/query.h"
#include "queries/subject.h"
#include "queries/text_layout.h"
#include "queries/trend.h"

namespace kg {
namespace {

constexpr std::size_t kBarWidth = 24;
constexpr std::size_t kShownGap = 2;  // more periods in a row without anything become one line

bool InBurst(const Series& series, Time start) {
  return std::ranges::any_of(series.bursts,
                             [&](const Burst& b) { return b.start <= start && start < b.end; });
}

// Stubs count in a series, as known from their address, and not in the archive's articles; so the
// share may pass 1 where an archive has gaps.
double ShareOf(const Trend& trend, std::size_t series, std::size_t i) {
  const std::uint32_t count = trend.series[series].counts[i].count;
  return trend.all[i] == 0 ? 0 : static_cast<double>(count) / trend.all[i];
}

class TrendQuery final : public Query {
 public:
  void AddOptions(OptionSet& set) override {
    set.AddPositional("NAME", names_, "nodes, names, aliases, addresses or cluster:ID");
    set.Add("by", by_, "count by day, week, month or year").choices = {"day", "week", "month",
                                                                       "year"};
    set.AddFlag("normalize", normalize_,
                "in per cent of all articles of the period, bursts too, instead of counts");
  }

  unsigned Heeds() const override { return kByTime; }

  std::string_view Example() const override {
    return "newsgraph trend 普京 泽连斯基 --by month --since 2022-01-01";
  }

  Findings Run(const GraphStore& store, const SharedFilters& filters) override {
    const Period by = ParsePeriod(by_);
    const TimeRange& range = filters.graph.range;
    std::vector<Subject> subjects;
    std::vector<std::vector<Occurrence>> occurrences;
    for (const std::string& name : names_) {
      subjects.push_back(FindSubject(store, name, {}, range));
      occurrences.push_back(subjects.back().occurrences);
    }
    const std::vector<Time> published =
        normalize_ ? PublishedTimes(store, range) : std::vector<Time>{};
    return Describe(subjects, BuildTrend(occurrences, published, by));
  }

 private:
  Findings Describe(const std::vector<Subject>& subjects, const Trend& trend) const {
    Findings found{.items_key = "series", .columns = {by_}};
    found.document = {{"schema", "newsgraph/trend/1"},
                      {"by", by_},
                      {"normalized", normalize_},
                      {"series", Json::array()}};
    for (std::size_t i = 0; i < subjects.size(); ++i) {
      found.columns.push_back(subjects[i].name);
      if (normalize_) found.columns.push_back(subjects[i].name + " %");
      found.columns.push_back(subjects[i].name + " burst");
      found.document["series"].push_back(SeriesJson(subjects[i], trend, i));
      found.heading += HeadingOf(subjects[i], trend.series[i]);
    }
    AddRows(trend, found);
    if (!found.rows.empty()) found.text = ChartOf(subjects, trend);
    for (std::size_t i = 0; i < subjects.size(); ++i) {
      if (trend.series[i].undated == 0) continue;
      found.footing += fmt::format("{}{}: {} without a date", found.footing.empty() ? "" : "\n",
                                   subjects[i].name, Counted(trend.series[i].undated, "article"));
    }
    found.found = !found.rows.empty();
    return found;
  }

  Json SeriesJson(const Subject& subject, const Trend& trend, std::size_t index) const {
    const Series& series = trend.series[index];
    Json counts = Json::array();
    for (std::size_t i = 0; i < series.counts.size(); ++i) {
      Json count = {{"start", ToIso(series.counts[i].start)}, {"count", series.counts[i].count}};
      if (normalize_) {
        count["all"] = trend.all[i];
        count["share"] = ShareOf(trend, index, i);
      }
      counts.push_back(std::move(count));
    }
    Json bursts = Json::array();
    for (const Burst& burst : series.bursts) {
      bursts.push_back(
          {{"start", ToIso(burst.start)}, {"end", ToIso(burst.end)}, {"weight", burst.weight}});
    }
    return {{"node", subject.json},
            {"counts", std::move(counts)},
            {"bursts", std::move(bursts)},
            {"undated", series.undated}};
  }

  static std::string HeadingOf(const Subject& subject, const Series& series) {
    std::string heading =
        fmt::format("{}: {}", subject.name, Counted(subject.occurrences.size(), "article"));
    for (const Burst& burst : series.bursts) {
      heading += fmt::format("{}{}", &burst == series.bursts.data() ? "; more than usual: " : ", ",
                             DaysOf(burst.start, burst.end - std::chrono::days(1)));
    }
    return heading + "\n";
  }

  void AddRows(const Trend& trend, Findings& found) const {
    for (std::size_t i = 0; i < trend.series.front().counts.size(); ++i) {
      std::vector<std::string> row = {DayOf(trend.series.front().counts[i].start)};
      for (std::size_t s = 0; s < trend.series.size(); ++s) {
        const PeriodCount& period = trend.series[s].counts[i];
        row.push_back(std::to_string(period.count));
        if (normalize_) row.push_back(fmt::format("{:.4g}", 100 * ShareOf(trend, s, i)));
        row.push_back(InBurst(trend.series[s], period.start) ? "1" : "0");
      }
      found.rows.push_back(std::move(row));
    }
  }

  double ValueOf(const Trend& trend, std::size_t series, std::size_t i) const {
    return normalize_ ? 100 * ShareOf(trend, series, i)
                      : static_cast<double>(trend.series[series].counts[i].count);
  }

  // Bars of one scale, so that they compare.
  std::string ChartOf(const std::vector<Subject>& subjects, const Trend& trend) const {
    const std::size_t periods = trend.series.front().counts.size();
    double most = 0;
    for (std::size_t s = 0; s < subjects.size(); ++s) {
      for (std::size_t i = 0; i < periods; ++i) most = std::max(most, ValueOf(trend, s, i));
    }
    std::string chart = Padded(by_, kPeriodWidth);
    for (const Subject& subject : subjects) {
      chart += "  " + Padded(subject.name, kCellWidth);
    }
    while (chart.ends_with(' ')) chart.pop_back();
    chart += "\n";
    for (std::size_t i = 0; i < periods;) {
      const std::size_t gap = GapAt(trend, i);
      if (gap > kShownGap) {
        chart += fmt::format("… nothing in {}\n", Counted(gap, by_));
        i += gap;
      } else {
        chart += LineOf(trend, i++, most);
      }
    }
    return chart;
  }

  // How many periods from `i` on are empty in every series.
  static std::size_t GapAt(const Trend& trend, std::size_t i) {
    std::size_t gap = 0;
    const auto is_empty = [&](const Series& s) { return s.counts[i + gap].count == 0; };
    while (i + gap < trend.series.front().counts.size() &&
           std::ranges::all_of(trend.series, is_empty)) {
      ++gap;
    }
    return gap;
  }

  std::string LineOf(const Trend& trend, std::size_t i, double most) const {
    std::string line = Padded(PeriodName(trend.series.front().counts[i].start), kPeriodWidth);
    for (std::size_t s = 0; s < trend.series.size(); ++s) {
      const double value = ValueOf(trend, s, i);
      std::string cell = normalize_ ? fmt::format("{:5.1f}% ", value)
                                    : fmt::format("{:6} ", trend.series[s].counts[i].count);
      const double share = most > 0 ? value / most : 0;
      const auto bar = static_cast<std::size_t>(std::llround(share * kBarWidth));
      for (std::size_t b = 0; b < bar; ++b) cell += "█";
      if (value > 0 && bar == 0) cell += "▏";
      if (InBurst(trend.series[s], trend.series[s].counts[i].start)) cell += "*";
      line += "  " + Padded(std::move(cell), kCellWidth);
    }
    while (line.ends_with(' ')) line.pop_back();
    return line + "\n";
  }

  std::string PeriodName(Time start) const {
    const std::string day = DayOf(start);
    if (by_ == "year") return day.substr(0, 4);
    return by_ == "month" ? day.substr(0, 7) : day;
  }

  static constexpr int kPeriodWidth = 10;
  static constexpr int kCellWidth = 8 + static_cast<int>(kBarWidth);

  std::vector<std::string> names_;
  std::string by_ = "month";
  bool normalize_ = false;
};

}  // namespace

Entry<Query> trend_query() {
  return {"trend", "how often names were in the news, side by side", Make<Query, TrendQuery>};
}

}  // namespace kg
