// Any bytes, with the check that they should have, as stored identities; and any text as a log of
// decisions: damage is reported, and what is read is written again as it was.

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "graph/digest.h"
#include "graph/error.h"
#include "graph/identities.h"
#include "graph/identity/decisions.h"
#include "graph/identity_record.h"

namespace {

void TryRecord(std::string_view body) {
  constexpr std::size_t kCheckBytes = 8;
  const kg::Digest check = kg::DigestOf(body);
  const std::string bytes = std::string(body).append(kg::AsBytes(check).substr(0, kCheckBytes));
  try {
    kg::IdentityFindings findings = kg::DecodeIdentities(bytes);
    if (kg::EncodeIdentities(findings) != bytes) std::abort();
    const kg::Identities asked(std::move(findings));
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
  TryLog(bytes);
  return 0;
}
