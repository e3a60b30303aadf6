#include "ingest/text_parts.h"

#include <algorithm>

#include "graph/nfc.h"
#include "graph/utf8.h"
#include "ingest/entities.h"

namespace kg {

bool Lines::Next(std::string_view* line) {
  if (rest_.empty()) return false;
  const std::size_t end = std::min(rest_.find('\n'), rest_.size());
  *line = rest_.substr(0, end);
  if (line->ends_with('\r')) line->remove_suffix(1);
  rest_.remove_prefix(std::min(end + 1, rest_.size()));
  ++number_;
  return true;
}

std::string_view Trimmed(std::string_view text) {
  const auto is_blank = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

std::string TitleText(std::string_view raw) {
  std::string title = Sanitized(DecodeEntities(raw));
  MakeNfc(&title);
  return title;
}

}  // namespace kg
