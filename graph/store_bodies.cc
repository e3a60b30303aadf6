// The bodies of all articles, for what counts every word.
#include <atomic>
#include <utility>
#include <vector>

#include "graph/bytes.h"
#include "graph/database.h"
#include "graph/in_threads.h"
#include "graph/text_codec.h"
#include "graph/utf8.h"

namespace kg {
namespace {

constexpr unsigned kParts = 256;  // of ids by their first byte, by which they are spread evenly

NodeId IdIn(std::string_view key) { return static_cast<NodeId>(ByteReader(key).Fixed64()); }

using BodySpans = std::vector<std::pair<NodeId, Span>>;

BodySpans BodiesBelow(const Database& db, const std::string& prefix) {
  BodySpans bodies;
  db.Scan(Family::kArticles, prefix, [&](std::string_view key, std::string_view record) {
    bodies.emplace_back(IdIn(key), DecodeBody(record));
    return true;
  });
  return bodies;
}

}  // namespace

void GraphStore::ForEachBody(
    unsigned jobs,
    const std::function<void(unsigned job, NodeId, std::string_view body)>& visit) const {
  std::atomic<unsigned> next = 0;
  InThreads(jobs, [&](unsigned job) {
    for (unsigned part = next++; part < kParts; part = next++) {
      const std::string prefix(1, static_cast<char>(part));
      const BodySpans bodies = BodiesBelow(*db_, prefix);
      auto body = bodies.begin();
      db_->Scan(Family::kTexts, prefix, [&](std::string_view key, std::string_view packed) {
        if (body == bodies.end() || body->first != IdIn(key))
          throw Error(ErrorCode::kCorrupt, "an article and its text do not go together");
        const std::string text = UnpackText(packed);
        visit(job, body->first, Slice(text, body->second));
        ++body;
        return true;
      });
      if (body != bodies.end()) throw Error(ErrorCode::kCorrupt, "an article has no text");
    }
  });
}

}  // namespace kg
