// Disks that are full, fail, or may not be written.

#include <fcntl.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>

#include "tests/faults/small_store.h"

namespace kg {
namespace {

namespace fs = std::filesystem;

// Every call in turn is too slow for each change: NEWSGRAPH_FAULTS says how many.
long Points() { return Wanted("NEWSGRAPH_FAULTS", 10); }

class FailingDisk : public WithStore {
 protected:
  // What `words` do when a call fails: refuse with `refusals`, or be right all the same.
  void ExpectRightOrRefused(const std::vector<std::string>& words, Failure failure,
                            const std::function<void()>& reset) {
    reset();
    failure.folder = store_;
    const std::string right = RunReal(words).out;
    reset();
    const long calls = CountCalls(words, failure);
    for (const long at : Spread(calls, Points())) {
      reset();
      failure.at = at;
      const Outcome outcome = RunReal(words, FailingAt(failure));
      const std::string where = "call " + std::to_string(at) + " of " + std::to_string(calls) +
                                ": " + std::to_string(outcome.status) + " " + outcome.err;
      EXPECT_FALSE(outcome.hung) << where;
      EXPECT_TRUE(outcome.status == kAnswered || outcome.status == kRefused) << where;
      EXPECT_EQ(outcome.status == kRefused, outcome.err.find("newsgraph: ") == 0) << where;
      if (outcome.status == kAnswered && failure.reads) {
        EXPECT_EQ(outcome.out, right) << where;
      }
      if (!failure.reads) {
        HashOfWhole();
        EXPECT_EQ(RunReal(Ingest()).status, kAnswered) << where;
        EXPECT_EQ(HashOfWhole(), small_.hash) << where;
      }
    }
  }
  void Remove() { fs::remove_all(store_); }
};

TEST_F(FailingDisk, AFullDiskEndsAnIngestAndLosesNothing) {
  ExpectRightOrRefused(Ingest(), {.error = ENOSPC, .for_good = true}, [&] { Remove(); });
}

TEST_F(FailingDisk, AWriteThatFailsOnceEndsAnIngestAndLosesNothing) {
  ExpectRightOrRefused(Ingest(), {.error = EIO}, [&] { Remove(); });
}

TEST_F(FailingDisk, AFullDiskEndsACompactionAndLosesNothing) {
  ExpectRightOrRefused(On({"compact"}), {.error = ENOSPC, .for_good = true}, [&] { Reset(); });
}

TEST_F(FailingDisk, AReadThatFailsIsNeverAWrongAnswer) {
  ExpectRightOrRefused(On({"stats", "--format", "json"}), {.error = EIO, .reads = true},
                       [&] { Reset(); });
}

TEST_F(FailingDisk, ADiskThatCannotBeReadAnyMoreIsNeverAWrongAnswer) {
  ExpectRightOrRefused(On({"export", "--format", "json"}),
                       {.error = EIO, .for_good = true, .reads = true}, [&] { Reset(); });
}

TEST_F(FailingDisk, AQuotaIsAFullDisk) {
  Remove();
  for (const rlim_t bytes : {4 << 10, 40 << 10}) {
    const Outcome outcome = RunReal(Ingest(), {.in_child = [bytes] {
                                      const rlimit limit{bytes, bytes};
                                      ::setrlimit(RLIMIT_FSIZE, &limit);
                                    }});
    EXPECT_EQ(outcome.status, kRefused) << bytes << ": " << outcome.err;
    EXPECT_NE(outcome.err.find("the disk is full"), std::string::npos) << outcome.err;
  }
  EXPECT_EQ(RunReal(Ingest()).status, kAnswered);
  EXPECT_EQ(HashOfWhole(), small_.hash);
}

// A file system of so many KiB; only root may make one.
class TinyDisk {
 public:
  TinyDisk(fs::path path, int kib) : path_(std::move(path)) {
    fs::create_directories(path_);
    const std::string size = "size=" + std::to_string(kib) + "k";
    mounted_ = ::mount("tmpfs", path_.c_str(), "tmpfs", 0, size.c_str()) == 0;
  }
  ~TinyDisk() {
    if (mounted_) ::umount2(path_.c_str(), MNT_DETACH);
  }
  bool mounted() const { return mounted_; }

 private:
  fs::path path_;
  bool mounted_ = false;
};

TEST_F(FailingDisk, ARealSmallDiskIsFilledAndTheStoreOnItIsWhole) {
  for (const int kib : {64, 160, 256}) {
    const TinyDisk disk(dir_.path() / "disk", kib);
    if (!disk.mounted()) GTEST_SKIP() << "file systems cannot be mounted here";
    store_ = dir_.path() / "disk" / "store";
    const Outcome outcome = RunReal(Ingest(), {.patience = std::chrono::seconds(30)});
    EXPECT_FALSE(outcome.hung);
    EXPECT_EQ(outcome.status, kRefused) << kib << " KiB: " << outcome.err;
    HashOfWhole();  // reading goes on where there is no room at all
  }
}

// As another user, as root may write everywhere.
void BecomeNobody() {
  constexpr uid_t kNobody = 65534;
  if (::geteuid() == 0 && (::setgid(kNobody) != 0 || ::setuid(kNobody) != 0)) ::_exit(125);
}

TEST_F(FailingDisk, AReadOnlyStoreIsReadAndNotWritten) {
  for (const auto& entry : fs::recursive_directory_iterator(dir_.path())) {
    fs::permissions(entry, entry.is_directory() ? fs::perms(0555) : fs::perms(0444));
  }
  fs::permissions(dir_.path(), fs::perms(0555));
  const Conditions nobody{.in_child = BecomeNobody};
  const std::string right = RunReal(On({"stats", "--format", "json"})).out;
  const Outcome read = RunReal(On({"stats", "--format", "json"}), nobody);
  EXPECT_EQ(read.status, kAnswered) << read.err;
  EXPECT_EQ(read.out, right);
  EXPECT_EQ(RunReal(On({"verify"}), nobody).status, kAnswered);
  const Outcome written = RunReal(On({"compact"}), nobody);
  EXPECT_EQ(written.status, kRefused) << written.err;
  fs::permissions(dir_.path(), fs::perms(0755));
  for (const auto& entry : fs::recursive_directory_iterator(dir_.path())) {
    fs::permissions(entry, fs::perms(0755));
  }
  EXPECT_EQ(HashOfWhole(), small_.hash);
}

TEST_F(FailingDisk, OutputThatNobodyTakesIsRefused) {
  const auto stats = On({"stats"});
  EXPECT_EQ(RunReal(stats, {.output = "/dev/full"}).status, kRefused);
  const Outcome closed = RunReal(stats, {.in_child = [] { ::close(STDOUT_FILENO); }});
  EXPECT_EQ(closed.status, kRefused) << closed.err;
  const fs::path file = dir_.path() / "graph.json";
  std::ofstream(file) << "old";
  const Outcome small =
      RunReal(On({"export", "--format", "json", "-o", file.string()}), {.in_child = [] {
                const rlimit limit{1000, 1000};
                ::setrlimit(RLIMIT_FSIZE, &limit);
              }});
  EXPECT_EQ(small.status, kRefused) << small.err;
  std::string kept;
  std::ifstream(file) >> kept;
  EXPECT_EQ(kept, "old");
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)  // they take all addresses
TEST_F(FailingDisk, LittleMemoryIsRefusedAndTheStoreStaysWhole) {
  int refused = 0;
  // The program alone takes 60: of less, the system ends it before it begins.
  for (const rlim_t mib : {80, 100, 120, 160, 220, 300, 500}) {
    Remove();
    const Outcome outcome = RunReal(Ingest(), {.in_child = [mib] {
                                      const rlimit limit{mib << 20, mib << 20};
                                      ::setrlimit(RLIMIT_AS, &limit);
                                    }});
    EXPECT_FALSE(outcome.hung);
    if (outcome.status == 127) continue;  // not even the program was loaded
    EXPECT_TRUE(outcome.status == kAnswered || outcome.status == kRefused)
        << mib << " MiB: " << outcome.status << ' ' << outcome.err;
    refused += outcome.status == kRefused;
    HashOfWhole();
  }
  EXPECT_GT(refused, 0);
  EXPECT_EQ(RunReal(Ingest()).status, kAnswered);
  EXPECT_EQ(HashOfWhole(), small_.hash);
}
#endif

}  // namespace
}  // namespace kg
