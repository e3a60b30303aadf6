#include "graph/co_mention_merge.h"

#include <string_view>
#include <vector>

#include "graph/co_mention_list.h"
#include "graph/error.h"

namespace kg {
namespace {

/// False for bytes that are no list: RocksDB makes of that a status that says so.
bool Add(const std::vector<std::string_view>& lists, bool all, std::string& sum) {
  try {
    sum = EncodeCoMentions(AddUpCoMentions(lists, all));
    return true;
  } catch (const Error&) {
    return false;
  }
}

}  // namespace

bool CoMentionMerge::FullMergeV2(const MergeOperationInput& in, MergeOperationOutput* out) const {
  std::vector<std::string_view> lists;
  if (in.existing_value != nullptr) lists.push_back(in.existing_value->ToStringView());
  for (const rocksdb::Slice& operand : in.operand_list) lists.push_back(operand.ToStringView());
  return Add(lists, true, out->new_value);
}

bool CoMentionMerge::PartialMergeMulti(const rocksdb::Slice&,
                                       const std::deque<rocksdb::Slice>& operands, std::string* sum,
                                       rocksdb::Logger*) const {
  std::vector<std::string_view> lists;
  for (const rocksdb::Slice& operand : operands) lists.push_back(operand.ToStringView());
  return Add(lists, false, *sum);
}

}  // namespace kg
