// people_bench FILE_OR_DIR...: how fast names are found in the stored texts of articles, one core.
//   people.seconds CPU time for all of them
//   people.speed   megabytes of UTF-8 a second
//   people.chars   code points a second
//   people.decode  the part of the time that Decode() alone takes
//   people.names   names found per 1,000 code points (a check that the work was done)
// CPU time, seven rounds over all files, the median. Prints `name value unit` lines.
#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <string>
#include <vector>

#include "ingest/archive_reader.h"
#include "ingest/build_article.h"
#include "ingest/file_source.h"
#include "ingest/people/code_points.h"
#include "ingest/people/extractor.h"

namespace {

constexpr std::size_t kRounds = 7;

struct ArticleForNames {
  std::string text{};
  std::vector<kg::FieldSpan> fields{};
};

// The stored texts of the articles, as ingest looks at them.
std::vector<ArticleForNames> LoadTexts(int argc, char** argv) {
  std::vector<ArticleForNames> texts;
  std::vector<kg::Rejection> rejected;
  kg::FileSource files({argv + 1, argv + argc});
  while (auto file = files.Next(rejected)) {
    const std::string path = file->path;
    std::string reason;
    const auto bytes = kg::ReadSource(std::move(*file), std::uint64_t{1} << 30, &reason);
    if (!bytes) continue;
    const auto take = [&](kg::RawArticle&& raw) {
      auto article = kg::BuildArticle(std::move(raw), &reason);
      if (article) texts.push_back({std::move(article->text), std::move(article->fields)});
    };
    kg::ReadArticles(*bytes, {.path = path, .article = take, .reject = [](auto&&) {}});
  }
  return texts;
}

double CpuSeconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

// The median over all rounds of the time that `work` takes on all texts, and what it counted.
template <typename Work>
std::pair<double, std::size_t> Measure(const std::vector<ArticleForNames>& texts, Work work) {
  std::array<double, kRounds> seconds{};
  std::size_t counted = 0;
  for (double& round : seconds) {
    counted = 0;
    const double start = CpuSeconds();
    for (const ArticleForNames& text : texts) counted += work(text);
    round = CpuSeconds() - start;
  }
  std::ranges::sort(seconds);
  return {seconds[kRounds / 2], counted};
}

std::size_t CountNames(const ArticleForNames& article) {
  return kg::ExtractNames({article.text, article.fields}).size();
}

std::size_t CountDecoded(const ArticleForNames& article) {
  return kg::people::Decode(article.text).chars.size();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fputs("usage: people_bench FILE_OR_DIR...\n", stderr);
    return 2;
  }
  const std::vector<ArticleForNames> texts = LoadTexts(argc, argv);
  double bytes = 0;
  for (const ArticleForNames& article : texts) bytes += static_cast<double>(article.text.size());
  const auto [decode_seconds, points] = Measure(texts, CountDecoded);
  const auto [seconds, names] = Measure(texts, CountNames);
  const auto chars = static_cast<double>(points);
  std::printf("people.seconds %.3f s\n", seconds);
  std::printf("people.speed %.1f MB/s\n", bytes / 1e6 / seconds);
  std::printf("people.chars %.0f code_points/s\n", chars / seconds);
  std::printf("people.decode %.1f %%\n", 100 * decode_seconds / seconds);
  std::printf("people.names %.3f per_1000\n", 1000 * static_cast<double>(names) / chars);
  std::fprintf(stderr, "%zu texts, %.1f MB\n", texts.size(), bytes / 1e6);
  return 0;
}
