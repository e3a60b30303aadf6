#include "graph/refresh.h"

#include "graph/identity/resolver.h"
#include "graph/identity/stored_decisions.h"

namespace kg {

// The identities come last: to write them takes the mark away that says what is to be done.
void RefreshDerived(GraphStore& store) {
  if (!store.IdentitiesAreStale()) return;
  store.WriteTextIndex();
  store.WriteIdentities(Resolve(store, StoredDecisions(store)));
}

}  // namespace kg
