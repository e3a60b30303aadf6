// Any bytes as an address: what comes out comes out again, and its facts can be read.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "graph/canonical_url.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view url(reinterpret_cast<const char*>(data), size);
  const std::string host = "https://www.chenxing.example/cn/a/20230517-b";
  for (const std::string& base : {std::string(), host}) {
    const auto once = kg::CanonicalUrl(url, base);
    if (!once) continue;
    if (kg::CanonicalUrl(*once) != once) std::abort();
    if (kg::FactsOf(*once).publisher.empty()) std::abort();
    kg::IsArticleLink(host, *once);
  }
  return 0;
}
