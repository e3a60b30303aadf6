// Texts with the names in them, from whatever source.
#pragma once

#include <string>
#include <vector>

#include "graph/model.h"

namespace kg::people {

struct LabelledName {
  Span span{};
  NodeKind kind = NodeKind::kPerson;
};

struct TrainingText {
  std::string text{};                 // valid UTF-8
  std::vector<LabelledName> names{};  // in order, none overlapping
  float weight = 1;                   // 0.5: counts half
};

}  // namespace kg::people
