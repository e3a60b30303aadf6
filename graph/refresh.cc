#include "graph/refresh.h"

#include "graph/identity/resolver.h"
#include "graph/identity/stored_decisions.h"

namespace kg {

// To write the identities takes the mark away that says what is to be done. Co-mentions have marks
// of their own, as joined names change them too.
void RefreshDerived(GraphStore& store) {
  if (store.IdentitiesAreStale()) {
    store.WriteTextIndex();
    store.WriteIdentities(Resolve(store, StoredDecisions(store)));
  }
  store.WriteCoMentions();
}

}  // namespace kg
