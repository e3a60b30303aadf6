#include "graph/identity/stored_decisions.h"

namespace kg {

std::vector<Decision> StoredDecisions(const GraphStore& store) {
  const auto record = store.ReadRecord(kDecisionsRecord);
  if (!record) return {};
  return ParseDecisions(*record, "the stored log of decisions", ErrorCode::kCorrupt);
}

bool AddToStore(GraphStore& store, const std::vector<Decision>& decisions) {
  std::vector<Decision> log = StoredDecisions(store);
  if (!AddDecisions(log, decisions)) return false;
  store.MarkIdentitiesStale();
  store.WriteRecord(kDecisionsRecord, FormatDecisions(log));
  return true;
}

}  // namespace kg
