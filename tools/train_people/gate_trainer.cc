#include "tools/train_people/gate_trainer.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "ingest/people/code_points.h"

namespace kg::people {
namespace {

constexpr float kUnit = 0.06F;
constexpr float kRate = 0.05F;
constexpr float kOfNames = 6;  // a name weighs more than a place that is none
constexpr float kShrink = 2e-4F;
constexpr int kEpochs = 4;
constexpr std::size_t kHeldOut = 8;  // one text in so many sets the threshold

struct Place {
  NameGate::Slots slots{};
  bool is_name = false;
};

struct Weights {
  std::vector<float> character = std::vector<float>(1 << NameGate::kCharacterBits);
  std::vector<float> with_last = std::vector<float>(1 << NameGate::kPairBits);
  std::vector<float> with_next = std::vector<float>(1 << NameGate::kPairBits);
  std::vector<float> before = std::vector<float>(1 << NameGate::kBeforeBits);
  std::vector<float> shape = std::vector<float>(1 << NameGate::kShapeBits);

  void Learn(const Place& place, float weight) {
    float* const touched[] = {&character[place.slots.character], &with_last[place.slots.with_last],
                              &with_next[place.slots.with_next], &before[place.slots.before],
                              &shape[place.slots.shape]};
    float sum = 0;
    for (const float* w : touched) sum += *w;
    const float chance = 1 / (1 + std::exp(-sum));
    const float error = place.is_name ? weight * kOfNames * (1 - chance) : -weight * chance;
    for (float* w : touched) *w += kRate * (error - kShrink * *w);
  }
};

template <std::size_t Size>
void Pack(const std::vector<float>& weights, std::array<std::int8_t, Size>& packed) {
  std::ranges::transform(weights, packed.begin(), [](float weight) {
    return static_cast<std::int8_t>(std::lround(std::clamp(weight / kUnit, -127.0F, 127.0F)));
  });
}

std::vector<Place> PlacesOf(const TrainingText& text) {
  const DecodedText decoded = Decode(text.text);
  std::vector<Place> places(decoded.chars.size());
  for (std::size_t i = 0; i < places.size(); ++i) {
    places[i].slots = NameGate::SlotsAt(decoded.chars, decoded.classes.data(), i);
  }
  for (const LabelledName& name : text.names) {
    if (name.kind == NodeKind::kPerson) places[name.span.start].is_name = true;
  }
  return places;
}

}  // namespace

TrainedGate TrainGate(std::span<const TrainingText> texts, float missed) {
  Weights weights;
  for (int epoch = 0; epoch < kEpochs; ++epoch) {
    for (std::size_t i = 0; i < texts.size(); ++i) {
      if (i % kHeldOut == 0) continue;
      for (const Place& place : PlacesOf(texts[i])) weights.Learn(place, texts[i].weight);
    }
  }
  TrainedGate trained;
  Pack(weights.character, trained.gate.character);
  Pack(weights.with_last, trained.gate.with_last);
  Pack(weights.with_next, trained.gate.with_next);
  Pack(weights.before, trained.gate.before);
  Pack(weights.shape, trained.gate.shape);
  std::vector<int> of_names;
  std::vector<int> of_all;
  for (std::size_t i = 0; i < texts.size(); i += kHeldOut) {
    for (const Place& place : PlacesOf(texts[i])) {
      of_all.push_back(trained.gate.ScoreOf(place.slots));
      if (place.is_name) of_names.push_back(of_all.back());
    }
  }
  if (of_names.empty()) return trained;
  std::ranges::sort(of_names);
  trained.threshold =
      of_names[static_cast<std::size_t>(missed * static_cast<float>(of_names.size()))];
  const auto passed =
      std::ranges::count_if(of_all, [&](int score) { return score >= trained.threshold; });
  trained.passed = static_cast<float>(passed) / static_cast<float>(of_all.size());
  return trained;
}

}  // namespace kg::people
