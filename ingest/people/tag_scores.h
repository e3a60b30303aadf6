// Scores of all tags at once, in the registers that hold them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

#include "ingest/people/tag_features.h"
#include "ingest/people/tag_model.h"

// The same functions once more for processors with wider registers; the loader chooses. Sanitizers
// are not ready when it does.
#if defined(__x86_64__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__)
#define KG_WIDE_REGISTERS [[gnu::target_clones("avx2", "default")]]
#else
#define KG_WIDE_REGISTERS
#endif

namespace kg::people {

/// Bounds of what the best sequence that ends with a tag is better or worse than the best one that
/// ends outside: sums of 16 bits, whatever the model's weights are.
inline constexpr std::int16_t kFarBetter = 8000;
inline constexpr std::int16_t kFarWorse = -8000;
static_assert(kFarBetter + kForbidden <= kFarWorse);

/// The sums of rows that TagModel::WeightsOf() gave.
TagScores SumOf(std::span<const std::int8_t* const, kFeatures> rows);

/// From the scores of the units by themselves those of the best sequences that end so at each of
/// them, against kOutside there. `best` has room for them.
void ScoreSequences(const TagModel& model, std::span<const TagScores> own, TagScores* best);

}  // namespace kg::people
