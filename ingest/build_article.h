// From what a reader found to what the store keeps.
#pragma once

#include <optional>
#include <string>

#include "graph/article.h"
#include "ingest/article_source.h"

namespace kg {

/// Makes the article: canonical addresses, the published time and where it is from, the stored text
/// with every span in it, names, labels and links. Pure and thread-safe; linear in the page.
/// nullopt with `*reason` when it cannot be an article (no usable address, no title).
std::optional<Article> BuildArticle(RawArticle&& raw, std::string* reason);

/// A title as it is shown: one line, trimmed, without the marks that archives and sites add ("CLONE
/// - …", "… – 法国国际广播电台 - RFI").
std::string CleanTitle(std::string_view raw);

}  // namespace kg
