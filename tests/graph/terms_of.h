// The terms of a text, in any order.
#pragma once

#include <set>
#include <string_view>
#include <vector>

#include "graph/terms.h"

namespace kg {

inline std::multiset<Term> TermsOf(std::string_view text) {
  std::vector<Term> terms(text.size());
  terms.resize(static_cast<std::size_t>(WriteTerms(text, terms.data()) - terms.data()));
  return {terms.begin(), terms.end()};
}

}  // namespace kg
