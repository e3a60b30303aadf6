#include "tools/train_people/gate_trainer.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "ingest/people/code_points.h"
#include "ingest/people/tagger.h"

namespace kg::people {
namespace {

constexpr float kUnit = 0.06F;
constexpr float kBias = -2;
constexpr float kRate = 0.05F;
constexpr float kOfNames = 6;  // a name weighs more than a place that is none
constexpr float kShrink = 2e-4F;
constexpr int kEpochs = 4;
constexpr std::size_t kHeldOut = 8;  // one text in so many sets the threshold

struct Place {
  NameGate::Slots slots{};
  bool is_name = false;
};

struct Places {
  std::vector<Place> places{};
  float weight = 1;
};

// What the gate will be asked about, with what the tagger and the labels say of it.
class PlaceReader {
 public:
  explicit PlaceReader(const TagModel& model) : tagger_(model, kDoubtful) {}

  Places Read(const TrainingText& text) {
    const DecodedText decoded = Decode(text.text);
    const Text part(decoded, 0, decoded.chars.size());
    std::vector<bool> begins(part.size());
    std::vector<TaggedName> names;
    tagger_.FindAll(part, names);
    for (const TaggedName& name : names) {
      if (name.kind == NodeKind::kPerson) begins[name.start] = true;
    }
    for (const LabelledName& name : text.names) {
      if (name.kind == NodeKind::kPerson) begins[name.span.start] = true;
    }
    Places read{.weight = text.weight};
    for (std::size_t i = 0; i < part.size(); ++i) {
      if (!IsForTagger(part, i)) continue;
      read.places.push_back(
          {NameGate::SlotsAt(part.chars(), part.classes(), i), static_cast<bool>(begins[i])});
    }
    return read;
  }

 private:
  static constexpr float kDoubtful = 0;

  Tagger tagger_;
};

struct Weights {
  std::array<std::vector<float>, NameGate::kTables> tables{};

  Weights() {
    for (auto& table : tables) table.resize(std::size_t{1} << NameGate::kCharacterBits);
  }

  void Learn(const Place& place, float weight) {
    float sum = kBias;
    for (std::size_t k = 0; k < tables.size(); ++k) sum += tables[k][place.slots[k]];
    const float chance = 1 / (1 + std::exp(-sum));
    const float error = place.is_name ? weight * kOfNames * (1 - chance) : -weight * chance;
    for (std::size_t k = 0; k < tables.size(); ++k) {
      float& w = tables[k][place.slots[k]];
      w += kRate * (error - kShrink * w);
    }
  }
};

template <std::size_t Size>
void Pack(const std::vector<float>& weights, std::array<std::int8_t, Size>& packed) {
  std::transform(weights.begin(), weights.begin() + Size, packed.begin(), [](float weight) {
    return static_cast<std::int8_t>(std::lround(std::clamp(weight / kUnit, -127.0F, 127.0F)));
  });
}

// Characters that are frequent and begin next to no name.
void MarkHopeless(const std::vector<Places>& read, NameGate& gate) {
  constexpr std::size_t kSeenOften = 200;
  constexpr std::size_t kPlacesForName = 1500;
  std::vector<std::size_t> seen(gate.character.size());
  std::vector<std::size_t> begun(gate.character.size());
  for (const Places& text : read) {
    for (const Place& place : text.places) {
      ++seen[place.slots[0]];
      begun[place.slots[0]] += place.is_name ? 1U : 0U;
    }
  }
  for (std::size_t c = 0; c < seen.size(); ++c) {
    if (seen[c] >= kSeenOften && begun[c] * kPlacesForName < seen[c]) {
      gate.character[c] = NameGate::kNever;
    }
  }
}

}  // namespace

TrainedGate TrainGate(std::span<const TrainingText> texts, std::size_t first_raw,
                      const TagModel& model, float passed) {
  if (first_raw >= texts.size()) first_raw = 0;
  const auto is_held_out = [&](std::size_t i) {
    return i >= first_raw && (i - first_raw) % kHeldOut == 0;
  };
  Weights weights;
  std::vector<Places> read;
  PlaceReader reader(model);
  for (const TrainingText& text : texts) read.push_back(reader.Read(text));
  for (int epoch = 0; epoch < kEpochs; ++epoch) {
    for (std::size_t i = 0; i < read.size(); ++i) {
      if (is_held_out(i)) continue;
      for (const Place& place : read[i].places) weights.Learn(place, read[i].weight);
    }
  }
  TrainedGate trained;
  Pack(weights.tables[0], trained.gate.character);
  MarkHopeless(read, trained.gate);
  Pack(weights.tables[1], trained.gate.with_last);
  Pack(weights.tables[2], trained.gate.with_next);
  Pack(weights.tables[3], trained.gate.before);
  Pack(weights.tables[4], trained.gate.behind);
  Pack(weights.tables[5], trained.gate.shape);
  std::vector<int> of_names;
  std::vector<int> of_all;
  for (std::size_t i = first_raw; i < read.size(); ++i) {
    if (!is_held_out(i)) continue;
    for (const Place& place : read[i].places) {
      of_all.push_back(trained.gate.ScoreOf(place.slots));
      if (place.is_name) of_names.push_back(of_all.back());
    }
  }
  if (of_all.empty()) return trained;
  std::ranges::sort(of_all, std::ranges::greater{});
  trained.threshold = of_all[static_cast<std::size_t>(passed * static_cast<float>(of_all.size()))];
  const auto found =
      std::ranges::count_if(of_names, [&](int score) { return score >= trained.threshold; });
  trained.found = static_cast<float>(found) / static_cast<float>(of_names.size() + 1);
  return trained;
}

}  // namespace kg::people
