#include "graph/co_mention_rows.h"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <numeric>
#include <string>

#include "graph/bytes.h"
#include "graph/co_mention_list.h"
#include "graph/keys.h"
#include "graph/large_pages.h"
#include "graph/sort_by_id.h"

namespace kg {
namespace {

constexpr std::uint32_t kQuartersOfOne = 4;

std::uint32_t QuartersOf(const ListedPair& pair) {
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < pair.counts.size(); ++i) {
    const auto articles = static_cast<std::uint64_t>(std::max(pair.counts[i], 0));
    sum += articles * static_cast<std::uint64_t>(kQuartersOfOne * kCloseness[i]);
  }
  if (sum > std::numeric_limits<std::uint32_t>::max()) {
    throw Error(ErrorCode::kCorrupt, "a stored count is too large");
  }
  return static_cast<std::uint32_t>(sum);
}

[[noreturn]] void ThrowMissing() {
  throw Error(ErrorCode::kCorrupt, "a list of co-mentions has a name that the store has not");
}

}  // namespace

NameTable::NameTable(std::vector<Name> names) {
  SortById(
      names, [](const Name& name) { return name.id; }, std::less<>());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  ids_.reserve(names.size());
  kinds_.reserve(names.size());
  for (const Name& name : names) {
    ids_.push_back(name.id);
    kinds_.push_back(name.kind);
  }
  MoveToLargePages(ids_);
  // Some 32 names each: little enough to stay in the cache.
  const int bits = std::max(static_cast<int>(std::bit_width(names.size())) - 5, 1);
  shift_ = std::numeric_limits<std::uint64_t>::digits - bits;
  first_.resize((std::size_t{1} << bits) + 1);
  for (const NodeId id : ids_) ++first_[(static_cast<std::uint64_t>(id) >> shift_) + 1];
  std::partial_sum(first_.begin(), first_.end(), first_.begin());
}

RowReader::RowReader(const RowPlan& plan)
    : plan_(plan), least_quarters_(std::max(1.0, kQuartersOfOne * plan.filter.min_weight)) {
  for (int kind = 0; kind < kNodeKinds; ++kind) {
    takes_.at(kind) = plan.filter.Takes(static_cast<NodeKind>(kind));
  }
}

void RowReader::Read(const Database& db, Index begin, Index end) {
  rows.others.clear();
  rows.quarters.clear();
  rows.lengths.clear();
  rows.named.assign(end - begin, false);
  begin_ = next_ = begin;
  ended_ = 0;
  const auto before = [](const RowPlan::Extra& extra, Index row) { return extra.from < row; };
  extra_ = std::lower_bound(plan_.extras.begin(), plan_.extras.end(), begin, before);
  if (begin == end) return;
  db.Scan(Family::kCoMentions, std::string(keys::kCoMentionsPrefix),
          keys::CoMentions(plan_.names.id(begin)),
          [&](std::string_view key, std::string_view list) {
            const auto owner = static_cast<NodeId>(ByteReader(key.substr(1)).Fixed64());
            if (end < plan_.names.size() && owner >= plan_.names.id(end)) return false;
            const Index row = plan_.names.Find(owner);
            // Rows of a long list follow each other: its pieces.
            if (row == NameTable::kMissing) {
              // Left by a name that stood for others once, with nothing in it.
              ListedPair itself;
              if (CoMentionReader(list).Find(owner, itself) && !itself.IsNothing()) ThrowMissing();
              return true;
            }
            while (next_ < row) EndRow();
            AddList(row, list);
            return true;
          });
  while (next_ < end) EndRow();
}

void RowReader::AddList(Index row, std::string_view bytes) {
  const GraphFilter& filter = plan_.filter;
  const NodeId owner = plan_.names.id(row);
  CoMentionReader list(bytes);
  ListedPair pair;
  if (!filter.Takes(plan_.names.kind(row)) || !filter.Takes(Relation::kCoMentioned)) {
    if (list.Find(owner, pair) && !pair.IsNothing()) rows.named[row - begin_] = true;
    return;
  }
  // Some at a time, so that their places are on the way from memory together.
  std::array<Pending, 32> pending;
  std::size_t count = 0;
  while (list.NextCounts(pair)) {
    if (pair.other == owner) {
      rows.named[row - begin_] = !pair.IsNothing();
      continue;
    }
    const std::uint32_t sum = takes_[static_cast<std::size_t>(pair.kind)] ? QuartersOf(pair) : 0;
    if (sum < least_quarters_) continue;
    pending[count++] = {pair.other, plan_.names.About(pair.other), sum};
    if (count == pending.size()) LookUp(std::span(pending).first(std::exchange(count, 0)));
  }
  LookUp(std::span(pending).first(count));
}

void RowReader::LookUp(std::span<const Pending> pending) {
  for (const Pending& arc : pending) {
    const Index other = plan_.names.Find(arc.other, arc.about);
    if (other == NameTable::kMissing) ThrowMissing();
    rows.others.push_back(other);
    rows.quarters.push_back(arc.quarters);
  }
}

void RowReader::EndRow() {
  const auto row = static_cast<std::ptrdiff_t>(ended_);
  for (; extra_ != plan_.extras.end() && extra_->from == next_; ++extra_) {
    const auto at = std::lower_bound(rows.others.begin() + row, rows.others.end(), extra_->to);
    const auto weight = rows.quarters.begin() + (at - rows.others.begin());
    if (at != rows.others.end() && *at == extra_->to) {
      *weight += kQuartersOfOne;
    } else {
      rows.quarters.insert(weight, kQuartersOfOne);
      rows.others.insert(at, extra_->to);
    }
  }
  rows.lengths.push_back(static_cast<std::uint32_t>(rows.others.size() - ended_));
  ended_ = rows.others.size();
  ++next_;
}

}  // namespace kg
