// The derived edge between two names of one article.
#pragma once

#include <functional>

#include "graph/article.h"

namespace kg {

/// How closely an article names two entities together: 1 in one sentence, 1/2 in one paragraph,
/// 1/4 in the same article. A CO_MENTIONED edge weighs the sum over articles; the weights are
/// dyadic fractions, so sums are exact in any order.
double CoMentionWeight(const Entity& a, const Entity& b);

/// Articles that name more than 500 are lists, not news, and give no pairs.
bool GivesCoMentions(const Article& article);

/// Calls `visit` once per pair of those entities of `article` that `keeps` takes, in their order.
/// O(pairs + mentions of each pair).
void ForEachCoMention(const Article& article, const std::function<bool(const Entity&)>& keeps,
                      const std::function<void(const Entity&, const Entity&, double)>& visit);

}  // namespace kg
