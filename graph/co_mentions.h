// The derived edge between two names of one article.
#pragma once

#include "graph/article.h"

namespace kg {

/// How closely an article names two entities together: 1 in one sentence, 1/2 in one paragraph,
/// 1/4 in the same article. A CO_MENTIONED edge weighs the sum over articles; the weights are
/// dyadic fractions, so sums are exact in any order.
double CoMentionWeight(const Entity& a, const Entity& b);

/// Articles that name more than 500 are lists, not news, and give no pairs.
bool GivesCoMentions(const Article& article);

}  // namespace kg
