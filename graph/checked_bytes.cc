#include "graph/checked_bytes.h"

#include "graph/digest.h"

namespace kg {
namespace {

constexpr std::size_t kCheckBytes = 8;

}  // namespace

std::string WithCheck(std::string bytes) {
  const Digest digest = DigestOf(bytes);
  bytes.append(AsBytes(digest).substr(0, kCheckBytes));
  return bytes;
}

std::optional<std::string_view> WithoutCheck(std::string_view bytes) {
  if (bytes.size() < kCheckBytes) return std::nullopt;
  const std::string_view content = bytes.substr(0, bytes.size() - kCheckBytes);
  const Digest digest = DigestOf(content);
  if (CheckOf(bytes) != AsBytes(digest).substr(0, kCheckBytes)) return std::nullopt;
  return content;
}

std::string_view CheckOf(std::string_view checked) {
  return checked.substr(checked.size() - kCheckBytes);
}

}  // namespace kg
