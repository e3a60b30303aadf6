#include "graph/graph_hash.h"

#include <nettle/sha2.h>

#include <array>
#include <cstdint>

#include "graph/article_codec.h"
#include "graph/bytes.h"
#include "graph/digest.h"

namespace kg {
namespace {

class Sha256 {
 public:
  Sha256() { sha256_init(&context_); }

  void Add(std::string_view bytes) {
    sha256_update(&context_, bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()));
  }

  std::string Hex() {
    std::array<std::uint8_t, SHA256_DIGEST_SIZE> digest{};
    sha256_digest(&context_, digest.size(), digest.data());
    return kg::Hex({reinterpret_cast<const char*>(digest.data()), digest.size()});
  }

 private:
  sha256_ctx context_{};
};

}  // namespace

std::string GraphSha256(const GraphStore& store) {
  Sha256 hash;
  store.ForEachVersion([&](const Article& article, const Digest& content) {
    std::string bytes;
    ByteWriter(bytes).String(EncodeGraphPart(article));
    hash.Add(bytes);
    hash.Add(AsBytes(content));
  });
  const auto identities = store.identities();
  identities->ForEachEdge([&](const IdentityEdge& edge) {
    std::string bytes;
    ByteWriter out(bytes);
    out.Byte(static_cast<std::uint8_t>(edge.relation));
    out.String(NodeName(edge.from->kind, edge.from->key));
    out.String(NodeName(edge.to->kind, edge.to->key));
    hash.Add(bytes);
  });
  return hash.Hex();
}

}  // namespace kg
