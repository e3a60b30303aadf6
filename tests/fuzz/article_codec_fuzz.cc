// Any bytes as a stored article: damage is reported, and what is read is written again as it was.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "graph/article_codec.h"
#include "graph/error.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  try {
    const kg::StoredArticle stored = kg::DecodeArticle(bytes);
    if (kg::EncodeArticle(stored) != bytes) std::abort();
    kg::EncodeGraphPart(stored.article);
    kg::ContentDigest(stored.article);
    kg::ArticleOutline outline;  // of what is whole it is never refused
    kg::DecodeOutline(bytes, outline);
    if (outline.entities.size() != stored.article.entities.size()) std::abort();
  } catch (const kg::Error& error) {
    if (error.code() != kg::ErrorCode::kCorrupt) std::abort();
  }
  return 0;
}
