#include "ingest/packed_file.h"

#include <algorithm>
#include <array>

#include "graph/error.h"
#include "ingest/archive_library.h"
#include "ingest/hidden.h"

namespace kg {
namespace {

constexpr std::array<std::string_view, 8> kSuffixes = {".tar",    ".tar.gz",  ".tgz",  ".tar.zst",
                                                       ".tar.xz", ".tar.bz2", ".tzst", ".zip"};
constexpr std::size_t kBlock = 1 << 18;

// Text packs to a tenth or so, and much of the same to a hundredth; whole archives of more are made
// to fill memory or time.
constexpr std::uint64_t kTightest = 400;
constexpr std::uint64_t kAlwaysFine = 64 << 20;

std::string Complaint(archive* opened) {
  const char* text = Packing().error_string(opened);
  return text != nullptr ? text : "unknown";
}

bool ClimbsOut(std::string_view name) {
  if (name.starts_with('/')) return true;
  for (std::size_t at = 0; at <= name.size();) {
    const std::size_t end = std::min(name.find('/', at), name.size());
    if (name.substr(at, end - at) == "..") return true;
    at = end + 1;
  }
  return false;
}

}  // namespace

bool IsPacked(std::string_view name) {
  return std::ranges::any_of(kSuffixes,
                             [&](std::string_view suffix) { return name.ends_with(suffix); });
}

void PackedFile::Closer::operator()(archive* opened) const { Packing().read_free(opened); }

PackedFile::PackedFile(const std::filesystem::path& path, std::uint64_t max_bytes)
    : path_(path.string()), max_bytes_(max_bytes), archive_(Packing().read_new()) {
  if (!archive_) throw Error(ErrorCode::kIo, "no memory to read " + path_);
  Packing().read_support_filter_all(archive_.get());
  Packing().read_support_format_tar(archive_.get());
  Packing().read_support_format_gnutar(archive_.get());
  Packing().read_support_format_zip(archive_.get());
  if (Packing().read_open_filename(archive_.get(), path_.c_str(), kBlock) != ARCHIVE_OK) {
    throw Error(ErrorCode::kIo, "cannot be opened: " + Complaint(archive_.get()));
  }
}

std::string PackedFile::WhyNot(std::string_view name, std::int64_t size, bool regular) const {
  if (ClimbsOut(name)) return "its name climbs out of the archive";
  if (!regular) return "not a regular file";
  if (IsPacked(name)) return "an archive inside an archive is not read";
  if (size > 0 && static_cast<std::uint64_t>(size) > max_bytes_) {
    return "larger than the limit of " + std::to_string(max_bytes_) + " bytes";
  }
  return {};
}

bool PackedFile::IsTrap() const {
  const auto packed = static_cast<std::uint64_t>(Packing().filter_bytes(archive_.get(), -1));
  return unpacked_ > kAlwaysFine && unpacked_ / kTightest > packed;
}

// What the header says of the size need not be true.
std::optional<std::string> PackedFile::ReadEntry(std::string* reason) {
  std::string bytes;
  std::array<char, 1 << 16> buffer{};
  for (;;) {
    const la_ssize_t got = Packing().read_data(archive_.get(), buffer.data(), buffer.size());
    if (got == 0) return bytes;
    if (got < 0) {
      *reason = "the archive is damaged here: " + Complaint(archive_.get());
      return std::nullopt;
    }
    unpacked_ += static_cast<std::uint64_t>(got);
    bytes.append(buffer.data(), static_cast<std::size_t>(got));
    if (bytes.size() > max_bytes_) {
      *reason = "larger than the limit of " + std::to_string(max_bytes_) + " bytes";
      return std::nullopt;
    }
    if (IsTrap()) {
      *reason = "packed " + std::to_string(kTightest) + " to one: not read any further";
      ended_ = true;
      return std::nullopt;
    }
  }
}

std::optional<PackedEntry> PackedFile::Next(std::vector<Rejection>& rejected) {
  while (!ended_) {
    archive_entry* header = nullptr;
    const int status = Packing().read_next_header(archive_.get(), &header);
    if (status == ARCHIVE_EOF) break;
    if (status < ARCHIVE_WARN) {
      rejected.push_back({path_, 0, "the archive is damaged: " + Complaint(archive_.get())});
      break;
    }
    if (Packing().entry_filetype(header) == AE_IFDIR) continue;
    const char* raw = Packing().entry_pathname(header);
    const std::string name = raw != nullptr ? raw : "";
    if (name.empty() || (IsHidden(name) && !ClimbsOut(name))) continue;
    std::string path = path_ + '/' + name;
    std::string reason = WhyNot(name, Packing().entry_size(header),
                                Packing().entry_filetype(header) == AE_IFREG &&
                                    Packing().entry_hardlink(header) == nullptr);
    if (reason.empty()) {
      if (auto bytes = ReadEntry(&reason)) return PackedEntry{std::move(path), std::move(*bytes)};
    }
    rejected.push_back({std::move(path), 0, std::move(reason)});
  }
  ended_ = true;
  return std::nullopt;
}

}  // namespace kg
