// An article made ready for the store: all the work on it that needs nothing but the article, so
// that any thread can do it.
#pragma once

#include <string>
#include <vector>

#include "graph/article_codec.h"
#include "graph/article_terms.h"

namespace kg {

struct PreparedArticle {
  StoredArticle stored{};
  std::string text{};    // as in Article::text
  std::string record{};  // what EncodeArticle() makes of `stored`
  std::string packed{};  // what PackText() makes of `text`
  std::vector<MarkedTerm> terms{};
};

/// `place` is where this version of it was read.
PreparedArticle Prepare(Article article, const Digest& place);

PreparedArticle Prepare(StoredArticle stored, std::string text);

}  // namespace kg
