// ingest_bench ARCHIVE_DIR [ROUNDS] - the whole ingest against libxml2's SAX parse of the same
// bytes, in turn, in one process. Prints `name value unit` lines: CPU seconds (user and system, all
// threads), their ratios (medians), the wall time of one job against two, and the peak memory of
// the process.
#include <libxml/HTMLparser.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <sstream>
#include <string>
#include <vector>

#include "graph/store.h"
#include "ingest/file_source.h"
#include "ingest/ingester.h"
#include "ingest/keep_memory.h"

namespace {

namespace fs = std::filesystem;

double CpuSeconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double Timed(const std::function<void()>& work) {
  const double start = CpuSeconds();
  work();
  return CpuSeconds() - start;
}

double WallSeconds(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double Median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

// The HTML line of every file, read before anything is timed.
std::vector<std::string> Pages(const fs::path& archive) {
  std::vector<std::string> pages;
  std::vector<kg::Rejection> rejected;
  kg::FileSource files({archive});
  while (auto file = files.Next(rejected)) {
    std::string reason;
    const auto bytes = kg::ReadSource(std::move(*file), 64 << 20, &reason);
    if (!bytes) continue;
    const std::size_t rule = bytes->find("------\n");
    pages.push_back(rule == std::string::npos ? *bytes
                                              : bytes->substr(std::min(rule + 8, bytes->size())));
  }
  return pages;
}

std::size_t g_seen = 0;  // keeps the parse from being optimised away

void SaxParse(const std::vector<std::string>& pages) {
  htmlSAXHandler handler{};
  handler.startElement = [](void*, const xmlChar* name, const xmlChar**) { g_seen += name[0]; };
  handler.characters = [](void*, const xmlChar*, int size) {
    g_seen += static_cast<std::size_t>(size);
  };
  for (const std::string& page : pages) {
    htmlParserCtxtPtr context =
        htmlCreatePushParserCtxt(&handler, nullptr, nullptr, 0, nullptr, XML_CHAR_ENCODING_UTF8);
    htmlCtxtUseOptions(context, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING);
    htmlParseChunk(context, page.data(), static_cast<int>(page.size()), 1);
    htmlFreeParserCtxt(context);
  }
}

void IngestOnce(const fs::path& archive, const fs::path& folder, int jobs = 1) {
  kg::GraphStore store = kg::GraphStore::Open(folder, {.mode = kg::OpenMode::kCreate});
  std::istringstream nothing;
  kg::Ingest(&store, {archive}, nothing, {.jobs = jobs});
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: ingest_bench ARCHIVE_DIR [ROUNDS]\n");
    return 2;
  }
  kg::KeepMemory();
  const fs::path archive = argv[1];
  const int rounds = argc > 2 ? std::atoi(argv[2]) : 5;
  const fs::path folder = fs::temp_directory_path() / ("ingest_bench." + std::to_string(getpid()));
  std::vector<double> first;
  std::vector<double> again;
  std::vector<double> sax;
  std::vector<double> jobs_ratio;
  for (int round = 0; round < rounds; ++round) {
    fs::remove_all(folder);
    first.push_back(Timed([&] { IngestOnce(archive, folder / "0"); }));
    again.push_back(Timed([&] { IngestOnce(archive, folder / "0"); }));
    const double one = WallSeconds([&] { IngestOnce(archive, folder / "1"); });
    const double two = WallSeconds([&] { IngestOnce(archive, folder / "2", 2); });
    jobs_ratio.push_back(one / two);
    const std::vector<std::string> pages = Pages(archive);
    if (round == 0) {
      rusage usage{};
      getrusage(RUSAGE_SELF, &usage);
      std::printf("ingest.peak_with_pages %.0f MB\n", static_cast<double>(usage.ru_maxrss) / 1024);
    }
    sax.push_back(Timed([&] { SaxParse(pages); }));
  }
  fs::remove_all(folder);
  std::vector<double> ratio;
  for (std::size_t i = 0; i < sax.size(); ++i) ratio.push_back(first[i] / sax[i]);
  std::vector<double> ratio_again;
  for (std::size_t i = 0; i < sax.size(); ++i) ratio_again.push_back(again[i] / first[i]);
  std::printf("ingest.first %.3f s\ningest.unchanged %.3f s\nlibxml2.sax %.3f s\n", Median(first),
              Median(again), Median(sax));
  std::printf("ingest.first/libxml2.sax %.3f ratio\ningest.unchanged/ingest.first %.3f ratio\n",
              Median(ratio), Median(ratio_again));
  std::printf("ingest.jobs_1/ingest.jobs_2 %.3f ratio of wall time\n", Median(jobs_ratio));
  return g_seen == 42 ? 1 : 0;
}
