// What people decided of who is who: a log that replays.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/error.h"
#include "graph/identities.h"
#include "graph/time.h"

namespace kg {

// Written by name, so that a log reads well.
enum class DecisionKind : std::uint8_t {
  kMerge,     // `a` and `b` are one; `name`, if there is one, stands for them
  kSplit,     // `a` and `b` are two
  kForget,    // takes back what was said of `a` and `b`
  kAlias,     // `a` is also called `name`
  kVariants,  // `name` is a line of a user's table: names of one person
};
inline constexpr int kDecisionKinds = 5;

struct Decision {
  Time time{};
  DecisionKind kind{};
  EntityName a{};
  EntityName b{};
  std::string name{};
  bool operator==(const Decision&) const = default;
};

/// One line of JSON each, in order of time: the record `identity/decisions` and the file of
/// `resolve log`.
std::string FormatDecisions(const std::vector<Decision>& decisions);

/// Throws Error(`code`) that begins with `where` and the number of the line for text that
/// FormatDecisions() could not have made. Empty lines are passed over.
std::vector<Decision> ParseDecisions(std::string_view text, std::string_view where, ErrorCode code);

/// Adds those of `more` that `log` lacks, in order of time; of equal times what was there first
/// stays first. Whether any was new.
bool AddDecisions(std::vector<Decision>& log, const std::vector<Decision>& more);

/// When the next decision of `log` is: now, but later than those before, so that it wins.
Time TimeOfNext(const std::vector<Decision>& log);

/// A user's table as decisions, without the lines that `log` has. Throws as ParseAliasesFile().
std::vector<Decision> VariantDecisions(std::string_view bytes, std::string_view name,
                                       const std::vector<Decision>& log);

/// "person:川普" as an entity. Throws Error(kUsage) for anything else.
EntityName ParseEntityName(std::string_view text);

}  // namespace kg
