#include "ingest/people/tag_model.h"

#include <sys/mman.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <new>
#include <vector>

#include "graph/digest.h"
#include "graph/error.h"
#include "ingest/open_file.h"
#include "ingest/people/tag_features.h"

namespace kg::people {
namespace {

constexpr std::array<char, 8> kMagic = {'K', 'G', 'P', 'E', 'O', 'P', 'L', 'E'};
constexpr std::uint32_t kFormat = 3;
constexpr std::uint32_t kMostBits = 20;
constexpr std::int16_t kWidestStep = 2000;  // of scores from tag to tag
constexpr std::align_val_t kAlignment{alignof(TagBucket)};
constexpr std::size_t kDigested = offsetof(TagModelHeader, unit);
constexpr std::size_t kBucketsAt = sizeof(TagModelHeader) + sizeof(NameGate);
static_assert(kBucketsAt % alignof(TagBucket) == 0);

std::size_t WordsAt(std::uint32_t bucket_bits) {
  return kBucketsAt + sizeof(TagBucket) * ((std::size_t{1} << bucket_bits) + 1);
}

std::filesystem::path InstalledPath() {
  const std::filesystem::path name = "people.model";
  if (const char* named = std::getenv("NEWSGRAPH_DATA"); named != nullptr && *named != '\0') {
    return named / name;
  }
  std::error_code error;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
  const auto beside = program.parent_path().parent_path() / KG_DATA_BESIDE_BIN / name;
  for (const auto& path : {beside, KG_DATA_DIR / name, KG_DATA_INSTALLED / name}) {
    if (!path.empty() && std::filesystem::exists(path, error)) return path;
  }
  return "/usr/share/newsgraph" / name;  // where the Debian package has it
}

// Writes the header in front of what it describes.
void Seal(std::string& bytes, TagModelHeader header) {
  std::memcpy(bytes.data(), &header, sizeof(header));
  header.digest = DigestOf(std::string_view(bytes).substr(kDigested));
  std::memcpy(bytes.data(), &header, sizeof(header));
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
  const auto bits_are_sane = [](std::uint32_t bits) { return bits > 0 && bits <= kMostBits; };
  if (!bits_are_sane(header_->bucket_bits) || !bits_are_sane(header_->word_bits) ||
      size != WordsAt(header_->bucket_bits) + TagWords::SizeFor(header_->word_bits)) {
    refuse(ErrorCode::kCorrupt, "is cut short or damaged");
  }
  if (DigestOf({bytes_.get() + kDigested, size - kDigested}) != header_->digest) {
    refuse(ErrorCode::kCorrupt, "is damaged");
  }
  bucket_shift_ = 32 - header_->bucket_bits;
  gate_ = reinterpret_cast<const NameGate*>(bytes_.get() + sizeof(TagModelHeader));
  buckets_ = reinterpret_cast<const TagBucket*>(bytes_.get() + kBucketsAt);
  words_ = TagWords(bytes_.get() + WordsAt(header_->bucket_bits), header_->word_bits);
  FillFollowing();
}

void TagModel::FillFollowing() {
  for (std::size_t before = 0; before < kTags; ++before) {
    following_[before].fill(kForbidden);
    for (std::size_t tag = 0; tag < kTags; ++tag) {
      if (!MayFollow(static_cast<Tag>(before), static_cast<Tag>(tag))) continue;
      const std::int16_t step = header_->transitions[before][tag];
      following_[before][tag] = std::clamp<std::int16_t>(step, -kWidestStep, kWidestStep);
    }
  }
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
  auto* const copy =
      static_cast<char*>(operator new(std::max<std::size_t>(bytes.size(), 1), kAlignment));
  const std::shared_ptr<const char> owner(
      copy, [](const char* p) { operator delete(const_cast<char*>(p), kAlignment); });
  std::ranges::copy(bytes, copy);
  return TagModel(owner, bytes.size(), "in memory");
}

std::string PackTagModel(TagModelHeader header, std::span<const TagRow> rows,
                         std::string_view words) {
  header.magic = kMagic;
  header.format = kFormat;
  header.features = kFeatureVersion;
  std::vector<TagBucket> buckets((std::size_t{1} << header.bucket_bits) + 1);
  for (const TagRow& row : rows) {
    TagBucket& bucket = buckets[row.feature >> (32 - header.bucket_bits)];
    const auto taken = std::ranges::count_if(bucket.fingerprints, [](auto f) { return f != 0; });
    const auto slot = static_cast<std::size_t>(taken);
    if (slot == TagBucket::kSlots) continue;
    bucket.fingerprints[slot] = TagModel::FingerprintOf(row.feature);
    std::ranges::copy(row.weights, bucket.weights.begin() + slot * TagBucket::kRow);
  }
  std::string bytes(sizeof(header) + sizeof(NameGate), '\0');
  bytes.append(reinterpret_cast<const char*>(buckets.data()), buckets.size() * sizeof(TagBucket));
  bytes += words;
  Seal(bytes, header);
  return bytes;
}

std::string WithGate(std::string model, const NameGate& gate, int threshold) {
  TagModelHeader header;
  std::memcpy(&header, model.data(), sizeof(header));
  std::memcpy(model.data() + sizeof(header), &gate, sizeof(gate));
  header.gate_threshold = static_cast<std::int16_t>(threshold);
  Seal(model, header);
  return model;
}

const TagModel& InstalledTagModel() {
  static const TagModel model = TagModel::Map(InstalledPath());
  return model;
}

}  // namespace kg::people
