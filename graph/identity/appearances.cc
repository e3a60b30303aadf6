#include "graph/identity/appearances.h"

#include <algorithm>
#include <utility>

#include "graph/sort_unique.h"

namespace kg {
namespace {

constexpr std::ptrdiff_t kSample = 24;  // articles of a person

void Add(Appearance& appearance, const Posting& posting, std::uint32_t& most) {
  ++appearance.articles;
  if (posting.published) {
    appearance.first = std::min(appearance.first, *posting.published);
    appearance.last = std::max(appearance.last, *posting.published);
  }
  if (posting.count > most || (posting.count == most && posting.from < appearance.best)) {
    most = posting.count;
    appearance.best = posting.from;
  }
}

}  // namespace

Appearances::Appearances(const ArchivePeople& archive, std::vector<NodeId> persons)
    : persons_(std::move(persons)), appearances_(persons_.ids().size()) {
  Read(archive);
  PlaceSamples();
}

void Appearances::Read(const ArchivePeople& archive) {
  sample_start_.push_back(0);
  std::uint32_t most = 0;
  const auto close_up_to = [&](std::size_t person) {
    while (sample_start_.size() <= person) CloseSample();
  };
  archive.ForEachArticle(persons(), [&](std::size_t person, const Posting& posting) {
    if (sample_start_.size() <= person) most = 0;
    close_up_to(person);
    Add(appearances_[person], posting, most);
    sample_ids_.push_back(posting.from);
    // Kept small while it grows.
    const auto begin = sample_ids_.begin() + sample_start_.back();
    if (sample_ids_.end() - begin < 4 * kSample) return;
    std::nth_element(begin, begin + kSample, sample_ids_.end());
    sample_ids_.erase(begin + kSample, sample_ids_.end());
  });
  close_up_to(persons().size());
}

void Appearances::CloseSample() {
  const auto begin = sample_ids_.begin() + sample_start_.back();
  std::sort(begin, sample_ids_.end());
  if (sample_ids_.end() - begin > kSample) sample_ids_.erase(begin + kSample, sample_ids_.end());
  sample_start_.push_back(static_cast<std::uint32_t>(sample_ids_.size()));
}

void Appearances::PlaceSamples() {
  std::vector<NodeId> all = sample_ids_;
  SortUnique(all);
  sampled_ = IdIndex(std::move(all));
  samples_.reserve(sample_ids_.size());
  for (const NodeId article : sample_ids_) samples_.push_back(sampled_.Find(article).value());
  sample_ids_ = {};
}

std::span<const Appearances::Sampled> Appearances::SampleOf(NodeId person) const {
  const std::uint32_t place = PlaceOf(person);
  return std::span(samples_).subspan(sample_start_[place],
                                     sample_start_[place + 1] - sample_start_[place]);
}

}  // namespace kg
