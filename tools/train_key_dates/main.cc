// train_key_dates: the weights of queries/key_dates.h from gold timelines, by coordinate ascent on
// Date-F1 itself (D. Metzler, W. B. Croft, Linear feature-based models for information retrieval,
// Information Retrieval 10, 2007) over a short list of round numbers. The search begins at weights
// that need no data (kPrior); what is made best is the mean of the F1 of each gold set less a fine
// for every step away from them, as the gold sets are small. Beside the fit it prints what the same
// search reaches on topics that it did not see.
//
//   train_key_dates --gold TIMELINES,ARTICLES,STORE[,LEFT_OUT_ROLE] [--gold …] [--folds 10]
//                   [--fine 0.001]
#include <CLI/CLI.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <set>

#include "graph/error.h"
#include "tools/train_key_dates/gold_dates.h"

namespace kg {
namespace {

constexpr std::array<double, 6> kWeights = {0, 0.25, 0.5, 1, 2, 4};
constexpr std::array<double, 4> kBends = {0.25, 0.5, 0.75, 1};

// In a dense series the later an article still names a day the more it says; in a thin one all
// articles count alike, those of the day itself twice.
constexpr KeyDateWeights kPrior{.dense = {0, 0, 0, 1, 2, 4, 1},
                                .thin = {1, 0, 1, 1, 1, 1, 0},
                                .dense_bend = 1,
                                .thin_bend = 0.5};

struct Reference {
  std::size_t set;  // the number of its --gold
  std::string topic;
  std::vector<Time> gold;
  SeriesFacts series;
};

using References = std::vector<const Reference*>;

DateAgreement Measure(const Reference& one, const KeyDateWeights& weights) {
  std::vector<std::pair<double, Time>> scored;
  for (const DayFacts& day : one.series.days)
    scored.emplace_back(-ScoreOfDay(day, one.series.gaps, weights), day.day);
  std::ranges::sort(scored);
  std::vector<Time> ranked;
  for (const auto& [score, day] : scored) ranked.push_back(day);
  return Agree(one.gold, ranked);
}

std::vector<double> F1OfSets(const References& references, const KeyDateWeights& weights,
                             std::size_t sets) {
  std::vector<std::vector<DateAgreement>> all(sets);
  for (const Reference* one : references) all[one->set].push_back(Measure(*one, weights));
  std::vector<double> f1;
  for (const auto& set : all) f1.push_back(MeanF1(set));
  return f1;
}

// Places in the list of choices between both.
template <std::size_t N>
double Steps(const std::array<double, N>& choices, double from, double to) {
  const auto place = [&](double x) { return std::ranges::find(choices, x) - choices.begin(); };
  return static_cast<double>(std::abs(place(from) - place(to)));
}

double StepsFromPrior(const KeyDateWeights& weights) {
  double steps = Steps(kBends, weights.dense_bend, kPrior.dense_bend) +
                 Steps(kBends, weights.thin_bend, kPrior.thin_bend);
  for (std::size_t i = 0; i < kDaySigns; ++i) {
    steps += Steps(kWeights, weights.dense[i], kPrior.dense[i]);
    steps += Steps(kWeights, weights.thin[i], kPrior.thin[i]);
  }
  return steps;
}

struct Goal {
  std::size_t sets = 0;
  double fine = 0;  // for a step
};

double Worth(const References& references, const KeyDateWeights& weights, const Goal& goal) {
  double worth = -goal.fine * StepsFromPrior(weights);
  for (const double f1 : F1OfSets(references, weights, goal.sets))
    worth += f1 / static_cast<double>(goal.sets);
  return worth;
}

// One number at a time, until none gets better.
KeyDateWeights Search(const References& references, const Goal& goal) {
  KeyDateWeights best = kPrior;
  double worth = Worth(references, best, goal);
  const auto improve = [&](double& number, std::span<const double> choices) {
    bool better = false;
    double kept = number;
    for (const double choice : choices) {
      number = choice;
      const double now = Worth(references, best, goal);
      if (now <= worth + 1e-9) continue;
      std::tie(worth, kept, better) = std::tuple(now, choice, true);
    }
    number = kept;
    return better;
  };
  for (bool better = true; better;) {
    better = false;
    for (double& weight : best.thin) better |= improve(weight, kWeights);
    better |= improve(best.thin_bend, kBends);
    for (double& weight : best.dense) better |= improve(weight, kWeights);
    better |= improve(best.dense_bend, kBends);
  }
  return best;
}

void Print(const char* name, const std::array<double, kDaySigns>& weights, double bend) {
  std::cout << name;
  for (const double weight : weights) std::cout << ' ' << weight;
  std::cout << " bend " << bend << '\n';
}

void Print(const char* what, const std::vector<double>& f1) {
  std::cout << what;
  for (const double one : f1) std::cout << fmt::format(" {:.4f}", one);
  std::cout << '\n' << std::flush;
}

// Sets of few topics are left out a topic at a time, others a fold.
std::vector<std::vector<std::string>> Folds(const std::vector<Reference>& all, std::size_t sets,
                                            std::size_t most) {
  std::vector<std::vector<std::string>> folds;
  for (std::size_t set = 0; set < sets; ++set) {
    std::set<std::string> topics;
    for (const Reference& one : all) {
      if (one.set == set) topics.insert(one.topic);
    }
    const std::size_t first = folds.size();
    folds.resize(first + std::min(most, topics.size()));
    std::size_t i = 0;
    for (const std::string& topic : topics)
      folds[first + i++ % (folds.size() - first)].push_back(topic);
  }
  return folds;
}

void CrossValidate(const std::vector<Reference>& all, const Goal& goal, std::size_t most) {
  std::vector<std::vector<DateAgreement>> unseen(goal.sets);
  for (const auto& fold : Folds(all, goal.sets, most)) {
    References seen;
    References left_out;
    for (const Reference& one : all) {
      const bool out = std::ranges::find(fold, one.topic) != fold.end();
      (out ? left_out : seen).push_back(&one);
    }
    const KeyDateWeights weights = Search(seen, goal);
    for (const Reference* one : left_out) unseen[one->set].push_back(Measure(*one, weights));
  }
  std::vector<double> f1;
  for (const auto& set : unseen) f1.push_back(MeanF1(set));
  Print("not seen", f1);
}

int Run(int argc, char** argv) {
  CLI::App app{"Weights of key dates from gold timelines."};
  std::vector<std::string> gold;
  std::size_t folds = 10;
  Goal goal{.fine = 0.001};
  app.add_option("--gold", gold, "TIMELINES,ARTICLES,STORE[,LEFT_OUT_ROLE]")->required();
  app.add_option("--folds", folds, "of topics, for what is not seen; 0: none");
  app.add_option("--fine", goal.fine, "for each step away from the prior");
  CLI11_PARSE(app, argc, argv);

  std::vector<Reference> all;
  for (std::size_t set = 0; set < gold.size(); ++set) {
    std::vector<std::string> part = CLI::detail::split(gold[set], ',');
    part.resize(4);
    for (GoldTimeline& one : ReadGoldTimelines({.timelines = part[0],
                             .articles = part[1],
                             .store = part[2],
                             .without_role = part[3]})) {
      all.push_back({set, one.topic, one.days, FactsOfSeries(one.articles)});
    }
  }
  References references;
  for (const Reference& one : all) references.push_back(&one);
  goal.sets = gold.size();
  Print("as it is", F1OfSets(references, TrainedKeyDateWeights(), goal.sets));
  Print("prior", F1OfSets(references, kPrior, goal.sets));
  const KeyDateWeights weights = Search(references, goal);
  Print("dense", weights.dense, weights.dense_bend);
  Print("thin ", weights.thin, weights.thin_bend);
  Print("seen", F1OfSets(references, weights, goal.sets));
  if (folds > 1) CrossValidate(all, goal, folds);
  return 0;
}

}  // namespace
}  // namespace kg

int main(int argc, char** argv) {
  try {
    return kg::Run(argc, argv);
  } catch (const std::exception& e) {
    std::cerr << "train_key_dates: " << e.what() << '\n';
    return 1;
  }
}
