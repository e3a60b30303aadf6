// Any bytes as the page of an article: kickers, related lists, titles and dates of it are clean
// text, and the article that is built of it quotes its own text.

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "graph/canonical_url.h"
#include "graph/utf8.h"
#include "ingest/archive_reader.h"
#include "ingest/build_article.h"

namespace {

bool IsClean(const std::string& text) {
  return kg::IsValidUtf8(text) && text.find_first_of("\n\r\t") == std::string::npos;
}

void Check(kg::RawArticle&& raw) {
  for (const kg::RawLink& link : raw.page.related) {
    if (!IsClean(link.text) || !IsClean(link.kicker)) std::abort();
  }
  std::string reason;
  const auto article = kg::BuildArticle(std::move(raw), &reason);
  if (!article) {
    if (reason.empty()) std::abort();
    return;
  }
  const std::size_t end = kg::CountCodePoints(article->text);
  const auto check = [&](kg::Span span) {
    if (span.start > span.end || span.end > end) std::abort();
  };
  for (const auto& [field, span] : article->fields) check(span);
  for (const kg::Link& link : article->related) check(link.span);
  for (const kg::Link& link : article->links) check(link.span);
  if (article->published &&
      (*article->published < kg::kFirstTime || *article->published > kg::kLastTime)) {
    std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string bytes =
      "<!--1732445102000-->\n[标题](https://www.chenxing.example/cn/a/1)\n------\n\n";
  bytes.append(reinterpret_cast<const char*>(data), size);
  kg::ReadArticles(bytes, {.path = "fuzz",
                           .article = [](kg::RawArticle&& raw) { Check(std::move(raw)); },
                           .reject = [](kg::Rejection&&) {}});
  return 0;
}
