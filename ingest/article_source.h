// What the readers of the archive's formats hand to the article builder.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/article.h"

namespace kg {

/// A link with the text it was shown with. `url` as written in the source.
struct RawLink {
  std::string url{};
  std::string text{};    // clean, may be empty
  std::string kicker{};  // clean, may be empty; related lists only
};

/// A link inside a paragraph: code points of that paragraph.
struct RawAnchor {
  std::string url{};
  std::size_t paragraph = 0;
  Span span{};
};

/// The content of a page: clean text and the links in it. Clean means: entities decoded, valid
/// UTF-8, NBSP, tabs and runs of blanks collapsed to one blank, zero-width signs dropped, trimmed.
struct PageContent {
  std::vector<std::string> paragraphs{};  // never empty strings; no boilerplate
  std::vector<RawAnchor> anchors{};
  std::vector<std::string> captions{};  // no two alike
  std::vector<std::string> tags{};
  std::vector<RawLink> related{};  // in the publisher's order
  std::vector<std::string> authors{};
  std::string date{};  // the page's own date, as written; empty when none
};

/// One article as a file or a line gave it.
struct RawArticle {
  std::string url{};                      // as written
  std::string title{};                    // entities decoded
  std::optional<Time> seen{};             // from the comment line or the `日期：` line
  std::optional<Time> published{};        // given outright (front matter, JSON Lines)
  std::vector<std::string> extra_tags{};  // front matter, JSON Lines
  std::string language{};
  PageContent page{};
};

/// Why something is not an article.
struct Rejection {
  std::string path{};
  std::size_t line = 0;  // from 1
  std::string reason{};
};

}  // namespace kg
