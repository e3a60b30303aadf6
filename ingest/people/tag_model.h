// The weights of the tagger, as a file that is mapped and used where it lies.
#pragma once

#ifdef __SSE2__
#include <emmintrin.h>
#endif

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

namespace kg::people {

/// One weight a tag; the rest is room for whole-register reads.
using TagWeights = std::array<std::int8_t, kTags>;

/// What the file opens with, little-endian. Behind it lie the gate, then 2^slot_bits fingerprints,
/// then as many rows of weights; a feature is at the first slot from its hash on that has its
/// fingerprint, and nowhere when an empty one (0) comes first.
struct TagModelHeader {
  std::array<char, 8> magic{};
  std::uint32_t format = 0;
  std::uint32_t features = 0;  // kFeatureVersion of the trainer
  std::uint32_t slot_bits = 0;
  std::uint32_t used_slots = 0;
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

  /// null when the model knows nothing of the feature. Lives as long as this.
  const std::int8_t* WeightsOf(std::uint32_t feature) const {
    std::uint32_t slot = feature >> slot_shift_;
    const std::uint16_t fingerprint = FingerprintOf(feature);
#ifdef __SSE2__
    // Runs of used slots are long, as the table is nearly full: sixteen are looked at together.
    const __m128i wanted = _mm_set1_epi16(static_cast<short>(fingerprint));
    for (; slot + kTogether <= slot_mask_; slot += kTogether) {
      const std::uint32_t same = MatchesAt(slot, wanted);
      const std::uint32_t empty = MatchesAt(slot, _mm_setzero_si128());
      if ((same | empty) == 0) continue;
      const std::uint32_t first = (same | empty) & (0 - (same | empty));
      if ((same & first) == 0) return nullptr;
      return weights_ + (slot + static_cast<std::uint32_t>(std::countr_zero(same))) * kTags;
    }
#endif
    while (fingerprints_[slot] != fingerprint) {
      if (fingerprints_[slot] == 0) return nullptr;
      slot = (slot + 1) & slot_mask_;
    }
    return weights_ + std::size_t{slot} * kTags;
  }

  const TagModelHeader& header() const { return *header_; }

  /// Whether a person's name may begin at `pos`; `classes` are those of the text's characters.
  bool PassesGate(std::u16string_view text, const std::uint32_t* classes, std::size_t pos) const {
    return gate_->ScoreOf(NameGate::SlotsAt(text, classes, pos)) >= header_->gate_threshold;
  }

  /// Fetches what WeightsOf(feature) will look at first.
  void Prefetch(std::uint32_t feature) const {
    __builtin_prefetch(fingerprints_ + (feature >> slot_shift_));
  }

  /// Never 0.
  static std::uint16_t FingerprintOf(std::uint32_t feature) {
    const auto low = static_cast<std::uint16_t>(feature & 0xFFFFU);
    return low == 0 ? std::uint16_t{1} : low;
  }

 private:
#ifdef __SSE2__
  static constexpr std::uint32_t kTogether = 16;

  // A bit for each of the slots from `slot` on that holds `wanted`.
  std::uint32_t MatchesAt(std::uint32_t slot, __m128i wanted) const {
    const auto* at = reinterpret_cast<const __m128i*>(fingerprints_ + slot);
    const __m128i low = _mm_cmpeq_epi16(_mm_loadu_si128(at), wanted);
    const __m128i high = _mm_cmpeq_epi16(_mm_loadu_si128(at + 1), wanted);
    return static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_packs_epi16(low, high)));
  }
#endif

  explicit TagModel(std::shared_ptr<const char> bytes, std::size_t size, const std::string& name);

  std::shared_ptr<const char> bytes_;
  const TagModelHeader* header_ = nullptr;
  const NameGate* gate_ = nullptr;
  const std::uint16_t* fingerprints_ = nullptr;
  const std::int8_t* weights_ = nullptr;
  std::uint32_t slot_shift_ = 0;
  std::uint32_t slot_mask_ = 0;
};

/// A feature's hash and its weights, before they are packed.
struct TagRow {
  std::uint32_t feature = 0;
  TagWeights weights{};
};

/// The bytes of a model file. `header` gives unit, transitions, gate_threshold and about; the rest
/// is filled in. The rows must have different features. Throws Error(kUsage) when 2^slot_bits do
/// not hold them.
std::string PackTagModel(TagModelHeader header, const NameGate& gate, std::span<const TagRow> rows,
                         std::uint32_t slot_bits);

/// The model that the program was installed with: in $NEWSGRAPH_DATA when that is set, else beside
/// the program, else where it was built. Mapped once; throws what Map() throws.
const TagModel& InstalledTagModel();

}  // namespace kg::people
