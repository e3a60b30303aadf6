#include "graph/refresh.h"

#include "graph/freed_memory.h"
#include "graph/identity/resolver.h"
#include "graph/identity/stored_decisions.h"

namespace kg {

// To write the identities takes the mark away that says what is to be done.
void RefreshDerived(GraphStore& store) {
  if (store.IdentitiesAreStale()) {
    store.WriteTextIndex();
    ReturnFreedMemory();
    store.WriteIdentities(Resolve(store, StoredDecisions(store)));
  }
  RefreshCoMentions(store);
}

void RefreshCoMentions(GraphStore& store, std::uint64_t least) {
  for (const FamilySize& family : store.FamilySizes()) {
    if (family.name == "articles" && family.entries >= least) store.WriteCoMentions();
  }
}

}  // namespace kg
