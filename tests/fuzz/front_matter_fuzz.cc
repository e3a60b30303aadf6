// Any text as front matter: its size lies in the text, and its values can be asked for.

#include "ingest/front_matter.h"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const std::string& text : {std::string(bytes), "---\n" + std::string(bytes) + "\n---\n"}) {
    const std::size_t front = kg::FrontMatterSize(text);
    if (front > text.size()) std::abort();
    const kg::FrontMatter matter(std::string_view(text).substr(0, front));
    matter.Texts({"title", "date", "from", "url"});
    matter.Lists({"tags", "categories", "author"});
  }
  return 0;
}
