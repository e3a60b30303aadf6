#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "graph/utf8.h"
#include "ingest/archive_reader.h"

namespace kg {

#define READER(name) Entry<ArchiveReader> name##_reader();
#include "ingest/readers.def"
#undef READER

namespace {

const std::vector<std::unique_ptr<ArchiveReader>>& ReadersInOrder() {
  static const auto readers = [] {
    std::vector<std::unique_ptr<ArchiveReader>> made;
    for (const Entry<ArchiveReader>& entry : Readers()) made.push_back(entry.make());
    return made;
  }();
  return readers;
}

// More than one in three characters beyond ASCII cannot be read: it is text of another encoding, or
// none. Single broken characters, as in a page that was cut, are mended further on.
bool IsForeign(std::string_view bytes) {
  if (IsValidUtf8(bytes)) return false;
  std::size_t broken = 0;
  std::size_t others = 0;
  const std::string text = Sanitized(bytes);
  for (std::size_t pos = 0; pos < text.size();) {
    const char32_t c = NextCodePoint(text, &pos);
    if (c >= 0x80) ++(c == kReplacement ? broken : others);
  }
  return 2 * broken > others;
}

std::size_t FirstForeignLine(std::string_view bytes) {
  std::size_t line = 1;
  for (std::size_t start = 0; start < bytes.size(); ++line) {
    const std::size_t end = std::min(bytes.find('\n', start), bytes.size());
    if (!IsValidUtf8(bytes.substr(start, end - start))) break;
    start = end + 1;
  }
  return line;
}

}  // namespace

std::span<const Entry<ArchiveReader>> Readers() {
#define READER(name) name##_reader(),
  static const Entry<ArchiveReader> kReaders[] = {
#include "ingest/readers.def"
  };
#undef READER
  return kReaders;
}

void ReadArticles(std::string_view bytes, const ReadContext& context) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
  const auto reject = [&context](std::size_t line, std::string reason) {
    context.reject({std::string(context.path), line, std::move(reason)});
  };
  if (bytes.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    return reject(1, "the file is empty");
  }
  if (IsForeign(bytes)) return reject(FirstForeignLine(bytes), "the text is not UTF-8");
  for (const auto& reader : ReadersInOrder()) {
    if (reader->Recognizes(context.path, bytes)) return reader->Read(bytes, context);
  }
  reject(1, "no article: it starts with no archive header, no front matter and no JSON object");
}

}  // namespace kg
