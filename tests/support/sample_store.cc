#include "tests/support/sample_store.h"

#include <stdexcept>

#include "tests/support/command_line.h"
#include "tests/support/temp_dir.h"

namespace kg {
namespace {

void MustRun(std::vector<std::string> words) {
  const CommandResult result = RunProgram(words);
  if (result.status != kAnswered) throw std::runtime_error("the sample store: " + result.err);
}

}  // namespace

const std::filesystem::path& SampleStore() {
  static const TempDir dir;
  static const std::filesystem::path store = [] {
    const std::filesystem::path path = dir.path() / "store";
    const std::string sample = KG_SOURCE_DIR "/sample/";
    MustRun({"--store", path.string(), "ingest", sample + "articles", sample + "jekyll",
             sample + "lines.jsonl"});
    MustRun({"--store", path.string(), "clusters", "run"});
    return path;
  }();
  return store;
}

}  // namespace kg
