// Any bytes, with the check that they should have, as stored identities; and any text as a log of
// decisions: damage is reported, and what is read is written again as it was.

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "graph/checked_bytes.h"
#include "graph/error.h"
#include "graph/identities.h"
#include "graph/identity/decisions.h"
#include "graph/identity_record.h"

namespace {

void TryRecord(std::string_view body) {
  const std::string bytes = kg::WithCheck(std::string(body));
  try {
    const kg::IdentityFindings findings = kg::DecodeIdentities(bytes);
    if (kg::EncodeIdentities(findings) != bytes) std::abort();
    const kg::Identities asked(findings);
    asked.ForEachEdge([&](const kg::IdentityEdge& edge) { asked.EdgesOf(edge.from->id()); });
  } catch (const kg::Error& error) {
    if (error.code() != kg::ErrorCode::kCorrupt) std::abort();
  }
}

void TryShard(std::string_view body) {
  const std::string bytes = kg::WithCheck(std::string(body));
  try {
    const kg::Identities asked(kg::DecodeHead(kg::WithCheck(std::string("\2\0\0\0", 4))),
                               [&](std::size_t) { return bytes; });
    asked.Findings();
    asked.ForEachEdge([&](const kg::IdentityEdge& edge) { asked.EdgesOf(edge.from->id()); });
  } catch (const kg::Error& error) {
    if (error.code() != kg::ErrorCode::kCorrupt) std::abort();
  }
  try {
    kg::DecodeHead(bytes);
  } catch (const kg::Error& error) {
    if (error.code() != kg::ErrorCode::kCorrupt) std::abort();
  }
}

void TryLog(std::string_view text) {
  try {
    const auto decisions = kg::ParseDecisions(text, "log", kg::ErrorCode::kCorrupt);
    const std::string written = kg::FormatDecisions(decisions);
    if (kg::ParseDecisions(written, "log", kg::ErrorCode::kCorrupt) != decisions) std::abort();
  } catch (const kg::Error& error) {
    if (error.code() != kg::ErrorCode::kCorrupt) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  TryRecord(bytes);
  TryShard(bytes);
  TryLog(bytes);
  return 0;
}
