#include "tools/train_people/crf.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>
#include <random>

#include "graph/error.h"
#include "ingest/people/tag_features.h"

namespace kg::people {
namespace {

constexpr std::size_t kLanes = 16;  // tags, filled up for vector registers
using Row = std::array<float, kLanes>;

// Dense numbers for the features that are frequent enough.
class FeatureIndex {
 public:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  void Count(std::uint32_t feature) {
    std::uint8_t& count = counts_[feature >> kShift];
    if (count < 255) ++count;
  }

  // Calls to Count() are over. A few rare features share their count with another: no harm.
  std::uint32_t NumberOf(std::uint32_t feature, int min_count) {
    if (counts_[feature >> kShift] < min_count) return kNone;
    if (features_.size() * 2 >= slots_.size()) Grow();
    std::size_t slot = SlotOf(feature);
    if (slots_[slot] == kNone) {
      slots_[slot] = static_cast<std::uint32_t>(features_.size());
      features_.push_back(feature);
    }
    return slots_[slot];
  }

  const std::vector<std::uint32_t>& features() const { return features_; }

 private:
  static constexpr int kShift = 4;

  std::size_t SlotOf(std::uint32_t feature) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t slot = feature & mask;
    while (slots_[slot] != kNone && features_[slots_[slot]] != feature) slot = (slot + 1) & mask;
    return slot;
  }

  void Grow() {
    slots_.assign(slots_.size() * 2, kNone);
    for (std::size_t i = 0; i < features_.size(); ++i) {
      slots_[SlotOf(features_[i])] = static_cast<std::uint32_t>(i);
    }
  }

  std::vector<std::uint8_t> counts_ = std::vector<std::uint8_t>(std::size_t{1} << (32 - kShift));
  std::vector<std::uint32_t> features_{};
  std::vector<std::uint32_t> slots_ = std::vector<std::uint32_t>(std::size_t{1} << 16, kNone);
};

// A text as the trainer needs it; its features lie in one long list.
struct Sequence {
  std::size_t first_feature = 0;
  std::vector<Tag> tags{};
  float weight = 1;
};

std::vector<Tag> TagsOf(const TagWindow& window, const std::vector<LabelledName>& names) {
  std::vector<Tag> tags(window.size(), kOutside);
  std::size_t unit = 0;
  for (const LabelledName& name : names) {
    while (unit < window.size() && window.StartOf(unit) < name.span.start) ++unit;
    std::size_t end = unit;
    while (end < window.size() && window.EndOf(end) < name.span.end) ++end;
    // A name that cuts a unit cannot be learnt.
    if (end >= window.size() || window.StartOf(unit) != name.span.start ||
        window.EndOf(end) != name.span.end) {
      continue;
    }
    const auto kind =
        static_cast<std::size_t>(std::ranges::find(kTagKinds, name.kind) - kTagKinds.begin());
    for (std::size_t i = unit; i <= end; ++i) {
      tags[i] = TagOf(kind, unit == end ? TagPart::kSingle
                            : i == unit ? TagPart::kBegin
                            : i == end  ? TagPart::kEnd
                                        : TagPart::kInside);
    }
    unit = end + 1;
  }
  return tags;
}

class Trainer {
 public:
  Trainer(std::span<const TrainingText> texts, const CrfOptions& options)
      : options_(options), words_(TagWords::Pack(options.words, options.word_bits)) {
    ReadTexts(texts);
    weights_.resize(index_.features().size());
    squares_.resize(index_.features().size());
  }

  void Run() {
    std::vector<std::size_t> order(sequences_.size());
    std::iota(order.begin(), order.end(), 0U);
    std::mt19937_64 random(options_.seed);
    for (int epoch = 0; epoch < options_.epochs; ++epoch) {
      for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random() % i]);
      double loss = 0;
      for (const std::size_t i : order) loss += Learn(sequences_[i]);
      if (epoch > 0) AddToMeans();
      if (options_.progress) {
        options_.progress("epoch " + std::to_string(epoch + 1) + " loss " + std::to_string(loss));
      }
    }
  }

  std::string Pack();

 private:
  void ReadTexts(std::span<const TrainingText> texts);
  void AddToMeans();
  double Learn(const Sequence& sequence);
  void Score(const Sequence& sequence);
  double Forward(const Sequence& sequence);
  void Backward();
  void UpdateWeights(const Sequence& sequence);
  void UpdateTransitions(const Sequence& sequence);
  void Step(Row& weights, Row& squares, const Row& gradient) const;
  std::span<const std::uint32_t> FeaturesOf(const Sequence& sequence, std::size_t unit) const {
    return {features_.data() + sequence.first_feature + unit * kFeatures, kFeatures};
  }

  const CrfOptions& options_;
  const std::string words_;
  FeatureIndex index_{};
  std::vector<Sequence> sequences_{};
  std::vector<std::uint32_t> features_{};
  std::vector<Row> weights_{};
  std::vector<Row> means_{};  // sums of the weights behind each epoch but the first
  int summed_ = 0;
  std::vector<Row> squares_{};  // sums of squared gradients
  std::array<Row, kTags> transitions_{};
  std::array<Row, kTags> transition_squares_{};
  // Of the sequence at hand: exp of the scores, forward and backward sums, scaled.
  std::array<Row, kTags> exp_transitions_{};
  std::vector<Row> scores_{};
  std::vector<Row> forward_{};
  std::vector<Row> backward_{};
  std::vector<float> scale_{};
};

void Trainer::ReadTexts(std::span<const TrainingText> texts) {
  const TagWords words(words_.data(), options_.word_bits);
  TagWindow window(words);
  Features features;
  const auto each_unit = [&](const TrainingText& text, const auto& use) {
    const DecodedText decoded = Decode(text.text);
    const Text whole(decoded, 0, decoded.chars.size());
    window.Read(whole, 0, whole.size());
    for (std::size_t i = 0; i < window.size(); ++i) {
      window.FeaturesAt(i, features);
      for (std::size_t k = 0; k < kFeatures; ++k) use(k, features[k]);
    }
  };
  for (const TrainingText& text : texts) {
    each_unit(text, [&](std::size_t, std::uint32_t feature) { index_.Count(feature); });
  }
  for (const TrainingText& text : texts) {
    const std::size_t first = features_.size();
    each_unit(text, [&](std::size_t number, std::uint32_t feature) {
      const bool left_out = (options_.without >> number & 1U) != 0;
      features_.push_back(left_out ? FeatureIndex::kNone
                                   : index_.NumberOf(feature, options_.min_count));
    });
    sequences_.push_back({first, TagsOf(window, text.names), text.weight});
  }
  if (options_.progress) {
    options_.progress(std::to_string(features_.size() / kFeatures) + " units, " +
                      std::to_string(index_.features().size()) + " features");
  }
}

// The mean of several stages of a training knows more than its last one.
void Trainer::AddToMeans() {
  means_.resize(weights_.size());
  for (std::size_t i = 0; i < weights_.size(); ++i) {
    for (std::size_t k = 0; k < kLanes; ++k) means_[i][k] += weights_[i][k];
  }
  ++summed_;
}

void Trainer::Score(const Sequence& sequence) {
  const std::size_t size = sequence.tags.size();
  scores_.assign(size, Row{});
  forward_.resize(size);
  backward_.resize(size);
  scale_.resize(size);
  for (std::size_t unit = 0; unit < size; ++unit) {
    Row& sum = scores_[unit];
    for (const std::uint32_t feature : FeaturesOf(sequence, unit)) {
      if (feature == FeatureIndex::kNone) continue;
      const Row& weights = weights_[feature];
      for (std::size_t i = 0; i < kLanes; ++i) sum[i] += weights[i];
    }
  }
  for (std::size_t a = 0; a < kTags; ++a) {
    for (std::size_t b = 0; b < kTags; ++b) {
      const bool may = MayFollow(static_cast<Tag>(a), static_cast<Tag>(b));
      exp_transitions_[a][b] = may ? std::exp(transitions_[a][b]) : 0;
    }
  }
}

// Returns how unlikely the true tags are.
double Trainer::Forward(const Sequence& sequence) {
  double likely = 0;
  for (std::size_t unit = 0; unit < sequence.tags.size(); ++unit) {
    Row sum{};
    if (unit == 0) {
      sum = exp_transitions_[kOutside];
    } else {
      for (std::size_t a = 0; a < kTags; ++a) {
        for (std::size_t b = 0; b < kLanes; ++b) {
          sum[b] += forward_[unit - 1][a] * exp_transitions_[a][b];
        }
      }
    }
    const Tag tag = sequence.tags[unit];
    likely += scores_[unit][tag] +
              transitions_[unit == 0 ? std::size_t{kOutside} : sequence.tags[unit - 1]][tag];
    const float highest = *std::max_element(scores_[unit].begin(), scores_[unit].begin() + kTags);
    float total = 0;
    for (std::size_t i = 0; i < kTags; ++i) {
      scores_[unit][i] = std::exp(scores_[unit][i] - highest);
      total += sum[i] *= scores_[unit][i];
    }
    scale_[unit] = 1 / total;
    for (float& value : sum) value *= scale_[unit];
    forward_[unit] = sum;
    likely -= highest + std::log(total);
  }
  // No name may be open at the end.
  float closed = 0;
  for (std::size_t i = 0; i < kTags; ++i) {
    if (!IsOpen(static_cast<Tag>(i))) closed += forward_.back()[i];
  }
  return std::log(closed) - likely;
}

void Trainer::Backward() {
  Row& last = backward_.back();
  last = {};
  float closed = 0;
  for (std::size_t i = 0; i < kTags; ++i) {
    if (!IsOpen(static_cast<Tag>(i))) closed += forward_.back()[i];
  }
  for (std::size_t i = 0; i < kTags; ++i) {
    if (!IsOpen(static_cast<Tag>(i))) last[i] = 1 / closed;
  }
  for (std::size_t unit = backward_.size() - 1; unit > 0; --unit) {
    Row ahead{};
    for (std::size_t i = 0; i < kTags; ++i) {
      ahead[i] = backward_[unit][i] * scores_[unit][i] * scale_[unit];
    }
    for (std::size_t a = 0; a < kTags; ++a) {
      float sum = 0;
      for (std::size_t b = 0; b < kLanes; ++b) sum += exp_transitions_[a][b] * ahead[b];
      backward_[unit - 1][a] = sum;
    }
    for (std::size_t a = kTags; a < kLanes; ++a) backward_[unit - 1][a] = 0;
  }
}

void Trainer::Step(Row& weights, Row& squares, const Row& gradient) const {
  constexpr float kStart = 0.1F;
  for (std::size_t i = 0; i < kLanes; ++i) {
    const float g = gradient[i] + options_.shrink * weights[i];
    squares[i] += g * g;
    const float rate = options_.rate / std::sqrt(squares[i] + kStart);
    const float moved = weights[i] - rate * g;
    const float less = std::max(std::abs(moved) - rate * options_.sparse, 0.0F);
    weights[i] = std::copysign(less, moved);
  }
}

void Trainer::UpdateWeights(const Sequence& sequence) {
  constexpr float kNothing = 1e-3F;
  for (std::size_t unit = 0; unit < sequence.tags.size(); ++unit) {
    Row gradient{};
    float largest = 0;
    for (std::size_t i = 0; i < kTags; ++i) {
      const float is = sequence.tags[unit] == i ? 1.0F : 0.0F;
      gradient[i] = sequence.weight * (forward_[unit][i] * backward_[unit][i] - is);
      largest = std::max(largest, std::abs(gradient[i]));
    }
    if (largest < kNothing) continue;
    for (const std::uint32_t feature : FeaturesOf(sequence, unit)) {
      if (feature != FeatureIndex::kNone) Step(weights_[feature], squares_[feature], gradient);
    }
  }
}

void Trainer::UpdateTransitions(const Sequence& sequence) {
  std::array<Row, kTags> gradient{};
  for (std::size_t unit = 0; unit < sequence.tags.size(); ++unit) {
    Row ahead{};
    for (std::size_t i = 0; i < kTags; ++i) {
      ahead[i] = backward_[unit][i] * scores_[unit][i] * scale_[unit];
    }
    const std::size_t before = unit == 0 ? std::size_t{kOutside} : sequence.tags[unit - 1];
    gradient[before][sequence.tags[unit]] -= 1;
    for (std::size_t a = 0; a < kTags; ++a) {
      const float from = unit > 0 ? forward_[unit - 1][a] : a == kOutside ? 1.0F : 0.0F;
      for (std::size_t b = 0; b < kTags; ++b) {
        gradient[a][b] += from * exp_transitions_[a][b] * ahead[b];
      }
    }
  }
  for (std::size_t a = 0; a < kTags; ++a) {
    for (float& value : gradient[a]) value *= sequence.weight;
    Step(transitions_[a], transition_squares_[a], gradient[a]);
  }
}

double Trainer::Learn(const Sequence& sequence) {
  if (sequence.tags.empty()) return 0;
  Score(sequence);
  const double loss = Forward(sequence);
  Backward();
  UpdateTransitions(sequence);
  UpdateWeights(sequence);
  return loss * sequence.weight;
}

float Largest(const Row& row) {
  float largest = 0;
  for (std::size_t i = 0; i < kTags; ++i) largest = std::max(largest, std::abs(row[i]));
  return largest;
}

// The rows with the largest weights in 8 bits a weight.
std::string Trainer::Pack() {
  constexpr float kWidest = 6.35F;  // larger weights are cut: one feature never decides alone
  constexpr float kUnit = kWidest / 127;
  if (summed_ > 0) {
    for (std::size_t i = 0; i < weights_.size(); ++i) {
      for (std::size_t k = 0; k < kLanes; ++k) {
        weights_[i][k] = means_[i][k] / static_cast<float>(summed_);
      }
    }
  }
  std::vector<std::uint32_t> kept;
  for (std::uint32_t i = 0; i < weights_.size(); ++i) {
    if (Largest(weights_[i]) > 1.5F * kUnit) kept.push_back(i);
  }
  std::ranges::sort(kept, [&](std::uint32_t a, std::uint32_t b) {
    const float of_a = Largest(weights_[a]);
    const float of_b = Largest(weights_[b]);
    return of_a != of_b ? of_a > of_b : index_.features()[a] < index_.features()[b];
  });
  if (options_.progress) options_.progress(std::to_string(kept.size()) + " features of weight");
  const auto in_units = [](float value, float widest) {
    return std::lround(std::clamp(value, -widest, widest) / kUnit);
  };
  std::vector<TagRow> rows;
  for (const std::uint32_t i : kept) {
    TagRow& row = rows.emplace_back(TagRow{.feature = index_.features()[i]});
    for (std::size_t t = 0; t < kTags; ++t) {
      row.weights[t] = static_cast<std::int8_t>(in_units(weights_[i][t], kWidest));
    }
  }
  TagModelHeader header{
      .bucket_bits = options_.bucket_bits, .word_bits = options_.word_bits, .unit = kUnit};
  for (std::size_t a = 0; a < kTags; ++a) {
    for (std::size_t b = 0; b < kTags; ++b) {
      header.transitions[a][b] = static_cast<std::int16_t>(in_units(transitions_[a][b], 100));
    }
  }
  std::strncpy(header.about.data(), options_.about.c_str(), header.about.size() - 1);
  return PackTagModel(header, rows, words_);
}

}  // namespace

std::string TrainTagModel(std::span<const TrainingText> texts, const CrfOptions& options) {
  if (texts.empty()) throw Error(ErrorCode::kUsage, "there is nothing to learn from");
  Trainer trainer(texts, options);
  trainer.Run();
  return trainer.Pack();
}

}  // namespace kg::people
