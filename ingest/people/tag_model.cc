#include "ingest/people/tag_model.h"

#include <sys/mman.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <vector>

#include "graph/digest.h"
#include "graph/error.h"
#include "ingest/open_file.h"
#include "ingest/people/tag_features.h"

namespace kg::people {
namespace {

constexpr std::array<char, 8> kMagic = {'K', 'G', 'P', 'E', 'O', 'P', 'L', 'E'};
constexpr std::uint32_t kFormat = 2;
constexpr std::uint32_t kMostSlotBits = 24;
constexpr std::size_t kRoom = 16;  // behind the last row, for whole-register reads
constexpr std::size_t kDigested = offsetof(TagModelHeader, unit);

std::size_t SizeFor(std::uint32_t slot_bits) {
  const std::size_t slots = std::size_t{1} << slot_bits;
  return sizeof(TagModelHeader) + sizeof(NameGate) + slots * (sizeof(std::uint16_t) + kTags) +
         kRoom;
}

std::filesystem::path InstalledPath() {
  const std::filesystem::path name = "people.model";
  if (const char* named = std::getenv("NEWSGRAPH_DATA"); named != nullptr && *named != '\0') {
    return named / name;
  }
  std::error_code error;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
  const auto beside = program.parent_path().parent_path() / KG_DATA_BESIDE_BIN / name;
  return !error && std::filesystem::exists(beside, error)
             ? beside
             : std::filesystem::path(KG_DATA_DIR) / name;
}

}  // namespace

TagModel::TagModel(std::shared_ptr<const char> bytes, std::size_t size, const std::string& name)
    : bytes_(std::move(bytes)), header_(reinterpret_cast<const TagModelHeader*>(bytes_.get())) {
  const auto refuse = [&](ErrorCode code, const char* why) {
    throw Error(code, "the model of names " + name + " " + why);
  };
  if (size < sizeof(TagModelHeader) || header_->magic != kMagic) {
    refuse(ErrorCode::kCorrupt, "is none");
  }
  if (header_->format != kFormat || header_->features != kFeatureVersion) {
    refuse(ErrorCode::kUnsupported, "was made by another version; train it again");
  }
  if (header_->slot_bits == 0 || header_->slot_bits > kMostSlotBits ||
      header_->used_slots >= std::uint32_t{1} << header_->slot_bits ||
      size != SizeFor(header_->slot_bits)) {
    refuse(ErrorCode::kCorrupt, "is cut short or damaged");
  }
  if (DigestOf({bytes_.get() + kDigested, size - kDigested}) != header_->digest) {
    refuse(ErrorCode::kCorrupt, "is damaged");
  }
  const std::size_t slots = std::size_t{1} << header_->slot_bits;
  slot_shift_ = 32 - header_->slot_bits;
  slot_mask_ = static_cast<std::uint32_t>(slots - 1);
  gate_ = reinterpret_cast<const NameGate*>(bytes_.get() + sizeof(TagModelHeader));
  fingerprints_ = reinterpret_cast<const std::uint16_t*>(bytes_.get() + sizeof(TagModelHeader) +
                                                         sizeof(NameGate));
  weights_ = reinterpret_cast<const std::int8_t*>(fingerprints_ + slots);
}

TagModel TagModel::Map(const std::filesystem::path& path) {
  const OpenFile file(path);
  struct stat status {};
  if (file.descriptor() < 0 || fstat(file.descriptor(), &status) != 0) {
    throw Error(ErrorCode::kNotFound, "the model of names " + path.string() +
                                          " cannot be opened; NEWSGRAPH_DATA may name its folder");
  }
  const auto size = static_cast<std::size_t>(status.st_size);
  if (size == 0)
    throw Error(ErrorCode::kCorrupt, "the model of names " + path.string() + " is empty");
  void* const mapped =
      mmap(nullptr, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file.descriptor(), 0);
  if (mapped == MAP_FAILED) throw Error(ErrorCode::kIo, "cannot map " + path.string());
  std::shared_ptr<const char> bytes(static_cast<const char*>(mapped),
                                    [mapped, size](const char*) { munmap(mapped, size); });
  return TagModel(std::move(bytes), size, path.string());
}

TagModel TagModel::FromBytes(std::string_view bytes) {
  const std::shared_ptr<char[]> copy(new char[std::max<std::size_t>(bytes.size(), 1)]);
  std::ranges::copy(bytes, copy.get());
  return TagModel(std::shared_ptr<const char>(copy, copy.get()), bytes.size(), "in memory");
}

std::string PackTagModel(TagModelHeader header, const NameGate& gate, std::span<const TagRow> rows,
                         std::uint32_t slot_bits) {
  const std::size_t slots = std::size_t{1} << slot_bits;
  if (rows.size() >= slots) throw Error(ErrorCode::kUsage, "too many features for the model");
  header.magic = kMagic;
  header.format = kFormat;
  header.features = kFeatureVersion;
  header.slot_bits = slot_bits;
  std::vector<std::uint16_t> fingerprints(slots);
  std::string weights(slots * kTags + kRoom, '\0');
  for (const TagRow& row : rows) {
    std::size_t slot = row.feature >> (32 - slot_bits);
    while (fingerprints[slot] != 0) slot = (slot + 1) & (slots - 1);
    fingerprints[slot] = TagModel::FingerprintOf(row.feature);
    std::memcpy(weights.data() + slot * kTags, row.weights.data(), kTags);
    ++header.used_slots;
  }
  std::string bytes(sizeof(header), '\0');
  bytes.append(reinterpret_cast<const char*>(&gate), sizeof(gate));
  bytes.append(reinterpret_cast<const char*>(fingerprints.data()), slots * sizeof(std::uint16_t));
  bytes += weights;
  std::memcpy(bytes.data(), &header, sizeof(header));
  header.digest = DigestOf(std::string_view(bytes).substr(kDigested));
  std::memcpy(bytes.data(), &header, sizeof(header));
  return bytes;
}

const TagModel& InstalledTagModel() {
  static const TagModel model = TagModel::Map(InstalledPath());
  return model;
}

}  // namespace kg::people
