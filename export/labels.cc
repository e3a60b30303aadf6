#include "export/labels.h"

#include <array>

namespace kg {

const char* LabelOf(NodeKind kind) {
  static constexpr std::array<const char*, kNodeKinds> kLabels = {
      "Article", "Person", "Organization", "Place", "Topic", "Publisher"};
  return kLabels.at(static_cast<std::size_t>(kind));
}

}  // namespace kg
