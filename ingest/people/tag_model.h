// The weights of the tagger, as a file that is mapped and used where it lies.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "ingest/people/name_gate.h"
#include "ingest/people/tag_set.h"
#include "ingest/people/tag_words.h"

namespace kg::people {

/// One weight a tag.
using TagWeights = std::array<std::int8_t, kTags>;

/// A score for each tag, filled up for vector registers.
using TagScores = std::array<std::int16_t, 16>;

/// Of two tags that may not follow each other: less than any sum of weights is.
inline constexpr std::int16_t kForbidden = -16000;

/// The features whose hashes begin with the same bits: all there is to a look-up is in one line of
/// the cache.
struct alignas(64) TagBucket {
  static constexpr std::size_t kSlots = 4;
  static constexpr std::size_t kRow = 14;  // bytes of a slot's weights
  static_assert(kRow >= kTags);

  std::array<std::uint16_t, kSlots> fingerprints{};  // 0: free
  std::array<std::int8_t, kSlots * kRow> weights{};
};
static_assert(sizeof(TagBucket) == 64);

/// What the file opens with, little-endian. Behind it lie the gate, 2^bucket_bits buckets, one more
/// as room for reads of whole registers, and the words.
struct TagModelHeader {
  std::array<char, 8> magic{};
  std::uint32_t format = 0;
  std::uint32_t features = 0;  // kFeatureVersion of the trainer
  std::uint32_t bucket_bits = 0;
  std::uint32_t word_bits = 0;            // of the buckets of words
  std::array<std::uint8_t, 16> digest{};  // of all that follows
  float unit = 0;                         // what a weight of 1 is in log odds
  std::array<std::array<std::int16_t, kTags>, kTags> transitions{};  // [before][tag]
  std::int16_t gate_threshold = 0;  // a name may begin where the gate's score is no less
  std::array<char, 640> about{};    // source and licence of the data, in words; ends with 0
};
static_assert(sizeof(TagModelHeader) == 1024);  // no gaps, whose bytes nobody would set

/// Const and safe in any thread.
class TagModel {
 public:
  /// Throws Error: kNotFound when there is no such file, kCorrupt when it is damaged, kUnsupported
  /// when another version wrote it.
  static TagModel Map(const std::filesystem::path& path);

  /// The same of bytes in memory, which are copied.
  static TagModel FromBytes(std::string_view bytes);

  /// All zero when the model knows nothing of the feature. Room for 16 bytes; lives as long as
  /// this.
  const std::int8_t* WeightsOf(std::uint32_t feature) const {
    constexpr std::uint64_t kOnes = 0x0001000100010001;
    const TagBucket& bucket = buckets_[feature >> bucket_shift_];
    // All four at once: the lowest lane that is 0 behind the XOR has its highest bit set.
    const std::uint64_t differ =
        std::bit_cast<std::uint64_t>(bucket.fingerprints) ^ FingerprintOf(feature) * kOnes;
    const std::uint64_t same = (differ - kOnes) & ~differ & kOnes << 15;
    // A look into a table instead of a branch, as nobody can foresee what the model knows. The last
    // slot stands in for none: a case of its own for that would be the branch.
    constexpr std::uint64_t kLastLane = std::uint64_t{1} << 63;
    const auto slot = static_cast<std::size_t>(std::countr_zero(same | kLastLane)) / 16;
    const std::int8_t* const found = bucket.weights.data() + slot * TagBucket::kRow;
    const std::array<const std::int8_t*, 2> either = {found, kNothingKnown.data()};
    return either[same == 0 ? 1 : 0];
  }

  /// What following `before` adds to the score of each tag; kForbidden where it may not follow.
  const TagScores& Following(std::size_t before) const { return following_[before]; }

  const TagModelHeader& header() const { return *header_; }

  /// False for characters that begin hardly any name: a quick look before the long one.
  bool MayPassGate(char16_t c) const { return gate_->character[c] != NameGate::kNever; }

  /// Whether a person's name may begin at `pos`, where MayPassGate() holds; `classes` are those of
  /// the text's characters.
  bool PassesGate(std::u16string_view text, const std::uint32_t* classes, std::size_t pos) const {
    return gate_->ScoreOf(NameGate::SlotsAt(text, classes, pos)) >= header_->gate_threshold;
  }

  /// Fetches what WeightsOf(feature) will look at.
  void Prefetch(std::uint32_t feature) const {
    __builtin_prefetch(buckets_ + (feature >> bucket_shift_));
  }

  const TagWords& words() const { return words_; }

  /// Never 0.
  static std::uint16_t FingerprintOf(std::uint32_t feature) {
    const auto low = static_cast<std::uint16_t>(feature & 0xFFFFU);
    return low == 0 ? std::uint16_t{1} : low;
  }

 private:
  static constexpr std::array<std::int8_t, 16> kNothingKnown{};

  explicit TagModel(std::shared_ptr<const char> bytes, std::size_t size, const std::string& name);
  void FillFollowing();

  std::shared_ptr<const char> bytes_;
  const TagModelHeader* header_ = nullptr;
  const NameGate* gate_ = nullptr;
  const TagBucket* buckets_ = nullptr;
  std::array<TagScores, kTags> following_{};
  TagWords words_{};
  std::uint32_t bucket_shift_ = 0;
};

/// A feature's hash and its weights, before they are packed.
struct TagRow {
  std::uint32_t feature = 0;
  TagWeights weights{};
};

/// The bytes of a model file. `header` gives unit, transitions, bucket_bits, word_bits and
/// about; the rest is filled in. Its gate lets everything pass. The rows must have different
/// features, the weightier ones first: what a bucket has no room for is left out. `words` is of
/// TagWords::Pack().
std::string PackTagModel(TagModelHeader header, std::span<const TagRow> rows,
                         std::string_view words);

/// The same model with another gate.
std::string WithGate(std::string model, const NameGate& gate, int threshold);

/// The model that the program was installed with: in $NEWSGRAPH_DATA when that is set, else beside
/// the program, else where it was built. Mapped once; throws what Map() throws.
const TagModel& InstalledTagModel();

}  // namespace kg::people
