// Articles as bytes: the values of the store's `articles` family. docs/store.md draws the layout.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "graph/article.h"
#include "graph/digest.h"

namespace kg {

/// What the store keeps beside an article to tell its versions apart. Not part of the graph.
struct VersionInfo {
  Digest place{};               // where this version was read
  Digest content{};             // of the graph part without times, and of the text
  std::uint32_t text_size = 0;  // bytes
};

struct StoredArticle {
  VersionInfo version{};
  Article article{};  // without text
};

/// Everything the article says about the graph, its times included, without its text: what the
/// graph hash covers. Equal articles give equal bytes.
std::string EncodeGraphPart(const Article& article);

/// Digest of title, links, names, labels and text, but not of times: two files with the same one
/// are the same version of an article.
Digest ContentDigest(const Article& article);

std::string EncodeArticle(const StoredArticle& stored);

/// Throws Error(kCorrupt) for bytes that EncodeArticle() did not write.
StoredArticle DecodeArticle(std::string_view bytes);

/// Where a stored article has its body in its text; empty where it has none. Reads no further.
/// Throws Error(kCorrupt) for bytes that end early.
Span DecodeBody(std::string_view bytes);

/// What a stored article names and leads to, lent by its bytes.
struct ArticleOutline {
  struct Named {
    NodeKind kind{};
    std::string_view name{};
  };
  std::vector<Named> entities{};
  std::vector<std::string_view> tags{};
};

/// The same as DecodeArticle() finds, several times as fast: nothing is copied, and what is between
/// is skipped. Throws Error(kCorrupt) for bytes that end early.
void DecodeOutline(std::string_view bytes, ArticleOutline& outline);

}  // namespace kg
