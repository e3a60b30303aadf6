#include "ingest/file_source.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "graph/error.h"
#include "ingest/open_file.h"

namespace kg {
namespace {

namespace fs = std::filesystem;

std::string ErrnoText() { return std::strerror(errno); }

}  // namespace

std::string SourceName(const fs::path& root) {
  return fs::absolute(root).lexically_normal().string();
}

FileSource::FileSource(const std::vector<fs::path>& roots, std::uint64_t max_bytes,
                       std::vector<GitSource> repositories)
    : max_bytes_(max_bytes), repositories_(std::move(repositories)) {
  for (const fs::path& root : roots) {
    std::error_code failed;
    if (!fs::exists(root, failed)) {
      throw Error(ErrorCode::kNotFound, "no such file or folder: " + root.string());
    }
    pending_.emplace_back(SourceName(root));
  }
  std::ranges::reverse(pending_);
  std::ranges::reverse(repositories_);
}

// The listing of a folder tells what its entries are: asking for each would cost as much as opening
// it. What has changed since is found when it is opened.
std::optional<SourceFile> FileSource::Next(std::vector<Rejection>& rejected) {
  for (;;) {
    if (packed_) {
      if (auto entry = packed_->Next(rejected)) {
        return SourceFile{std::move(entry->path), std::move(entry->bytes)};
      }
      packed_.reset();
    }
    if (pending_.empty()) return NextCommitted(rejected);
    const fs::directory_entry entry = std::move(pending_.back());
    pending_.pop_back();
    std::error_code failed;
    const bool link = entry.is_symlink(failed);
    if (!link && entry.is_directory(failed)) {
      Expand(entry.path(), rejected);
    } else if (link || !entry.is_regular_file(failed)) {
      rejected.push_back({entry.path().string(), 0, "not a regular file"});
    } else if (IsPacked(entry.path().native())) {
      OpenPacked(entry.path(), rejected);
    } else {
      return SourceFile{entry.path().native()};
    }
  }
}

std::optional<SourceFile> FileSource::NextCommitted(std::vector<Rejection>& rejected) {
  while (!repositories_.empty()) {
    if (auto entry = repositories_.back().Next(rejected)) {
      return SourceFile{std::move(entry->path), std::move(entry->bytes)};
    }
    repositories_.pop_back();
  }
  return std::nullopt;
}

void FileSource::OpenPacked(const fs::path& path, std::vector<Rejection>& rejected) {
  try {
    packed_.emplace(path, max_bytes_);
  } catch (const Error& error) {
    rejected.push_back({path.string(), 0, error.what()});
  }
}

void FileSource::Expand(const fs::path& directory, std::vector<Rejection>& rejected) {
  std::error_code failed;
  const std::size_t first = pending_.size();
  for (fs::directory_iterator at(directory, failed), end; !failed && at != end;
       at.increment(failed)) {
    if (!at->path().filename().native().starts_with('.')) pending_.push_back(*at);
  }
  if (failed) rejected.push_back({directory.string(), 0, "cannot be listed: " + failed.message()});
  std::sort(pending_.begin() + static_cast<std::ptrdiff_t>(first), pending_.end(),
            [](const fs::directory_entry& a, const fs::directory_entry& b) {
              return a.path().native() > b.path().native();
            });
}

std::optional<std::string> ReadSource(SourceFile&& file, std::uint64_t max_bytes,
                                      std::string* reason) {
  if (file.unpacked) return std::move(file.unpacked);
  return ReadFile(file.path, max_bytes, reason);
}

std::optional<std::string> ReadFile(const fs::path& path, std::uint64_t max_bytes,
                                    std::string* reason) {
  // Without blocking on a FIFO and without following a link at the end of the path.
  const OpenFile file(path, O_NONBLOCK | O_NOFOLLOW);
  struct stat info {};
  if (file.descriptor() < 0 || ::fstat(file.descriptor(), &info) != 0) {
    *reason = "cannot be opened: " + ErrnoText();
    return std::nullopt;
  }
  if (!S_ISREG(info.st_mode)) {
    *reason = "not a regular file";
    return std::nullopt;
  }
  if (static_cast<std::uint64_t>(info.st_size) > max_bytes) {
    *reason = "larger than the limit of " + std::to_string(max_bytes) + " bytes";
    return std::nullopt;
  }
  std::string bytes(static_cast<std::size_t>(info.st_size), '\0');
  std::size_t filled = 0;
  while (filled < bytes.size()) {
    const ssize_t got = ::read(file.descriptor(), bytes.data() + filled, bytes.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) {
      *reason = "cannot be read: " + ErrnoText();
      return std::nullopt;
    }
    if (got == 0) break;  // the file shrank under us
    filled += static_cast<std::size_t>(got);
  }
  bytes.resize(filled);
  return bytes;
}

}  // namespace kg
