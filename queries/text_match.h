// Where words that are looked for stand in a text.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/article.h"
#include "queries/evidence.h"

namespace kg {

/// Words set apart by blanks, each of which must stand in a text as it is, but for script, case and
/// width.
class WantedWords {
 public:
  explicit WantedWords(std::string_view query);

  bool StandIn(std::string_view text) const;

  /// The first sentence of `article` outside its title that has one of the words, if all of them
  /// stand in what the article itself says; `text` is its stored text.
  std::optional<Evidence> FindIn(const Article& article, std::string_view text) const;

 private:
  bool StandInFolded(std::u32string_view folded) const;

  std::vector<std::u32string> words_;
};

}  // namespace kg
