#include "ingest/packed_file.h"

#include <archive.h>
#include <archive_entry.h>
#include <gtest/gtest.h>

#include <fstream>
#include <functional>

#include "graph/error.h"
#include "ingest/file_source.h"
#include "tests/support/temp_dir.h"

namespace kg {
namespace {

namespace fs = std::filesystem;

struct Packed {
  std::string name;
  std::string bytes;
  unsigned type = AE_IFREG;
};

// As the suffix says.
void Pack(const fs::path& path, const std::vector<Packed>& entries) {
  archive* out = archive_write_new();
  if (path.native().ends_with(".zst")) {  // a suffix that it does not know
    archive_write_set_format_pax_restricted(out);
    archive_write_add_filter_zstd(out);
  } else {
    ASSERT_EQ(archive_write_set_format_filter_by_ext(out, path.c_str()), ARCHIVE_OK);
  }
  ASSERT_EQ(archive_write_open_filename(out, path.c_str()), ARCHIVE_OK);
  for (const Packed& entry : entries) {
    archive_entry* header = archive_entry_new();
    archive_entry_set_pathname(header, entry.name.c_str());
    archive_entry_set_filetype(header, entry.type);
    archive_entry_set_perm(header, 0644);
    if (entry.type == AE_IFLNK) archive_entry_set_symlink(header, "/etc/passwd");
    archive_entry_set_size(header, static_cast<la_int64_t>(entry.bytes.size()));
    ASSERT_EQ(archive_write_header(out, header), ARCHIVE_OK) << archive_error_string(out);
    archive_write_data(out, entry.bytes.data(), entry.bytes.size());
    archive_entry_free(header);
  }
  archive_write_close(out);
  archive_write_free(out);
}

struct Unpacked {
  std::vector<std::pair<std::string, std::string>> files{};
  std::vector<Rejection> rejected{};
};

Unpacked ReadAll(const fs::path& root, std::uint64_t max_bytes = 1 << 20) {
  Unpacked reading;
  FileSource source({root}, max_bytes);
  while (auto file = source.Next(reading.rejected)) {
    std::string reason;
    const std::string name = file->path;
    const auto bytes = ReadSource(std::move(*file), max_bytes, &reason);
    reading.files.emplace_back(fs::path(name).lexically_relative(root).string(),
                               bytes.value_or(reason));
  }
  return reading;
}

class PackedKind : public testing::TestWithParam<const char*> {};

TEST_P(PackedKind, IsReadLikeAFolder) {
  const TempDir dir;
  const fs::path path = dir.path() / (std::string("news") + GetParam());
  ASSERT_TRUE(IsPacked(path.native()));
  Pack(path, {{"a/1.md", "第一"}, {"2.md", "second"}, {".git/config", "x"}, {"a/.hidden", "x"}});
  const Unpacked reading = ReadAll(path);
  using Files = std::vector<std::pair<std::string, std::string>>;
  EXPECT_EQ(reading.files, (Files{{"a/1.md", "第一"}, {"2.md", "second"}}));
  EXPECT_TRUE(reading.rejected.empty());
}

INSTANTIATE_TEST_SUITE_P(Kinds, PackedKind,
                         testing::Values(".tar", ".tar.gz", ".tgz", ".tar.zst", ".tar.xz",
                                         ".tar.bz2", ".zip"));

TEST(PackedFile, RefusesWhatIsNoArticleFileAndReadsOn) {
  const TempDir dir;
  const fs::path path = dir.path() / "news.tar";
  Pack(path, {{"../../etc/cron", "x"},
              {"/absolute", "x"},
              {"link.md", "", AE_IFLNK},
              {"inner.zip", "PK"},
              {"large.md", std::string(3000, 'x')},
              {"good.md", "good"}});
  const Unpacked reading = ReadAll(path, 2000);
  ASSERT_EQ(reading.files.size(), 1U);
  EXPECT_EQ(reading.files[0].second, "good");
  std::vector<std::string> reasons;
  for (const Rejection& rejection : reading.rejected) reasons.push_back(rejection.reason);
  EXPECT_EQ(reasons, (std::vector<std::string>{
                         "its name climbs out of the archive", "its name climbs out of the archive",
                         "not a regular file", "an archive inside an archive is not read",
                         "larger than the limit of 2000 bytes"}));
}

TEST(PackedFile, EndsATrap) {
  const TempDir dir;
  const fs::path path = dir.path() / "bomb.tar.gz";
  const std::string zeros(8 << 20, '\0');
  std::vector<Packed> entries;
  for (int i = 0; i < 20; ++i) entries.push_back({std::to_string(i) + ".md", zeros});
  Pack(path, entries);
  const Unpacked reading = ReadAll(path, 16 << 20);
  EXPECT_LT(reading.files.size(), 12U);
  ASSERT_EQ(reading.rejected.size(), 1U);
  EXPECT_NE(reading.rejected[0].reason.find("packed"), std::string::npos);
}

TEST(PackedFile, ACutOrForgedArchiveGivesWhatIsWholeAndAReason) {
  const TempDir dir;
  const fs::path path = dir.path() / "news.tar.gz";
  std::string noise;
  std::uint32_t state = 1;
  for (int i = 0; i < 200'000; ++i) {
    noise += static_cast<char>('a' + ((state = state * 1664525U + 1013904223U) >> 24) % 26);
  }
  Pack(path, {{"first.md", "first"}, {"second.md", noise}});
  fs::resize_file(path, fs::file_size(path) / 2);
  const Unpacked cut = ReadAll(path);
  ASSERT_EQ(cut.files.size(), 1U);
  EXPECT_EQ(cut.files[0].second, "first");
  EXPECT_FALSE(cut.rejected.empty());
  std::ofstream(dir.path() / "text.zip") << "this is no archive";
  EXPECT_EQ(ReadAll(dir.path() / "text.zip").rejected.size(), 1U);
}

}  // namespace
}  // namespace kg
