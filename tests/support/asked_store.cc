#include "tests/support/asked_store.h"

#include "graph/refresh.h"
#include "tests/support/names_store.h"
#include "tests/support/random_articles.h"

namespace kg {

AskedStore::AskedStore(const std::function<void(GraphStore&)>& fill) {
  GraphStore store =
      GraphStore::Open(path_, {.mode = OpenMode::kCreate, .memory_bytes = std::size_t{8} << 20});
  fill(store);
  RefreshDerived(store);
}

CommandResult AskedStore::Run(std::vector<std::string> words) const {
  words.insert(words.begin(), {"--store", path_.string()});
  return RunProgram(words);
}

Json AskedStore::Ask(std::vector<std::string> words) const {
  words.insert(words.end(), {"--format", "json"});
  const CommandResult result = Run(std::move(words));
  return result.out.empty() ? Json() : Json::parse(result.out);
}

AskedStore StoreOfArticles(std::uint64_t seed, int articles) {
  return AskedStore([&](GraphStore& store) {
    for (const PlacedArticle& one : RandomArchive(seed).Make(articles)) {
      store.Put(one.article, one.slot);
    }
  });
}

AskedStore StoreOfNames(std::uint64_t seed, int articles, int names) {
  return AskedStore([&](GraphStore& store) { PutRandomNames(store, articles, names, seed); });
}

}  // namespace kg
