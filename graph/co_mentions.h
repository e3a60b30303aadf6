// The derived edge between two names of one article.
#pragma once

#include <cstdint>

#include "graph/article.h"

namespace kg {

/// How closely an article names two entities together: 1 in one sentence, 1/2 in one paragraph,
/// 1/4 in the same article. A CO_MENTIONED edge weighs the sum over articles; the weights are
/// dyadic fractions, so sums are exact in any order.
double CoMentionWeight(const Entity& a, const Entity& b);

/// The sentences and paragraphs that name an entity, 64 of them on one bit. Two that share no bit
/// share no place, which is what most pairs can be told apart by.
struct MentionPlaces {
  explicit MentionPlaces(const Entity& entity);
  bool MayShare(const MentionPlaces& other) const {
    return (sentences & other.sentences) != 0 || (paragraphs & other.paragraphs) != 0;
  }
  std::uint64_t sentences = 0;
  std::uint64_t paragraphs = 0;
};

/// Articles that name more than 500 are lists, not news, and give no pairs.
bool GivesCoMentions(const Article& article);

}  // namespace kg
