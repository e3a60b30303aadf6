#include "graph/identity_findings.h"

#include <array>
#include <tuple>

namespace kg {

std::string_view ToString(IdentityRule rule) {
  constexpr std::array<std::string_view, kIdentityRules> kNames = {
      "decision", "variant", "spelling", "gloss", "short form", "sound"};
  return kNames.at(static_cast<std::size_t>(rule));
}

bool InOrder(const IdentityLink& a, const IdentityLink& b) {
  return std::tie(a.a, a.b, a.rule, a.reason) < std::tie(b.a, b.b, b.rule, b.reason);
}

}  // namespace kg
