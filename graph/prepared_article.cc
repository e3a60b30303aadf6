#include "graph/prepared_article.h"

#include <utility>

#include "graph/text_codec.h"

namespace kg {

PreparedArticle Prepare(Article article, const Digest& place) {
  StoredArticle stored;
  stored.version = {place, ContentDigest(article), static_cast<std::uint32_t>(article.text.size())};
  std::string text = std::move(article.text);
  article.text.clear();
  stored.article = std::move(article);
  return Prepare(std::move(stored), std::move(text));
}

PreparedArticle Prepare(StoredArticle stored, std::string text) {
  PreparedArticle ready;
  ready.record = EncodeArticle(stored);
  ready.packed = PackText(text);
  ready.terms = TermsOf(stored.article, text);
  ready.stored = std::move(stored);
  ready.text = std::move(text);
  return ready;
}

}  // namespace kg
