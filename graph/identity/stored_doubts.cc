#include "graph/identity/stored_doubts.h"

#include "graph/identity_record.h"

namespace kg {

std::vector<IdentityLink> StoredDoubts(const GraphStore& store) {
  const auto record = store.ReadRecord(kDoubtsRecord);
  if (!record) return store.identities()->findings().doubtful;
  return DecodeIdentities(*record).doubtful;
}

}  // namespace kg
