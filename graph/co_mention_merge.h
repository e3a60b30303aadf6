// Lists of co-mentions are added up by RocksDB when it merges files.
#pragma once

#include <rocksdb/merge_operator.h>

#include <deque>
#include <string>

namespace kg {

class CoMentionMerge final : public rocksdb::MergeOperator {
 public:
  bool FullMergeV2(const MergeOperationInput& in, MergeOperationOutput* out) const override;
  bool PartialMergeMulti(const rocksdb::Slice& key, const std::deque<rocksdb::Slice>& operands,
                         std::string* sum, rocksdb::Logger* log) const override;
  const char* Name() const override { return "newsgraph.co_mentions"; }
};

}  // namespace kg
