// Any bytes, with the check that they should have, as what a cluster run keeps: damage is reported,
// and what is read is written again as it was read.

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "graph/checked_bytes.h"
#include "graph/error.h"
#include "queries/cluster_memory.h"
#include "queries/stored_terms.h"

namespace {

void TryMemory(std::string_view body) {
  const std::string terms = kg::WithCheck("terms");
  const kg::MemoryOrigin origin{.run = "run", .decisions = ""};
  // What is behind the head, which tells whether the rest is looked at.
  const std::string empty = kg::ToRecord({.terms = terms}, origin);
  const std::string head = empty.substr(0, 1 + 16 + 16 + 8);
  try {
    const auto memory = kg::MemoryFrom(kg::WithCheck(head + std::string(body)), terms, origin);
    if (!memory) std::abort();
    const std::string written = kg::ToRecord(*memory, origin);
    const auto again = kg::MemoryFrom(written, terms, origin);
    if (!again || kg::ToRecord(*again, origin) != written) std::abort();
  } catch (const kg::Error& error) {
    if (error.code() != kg::ErrorCode::kCorrupt) std::abort();
  }
}

void TryTerms(std::string_view body) {
  const std::string bytes = kg::WithCheck(std::string(body));
  try {
    const kg::StoredTerms terms(bytes);
    for (const auto& known : terms.Find(std::vector<std::uint32_t>{0, 1, 2, 300, 70'000})) {
      terms.ForEachEntry(known, [&](std::uint32_t article, std::uint32_t) {
        if (article >= terms.articles()) std::abort();
      });
    }
  } catch (const kg::Error& error) {
    if (error.code() != kg::ErrorCode::kCorrupt) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  TryMemory(bytes);
  TryTerms(bytes);
  return 0;
}
