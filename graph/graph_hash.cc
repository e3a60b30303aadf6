#include "graph/graph_hash.h"

#include <openssl/evp.h>

#include <array>
#include <memory>

#include "graph/article_codec.h"
#include "graph/bytes.h"
#include "graph/digest.h"

namespace kg {
namespace {

class Sha256 {
 public:
  Sha256() : context_(EVP_MD_CTX_new(), EVP_MD_CTX_free) {
    Require(context_ != nullptr && EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) == 1);
  }

  void Add(std::string_view bytes) {
    Require(EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()) == 1);
  }

  std::string Hex() {
    std::array<unsigned char, 32> digest{};
    Require(EVP_DigestFinal_ex(context_.get(), digest.data(), nullptr) == 1);
    return kg::Hex({reinterpret_cast<const char*>(digest.data()), digest.size()});
  }

 private:
  static void Require(bool done) {
    if (!done) throw Error(ErrorCode::kUnsupported, "this OpenSSL has no SHA-256");
  }

  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context_;
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
