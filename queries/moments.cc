#include "queries/moments.h"

#include "graph/error.h"

namespace kg {

Time ParseMoment(const std::string& option, const std::string& word) {
  const std::optional<Time> time = ParseIso(word);
  if (!time) {
    throw Error(ErrorCode::kUsage, "--" + option + ": '" + word +
                                       "' is no date (2023-11-20) or time (2023-11-20T14:42:00Z)");
  }
  constexpr std::size_t kDateSize = 10;
  return word.size() <= kDateSize ? NextStart(*time, Period::kDay) : *time;
}

Moments ParseMoments(const std::string& from, const std::string& to) {
  if (from.empty() || to.empty()) {
    throw Error(ErrorCode::kUsage, "two dates are compared: --from and --to");
  }
  const Moments moments{ParseMoment("from", from), ParseMoment("to", to)};
  if (moments.from >= moments.to) throw Error(ErrorCode::kUsage, "--from is not before --to");
  return moments;
}

}  // namespace kg
