#include "tools/make_archive/archive_output.h"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include <fstream>
#include <optional>

#include "graph/error.h"

namespace kg::archive_maker {
namespace {

namespace fs = std::filesystem;

struct FreeArchive {
  void operator()(archive* a) const { archive_write_free(a); }
};
struct FreeEntry {
  void operator()(archive_entry* e) const { archive_entry_free(e); }
};

class TarOutput final : public ArchiveOutput {
 public:
  TarOutput(fs::path folder, std::uint64_t articles_a_part)
      : folder_(std::move(folder)), articles_a_part_(articles_a_part) {
    fs::create_directories(folder_);
  }

  void Add(std::uint64_t number, const std::string& path, const std::string& bytes) override {
    const std::uint64_t part = number / articles_a_part_;
    if (part != part_) {
      Close();
      Open(part);
    }
    const std::unique_ptr<archive_entry, FreeEntry> entry(archive_entry_new());
    archive_entry_set_pathname(entry.get(), path.c_str());
    archive_entry_set_size(entry.get(), static_cast<la_int64_t>(bytes.size()));
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), 0644);
    Check(archive_write_header(tar_.get(), entry.get()));
    if (archive_write_data(tar_.get(), bytes.data(), bytes.size()) < 0) Check(ARCHIVE_FATAL);
  }

  void Close() override {
    if (!tar_) return;
    Check(archive_write_close(tar_.get()));
    tar_.reset();
    part_.reset();
  }

 private:
  void Open(std::uint64_t part) {
    tar_.reset(archive_write_new());
    Check(archive_write_set_format_pax_restricted(tar_.get()));
    Check(archive_write_open_filename(tar_.get(),
                                      (folder_ / fmt::format("part-{:04}.tar", part)).c_str()));
    part_ = part;
  }

  void Check(int status) const {
    if (status >= ARCHIVE_WARN) return;
    const char* reason = archive_error_string(tar_.get());
    throw Error(ErrorCode::kIo, "cannot write below " + folder_.string() + ": " +
                                    (reason != nullptr ? reason : "unknown"));
  }

  fs::path folder_;
  std::uint64_t articles_a_part_;
  std::unique_ptr<archive, FreeArchive> tar_;
  std::optional<std::uint64_t> part_;
};

class FileOutput final : public ArchiveOutput {
 public:
  explicit FileOutput(fs::path folder) : folder_(std::move(folder)) {}

  void Add(std::uint64_t, const std::string& path, const std::string& bytes) override {
    const fs::path file = folder_ / path;
    fs::create_directories(file.parent_path());
    std::ofstream out(file, std::ios::binary);
    if (!out.write(bytes.data(), static_cast<std::streamsize>(bytes.size())).flush()) {
      throw Error(ErrorCode::kIo, "cannot write " + file.string());
    }
  }

  void Close() override {}

 private:
  fs::path folder_;
};

}  // namespace

std::unique_ptr<ArchiveOutput> TarParts(const fs::path& folder, std::uint64_t articles_a_part) {
  return std::make_unique<TarOutput>(folder, articles_a_part);
}

std::unique_ptr<ArchiveOutput> Files(const fs::path& folder) {
  return std::make_unique<FileOutput>(folder);
}

}  // namespace kg::archive_maker
