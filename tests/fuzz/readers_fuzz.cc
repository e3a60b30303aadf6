// Any bytes as a file: each record is read or rejected, and what is read can be stored.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "graph/canonical_url.h"
#include "graph/utf8.h"
#include "ingest/archive_reader.h"

namespace {

void Check(const kg::RawArticle& article) {
  if (!kg::CanonicalUrl(article.url) || !kg::IsValidUtf8(article.title)) std::abort();
  for (const std::string& paragraph : article.page.paragraphs) {
    if (paragraph.empty() || !kg::IsValidUtf8(paragraph)) std::abort();
  }
  for (const kg::RawAnchor& anchor : article.page.anchors) {
    if (anchor.paragraph >= article.page.paragraphs.size()) std::abort();
    if (anchor.span.end > kg::CountCodePoints(article.page.paragraphs[anchor.paragraph]))
      std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  kg::ReadArticles(bytes, {.path = "fuzz",
                           .article = [](kg::RawArticle&& article) { Check(article); },
                           .reject =
                               [](kg::Rejection&& why) {
                                 if (why.reason.empty() || why.line == 0) std::abort();
                               }});
  return 0;
}
