// make_archive FOLDER OUT --articles N: a large archive made of the articles below FOLDER, to
// measure with; what a copy has of its original is said in copied_archive.h. The same bytes for a
// seed.
//
//   make_archive articles/ big/ --articles 1000000
//   make_archive articles/ delta/ --articles 1000000 --changed 0.01
//
// The second writes only those hundredth of the articles that it gives another text, under the same
// addresses and, with delta/ in the place of big/, the same paths: an ingest of it is that of an
// archive of which one percent changed, without the reading of the rest.
#include <CLI/CLI.hpp>

#include <cmath>
#include <cstdio>
#include <exception>
#include <string>

#include "tools/make_archive/archive_output.h"
#include "tools/make_archive/copied_archive.h"

int main(int argc, char** argv) {
  using namespace kg::archive_maker;
  std::string from;
  std::string to;
  std::uint64_t articles = 10'000;
  std::uint64_t part = 10'000;
  double changed = 0;
  bool as_files = false;
  CopyOptions options;
  CLI::App app("make_archive: a large archive made of a small one");
  app.add_option("FOLDER", from, "files of the archive that copies are made of")->required();
  app.add_option("OUT", to, "folder to write to")->required();
  app.add_option("--articles", articles, "how many");
  app.add_option("--seed", options.seed, "of everything that is left to chance");
  app.add_option("--part", part, "articles a tar file")->check(CLI::PositiveNumber);
  app.add_flag("--files", as_files, "files instead of tar files");
  app.add_option("--changed", changed, "write only this share of them, with other texts")
      ->check(CLI::Range(0.0, 1.0));
  CLI11_PARSE(app, argc, argv);
  try {
    options.changed_of_100000 = static_cast<std::uint32_t>(std::lround(changed * 100'000));
    const CopiedArchive archive(from, options);
    const auto output = as_files ? Files(to) : TarParts(to, part);
    std::uint64_t written = 0;
    std::uint64_t bytes = 0;
    for (std::uint64_t number = 0; number < articles; ++number) {
      if (changed > 0 && !archive.IsChanged(number)) continue;
      const CopiedArchive::File file = archive.Make(number);
      output->Add(number, file.path, file.bytes);
      ++written;
      bytes += file.bytes.size();
    }
    output->Close();
    std::printf("%llu articles of %zu pages, %.1f MB\n", static_cast<unsigned long long>(written),
                archive.size(), static_cast<double>(bytes) / 1e6);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "make_archive: %s\n", error.what());
    return 1;
  }
  return 0;
}
