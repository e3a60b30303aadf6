// The terms of a text, in any order.
#pragma once

#include <set>
#include <string_view>
#include <vector>

#include "graph/terms.h"

namespace kg {

inline std::multiset<Term> TermsOf(std::string_view text) {
  std::vector<Term> terms;
  AppendTerms(text, terms);
  return {terms.begin(), terms.end()};
}

}  // namespace kg
