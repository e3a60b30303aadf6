// store_bench ARCHIVE [ROUNDS]: what the store's part of an ingest costs.
//   store.put    CPU seconds (user and system, all threads) to put every article and to sync
//   store.bytes  on disk afterwards
//   FAMILY.writes, .key, .value, .disk   entries and bytes an article, by family of keys
// All articles are read and built before anything is timed; median of the rounds (5). Prints
// `name value unit` lines.
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "graph/store.h"
#include "ingest/archive_reader.h"
#include "ingest/build_article.h"
#include "ingest/file_source.h"

namespace {

namespace fs = std::filesystem;
using Placed = std::vector<std::pair<kg::Article, kg::Slot>>;

double CpuSeconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

Placed ReadAll(const fs::path& archive) {
  Placed placed;
  std::vector<kg::Rejection> rejected;
  kg::FileSource files({archive});
  while (auto file = files.Next(rejected)) {
    const std::string path = file->path;
    std::string reason;
    const auto bytes = kg::ReadSource(std::move(*file), 64 << 20, &reason);
    if (!bytes) continue;
    const auto take = [&](kg::RawArticle&& raw) {
      auto article = kg::BuildArticle(std::move(raw), &reason);
      if (!article) return;
      const kg::Digest place = kg::DigestOf(path + std::to_string(placed.size()));
      placed.emplace_back(std::move(*article), kg::Slot{place, kg::DigestOf(*bytes)});
    };
    kg::ReadArticles(*bytes, {.path = path, .article = take, .reject = [](auto&&) {}});
  }
  return placed;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: store_bench ARCHIVE [ROUNDS]\n");
    return 2;
  }
  const fs::path folder = fs::temp_directory_path() / ("store_bench." + std::to_string(getpid()));
  std::vector<double> seconds(argc > 2 ? static_cast<std::size_t>(std::atoi(argv[2])) : 5);
  for (double& round : seconds) {
    fs::remove_all(folder);
    Placed placed = ReadAll(argv[1]);
    const double start = CpuSeconds();
    kg::GraphStore store = kg::GraphStore::Open(folder, {.mode = kg::OpenMode::kCreate});
    kg::PutGroup group(store);
    for (auto& [article, slot] : placed) group.Put(std::move(article), slot);
    group.Commit();
    store.Sync();
    round = CpuSeconds() - start;
  }
  std::sort(seconds.begin(), seconds.end());
  std::printf("store.put %.3f s\n", seconds[seconds.size() / 2]);
  const kg::GraphStore store = kg::GraphStore::Open(folder);
  const kg::StoreStats stats = store.Stats();
  std::printf("store.bytes %.1f MB\n", static_cast<double>(stats.bytes) / 1e6);
  const auto articles = static_cast<double>(std::max<std::uint64_t>(stats.articles, 1));
  for (const kg::FamilySize& size : store.FamilySizes()) {
    const auto print = [&](const char* what, std::uint64_t value, const char* unit) {
      std::printf("%s.%s %.2f %s\n", size.name.c_str(), what, static_cast<double>(value) / articles,
                  unit);
    };
    print("writes", size.entries, "/article");
    print("key", size.key_bytes, "B/article");
    print("value", size.value_bytes, "B/article");
    print("disk", size.file_bytes, "B/article");
  }
  fs::remove_all(folder);
  return 0;
}
