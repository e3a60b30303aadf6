#include "graph/identity/stored_doubts.h"

#include "graph/identity_record.h"

namespace kg {

std::vector<IdentityLink> StoredDoubts(const GraphStore& store) {
  const auto record = store.ReadRecord(kDoubtsRecord);
  if (record) return DecodeIdentities(*record).doubtful;
  const auto run = store.ReadRecord(kRunRecord);
  return run && IsWhole(*run) ? DecodeIdentities(*run).doubtful : std::vector<IdentityLink>();
}

}  // namespace kg
