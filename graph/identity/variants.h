// Known spellings of people's names: a table of ours, and lines of the user's own.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kg {

/// One person's names, the usual one first.
struct VariantRow {
  struct Name {
    std::string text{};
    bool ambiguous = false;  // somebody else may have it too
  };
  std::vector<Name> names{};
};

/// The rows of variants.inc; made once.
std::span<const VariantRow> KnownVariants();

/// Pairs of names of variants.inc that are two people.
std::span<const std::pair<std::string_view, std::string_view>> KnownDifferent();

/// Names separated by tabs or, in the table of ours, blanks; ? before a name says that it is
/// ambiguous.
VariantRow ParseVariants(std::string_view line, char separator);

/// A user's file: one line a person, at least two names, separated by tabs; empty lines and lines
/// that begin with # say nothing. Throws Error(kUsage) with `name` and the number of a line that is
/// not so.
std::vector<std::string> ParseAliasesFile(std::string_view bytes, std::string_view name);

}  // namespace kg
