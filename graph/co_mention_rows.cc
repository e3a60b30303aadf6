#include "graph/co_mention_rows.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <numeric>
#include <string>

#include "graph/bytes.h"
#include "graph/co_mention_list.h"
#include "graph/keys.h"
#include "graph/large_pages.h"

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

}  // namespace

NameTable::NameTable(std::vector<Name> names) : names_(std::move(names)) {
  std::sort(names_.begin(), names_.end());
  names_.erase(std::unique(names_.begin(), names_.end()), names_.end());
  const int bits = static_cast<int>(std::bit_width(names_.size())) + 1;
  shift_ = std::numeric_limits<std::uint64_t>::digits - bits;
  first_.resize((std::size_t{1} << bits) + 1);
  for (const Name& name : names_) ++first_[(static_cast<std::uint64_t>(name.id) >> shift_) + 1];
  std::partial_sum(first_.begin(), first_.end(), first_.begin());
}

void NameTable::ThrowMissing() {
  throw Error(ErrorCode::kCorrupt, "a list of co-mentions has a name that the store has not");
}

RowReader::RowReader(const RowPlan& plan, Index begin, Index end)
    : plan_(plan), begin_(begin), end_(end), next_(begin) {
  const auto before = [](const RowPlan::Extra& extra, Index row) { return extra.from < row; };
  extra_ = std::lower_bound(plan.extras.begin(), plan.extras.end(), begin, before);
}

void RowReader::Read(const Database& db, std::size_t arcs) {
  for (std::vector<std::uint32_t>* numbers : {&others, &quarters}) {
    numbers->reserve(arcs);
    UseLargePages(*numbers);
  }
  lengths.reserve(end_ - begin_);
  named.assign(end_ - begin_, false);
  if (begin_ == end_) return;
  db.Scan(Family::kCoMentions, std::string(keys::kCoMentionsPrefix),
          keys::CoMentions(plan_.names[begin_].id),
          [&](std::string_view key, std::string_view list) {
            const auto owner = static_cast<NodeId>(ByteReader(key.substr(1)).Fixed64());
            if (end_ < plan_.names.size() && owner >= plan_.names[end_].id) return false;
            const Index row = plan_.names.At(owner);
            while (next_ < row) EndRow();
            AddList(row, list);
            return true;
          });
  while (next_ < end_) EndRow();
}

void RowReader::AddList(Index row, std::string_view bytes) {
  const GraphFilter& filter = plan_.filter;
  const NameTable::Name& owner = plan_.names[row];
  CoMentionReader list(bytes);
  ListedPair pair;
  if (!filter.Takes(owner.kind) || !filter.Takes(Relation::kCoMentioned)) {
    named[row - begin_] = list.Find(owner.id, pair) && !pair.IsNothing();
    return;
  }
  while (list.NextCounts(pair)) {
    if (pair.other == owner.id) {
      named[row - begin_] = !pair.IsNothing();
      continue;
    }
    const std::uint32_t sum = filter.Takes(pair.kind) ? QuartersOf(pair) : 0;
    if (sum == 0 || sum < kQuartersOfOne * filter.min_weight) continue;
    others.push_back(plan_.names.At(pair.other));
    quarters.push_back(sum);
  }
}

void RowReader::EndRow() {
  const auto row = static_cast<std::ptrdiff_t>(ended_);
  for (; extra_ != plan_.extras.end() && extra_->from == next_; ++extra_) {
    const auto at = std::lower_bound(others.begin() + row, others.end(), extra_->to);
    const auto weight = quarters.begin() + (at - others.begin());
    if (at != others.end() && *at == extra_->to) {
      *weight += kQuartersOfOne;
    } else {
      quarters.insert(weight, kQuartersOfOne);
      others.insert(at, extra_->to);
    }
  }
  lengths.push_back(static_cast<std::uint32_t>(others.size() - ended_));
  ended_ = others.size();
  ++next_;
}

}  // namespace kg
