// Any words as the name of a node: found, or refused as unknown or ambiguous.

#include "queries/find_name.h"

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string_view>

#include "graph/error.h"
#include "graph/store.h"

namespace {

// Two persons of one name part, with aliases, and what an article has around them.
kg::GraphStore MakeStore() {
  std::string folder = (std::filesystem::temp_directory_path() / "newsgraph-fuzz-XXXXXX").string();
  if (::mkdtemp(folder.data()) == nullptr) std::abort();
  kg::GraphStore store = kg::GraphStore::Open(folder, {.mode = kg::OpenMode::kCreate});
  kg::Article article;
  article.url = "https://www.chenxing.example/a/1";
  article.title = "马克龙会见李辉";
  article.text = article.title + "\n";
  for (const char* name : {"马克龙", "李辉", "李辉 (演员)"}) {
    kg::Entity& entity = article.entities.emplace_back();
    entity.kind = kg::NodeKind::kPerson;
    entity.name = name;
    entity.aliases = {"Macron", "辉"};
    entity.mentions = {{.span = {0, 3}}};
  }
  store.Put(std::move(article), {.place = {1}, .content = {1}});
  return store;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const kg::GraphStore store = MakeStore();
  try {
    kg::FindNamed(store, {reinterpret_cast<const char*>(data), size});
  } catch (const kg::Error& error) {
    if (error.code() != kg::ErrorCode::kUsage && error.code() != kg::ErrorCode::kUnknownName) {
      std::abort();
    }
  }
  return 0;
}
