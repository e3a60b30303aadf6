// Any text: names are quotes of it, in order, none overlapping.

#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include "graph/utf8.h"
#include "ingest/people/extractor.h"

namespace {

void Check(const kg::FoundName& name, std::string_view text, std::uint32_t behind,
           std::uint32_t end) {
  if (name.span.start < behind || name.span.end > end || name.span.start >= name.span.end)
    std::abort();
  if (name.entity.empty() || !kg::IsValidUtf8(name.entity)) std::abort();
  const std::string_view quote = kg::Slice(text, name.span);
  if (quote != (name.alias.empty() ? name.entity : name.alias)) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text = kg::Sanitized({reinterpret_cast<const char*>(data), size});
  const auto end = static_cast<std::uint32_t>(kg::CountCodePoints(text));
  const std::uint32_t middle = end / 2;
  std::uint32_t behind = 0;
  for (const kg::FoundName& name : kg::ExtractNames(
           {text, {{kg::Field::kTitle, {0, middle}}, {kg::Field::kBody, {middle, end}}}})) {
    Check(name, text, behind, end);
    behind = name.span.end;
  }
  return 0;
}
