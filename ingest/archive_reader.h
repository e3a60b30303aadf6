// The formats that articles come in, told apart by content.
#pragma once

#include <functional>
#include <span>
#include <string_view>

#include "graph/registry.h"
#include "ingest/article_source.h"

namespace kg {

struct ReadContext {
  std::string_view path{};  // for rejections; never part of an identity
  std::function<void(RawArticle&&)> article{};
  std::function<void(Rejection&&)> reject{};
};

/// Reads one kind of file. Stateless: one reader may serve several threads.
class ArchiveReader {
 public:
  virtual ~ArchiveReader() = default;

  /// Whether `bytes` look like this format; the first reader that says so in readers.def reads it.
  virtual bool Recognizes(std::string_view path, std::string_view bytes) const = 0;

  /// Calls back once per article or rejected record. A bad record never ends the file.
  virtual void Read(std::string_view bytes, const ReadContext& context) const = 0;
};

/// All readers, in the order of readers.def.
std::span<const Entry<ArchiveReader>> Readers();

/// Finds the reader and reads; rejects bytes that no reader knows.
void ReadArticles(std::string_view bytes, const ReadContext& context);

}  // namespace kg
