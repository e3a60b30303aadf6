// train_key_dates: the weights of thin series in queries/key_dates.h from gold timelines. Whether a
// day between the first and the last one of a reference is a day of it is fitted by logistic
// regression on its signs, each to the power of the bend. References differ in how many of their
// days are key, not in which: each has a base of its own, which is thrown away. Series with fewer
// gaps have no part in the fit. Beside it is printed what is reached on topics that the fit did not
// see.
//
//   train_key_dates --gold TIMELINES,ARTICLES,STORE[,LEFT_OUT_ROLE] [--gold …] [--folds 10]
#include <CLI/CLI.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iostream>
#include <set>

#include "graph/error.h"
#include "tools/train_key_dates/gold_dates.h"

namespace kg {
namespace {

constexpr double kThin = 0.5;  // gaps of a series that has a part in the fit
constexpr double kRidge = 10;  // holds weights at 0
constexpr double kBaseRidge = 0.1;

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

// A day that a reference might have.
struct Candidate {
  std::array<double, kDaySigns> signs{};
  bool key = false;
  std::size_t reference = 0;
  double sum = 0;  // of its base and weighted signs
};

std::vector<Candidate> Candidates(const References& references, double bend) {
  std::vector<Candidate> all;
  for (std::size_t i = 0; i < references.size(); ++i) {
    const Reference& one = *references[i];
    if (one.series.gaps < kThin) continue;
    for (const DayFacts& day : one.series.days) {
      if (day.day < one.gold.front() || day.day > one.gold.back()) continue;
      Candidate candidate{.key = std::ranges::binary_search(one.gold, day.day), .reference = i};
      for (std::size_t k = 0; k < kDaySigns; ++k)
        candidate.signs[k] = day.signs[k] == 0 ? 0 : std::pow(day.signs[k], bend);
      all.push_back(candidate);
    }
  }
  return all;
}

double Chance(const Candidate& candidate) { return 1 / (1 + std::exp(-candidate.sum)); }

// Newton's method on one number at a time.
KeyDateWeights Fit(const References& references) {
  KeyDateWeights weights = TrainedKeyDateWeights();
  std::vector<Candidate> all = Candidates(references, weights.thin_bend);
  std::vector<double> bases(references.size());
  std::array<double, kDaySigns> fitted{};
  constexpr int kRounds = 200;
  for (int round = 0; round < kRounds; ++round) {
    std::vector<double> slope(bases.size());
    std::vector<double> bow(bases.size(), kBaseRidge);
    for (std::size_t i = 0; i < bases.size(); ++i) slope[i] = -kBaseRidge * bases[i];
    for (const Candidate& one : all) {
      const double chance = Chance(one);
      slope[one.reference] += (one.key ? 1 : 0) - chance;
      bow[one.reference] += chance * (1 - chance);
    }
    for (std::size_t i = 0; i < bases.size(); ++i) bases[i] += slope[i] / bow[i];
    for (Candidate& one : all) one.sum += slope[one.reference] / bow[one.reference];
    for (std::size_t k = 0; k < kDaySigns; ++k) {
      double up = -kRidge * fitted[k];
      double bend = kRidge;
      for (const Candidate& one : all) {
        if (one.signs[k] == 0) continue;
        const double chance = Chance(one);
        up += one.signs[k] * ((one.key ? 1 : 0) - chance);
        bend += one.signs[k] * one.signs[k] * chance * (1 - chance);
      }
      fitted[k] += up / bend;
      for (Candidate& one : all) one.sum += one.signs[k] * up / bend;
    }
  }
  for (std::size_t k = 0; k < kDaySigns; ++k) weights.thin[k] = fitted[k];
  return weights;
}

void Print(const char* name, const std::array<double, kDaySigns>& weights, double bend) {
  std::cout << name;
  for (const double weight : weights) std::cout << fmt::format(" {:.2f}", weight);
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

void CrossValidate(const std::vector<Reference>& all, std::size_t sets, std::size_t most) {
  std::vector<std::vector<DateAgreement>> unseen(sets);
  for (const auto& fold : Folds(all, sets, most)) {
    References seen;
    References left_out;
    for (const Reference& one : all) {
      const bool out = std::ranges::find(fold, one.topic) != fold.end();
      (out ? left_out : seen).push_back(&one);
    }
    const KeyDateWeights weights = Fit(seen);
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
  app.add_option("--gold", gold, "TIMELINES,ARTICLES,STORE[,LEFT_OUT_ROLE]")->required();
  app.add_option("--folds", folds, "of topics, for what is not seen; 0: none");
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
  Print("as it is", F1OfSets(references, TrainedKeyDateWeights(), gold.size()));
  const KeyDateWeights weights = Fit(references);
  Print("thin ", weights.thin, weights.thin_bend);
  Print("seen", F1OfSets(references, weights, gold.size()));
  if (folds > 1) CrossValidate(all, gold.size(), folds);
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
