// A small archive, the store made of it, and what that store must say.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "cli/command.h"
#include "graph/graph_hash.h"
#include "graph/store.h"
#include "tests/faults/program.h"
#include "tests/support/command_line.h"
#include "tests/support/synthetic_archive.h"
#include "tests/support/temp_dir.h"

namespace kg {

/// Made once a program: the archive, its store with clusters, and the hash of the graph.
struct SmallStore {
  TempDir dir{};
  std::filesystem::path archive = dir.path() / "archive";
  std::filesystem::path store = dir.path() / "store";
  std::string hash{};

  SmallStore() {
    WriteSyntheticArchive(archive, 60, 5);
    for (const std::vector<std::string>& words :
         {std::vector<std::string>{"ingest", archive.string()}, {"clusters", "run"}}) {
      std::vector<std::string> all = {"--quiet", "--store", store.string()};
      all.insert(all.end(), words.begin(), words.end());
      if (RunProgram(all).status != kAnswered) throw std::runtime_error("no small store");
    }
    hash = GraphSha256(GraphStore::Open(store));
  }

  static const SmallStore& Get() {
    static const SmallStore small;
    return small;
  }
};

/// A test with a copy of the small store of its own.
class WithStore : public testing::Test {
 protected:
  void SetUp() override { Reset(); }

  /// The copy as it was at first.
  void Reset() {
    std::filesystem::remove_all(store_);
    std::filesystem::copy(small_.store, store_, std::filesystem::copy_options::recursive);
  }

  std::vector<std::string> On(std::vector<std::string> words) const {
    words.insert(words.begin(), {"--quiet", "--store", store_.string()});
    return words;
  }
  std::vector<std::string> Ingest() const {
    return On({"ingest", "--jobs", "1", small_.archive.string()});
  }

  /// Verifies the store with the program and gives its hash; empty when there is none yet.
  std::string HashOfWhole() const {
    const CommandResult found = RunProgram(On({"verify", "--format", "json"}));
    if (found.status == kRejectedOrMissing) return {};
    EXPECT_EQ(found.status, kAnswered) << found.out << found.err;
    return found.status == kAnswered ? GraphSha256(GraphStore::Open(store_)) : "damaged";
  }

  const SmallStore& small_ = SmallStore::Get();
  TempDir dir_;
  std::filesystem::path store_ = dir_.path() / "store";
};

}  // namespace kg
