// Any bytes, with the digest that they should have, as a model of names: refused, or fit to be
// asked.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>

#include "graph/digest.h"
#include "graph/error.h"
#include "ingest/people/tag_model.h"

namespace {

using kg::people::TagModel;
using kg::people::TagModelHeader;

void Try(const std::string& bytes) {
  try {
    const TagModel model = TagModel::FromBytes(bytes);
    for (std::uint32_t feature = 1; feature != 0; feature <<= 1) model.WeightsOf(feature);
  } catch (const kg::Error& error) {
    if (error.code() != kg::ErrorCode::kCorrupt && error.code() != kg::ErrorCode::kUnsupported) {
      std::abort();
    }
  }
}

}  // namespace

// The first bytes go over the header and the last ones over the slots of a small model.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::string small = kg::people::PackTagModel({.bucket_bits = 4, .word_bits = 1}, {},
                                                            kg::people::TagWords::Pack({}, 1));
  Try({reinterpret_cast<const char*>(data), size});
  std::string bytes = small;
  const std::size_t head = std::min(size / 2, std::size_t{32});
  std::memcpy(bytes.data() + 8, data, std::min(head, std::size_t{16}));
  const std::size_t tail = std::min(size - head, std::size_t{200});
  std::memcpy(bytes.data() + bytes.size() - tail, data + head, tail);
  constexpr std::size_t kDigested = offsetof(TagModelHeader, unit);
  const kg::Digest digest = kg::DigestOf({bytes.data() + kDigested, bytes.size() - kDigested});
  std::memcpy(bytes.data() + offsetof(TagModelHeader, digest), digest.data(), digest.size());
  Try(bytes);
  return 0;
}
