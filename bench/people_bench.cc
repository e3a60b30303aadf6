// people_bench FILE_OR_DIR...: how fast names are found in plain UTF-8 text, one core.
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
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "graph/utf8.h"
#include "ingest/people/code_points.h"
#include "ingest/people/extractor.h"

namespace {

constexpr std::size_t kRounds = 7;

std::string ReadText(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return kg::Sanitized(std::string(std::istreambuf_iterator<char>(in), {}));
}

std::vector<std::string> LoadTexts(int argc, char** argv) {
  std::vector<std::string> texts;
  for (int i = 1; i < argc; ++i) {
    if (!std::filesystem::is_directory(argv[i])) {
      texts.push_back(ReadText(argv[i]));
      continue;
    }
    for (const auto& entry : std::filesystem::recursive_directory_iterator(argv[i])) {
      if (entry.is_regular_file()) texts.push_back(ReadText(entry.path()));
    }
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
std::pair<double, std::size_t> Measure(const std::vector<std::string>& texts, Work work) {
  std::array<double, kRounds> seconds{};
  std::size_t counted = 0;
  for (double& round : seconds) {
    counted = 0;
    const double start = CpuSeconds();
    for (const std::string& text : texts) counted += work(text);
    round = CpuSeconds() - start;
  }
  std::ranges::sort(seconds);
  return {seconds[kRounds / 2], counted};
}

// The end of a field may lie behind the text; it is clamped.
std::size_t CountNames(const std::string& text) {
  const auto size = static_cast<std::uint32_t>(text.size());
  return kg::ExtractNames({text, {{kg::Field::kBody, {0, size}}}}).size();
}

std::size_t CountDecoded(const std::string& text) { return kg::people::Decode(text).chars.size(); }

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fputs("usage: people_bench FILE_OR_DIR...\n", stderr);
    return 2;
  }
  const std::vector<std::string> texts = LoadTexts(argc, argv);
  double bytes = 0;
  for (const std::string& text : texts) bytes += static_cast<double>(text.size());
  CountNames("马克龙");  // makes the tables
  const auto [decode_seconds, points] = Measure(texts, CountDecoded);
  const auto [seconds, names] = Measure(texts, CountNames);
  const auto chars = static_cast<double>(points);
  std::printf("people.speed %.1f MB/s\n", bytes / 1e6 / seconds);
  std::printf("people.chars %.0f code_points/s\n", chars / seconds);
  std::printf("people.decode %.1f %%\n", 100 * decode_seconds / seconds);
  std::printf("people.names %.3f per_1000\n", 1000 * static_cast<double>(names) / chars);
  std::fprintf(stderr, "%zu texts, %.1f MB\n", texts.size(), bytes / 1e6);
  return 0;
}
