// What a store holds besides its articles and follows from them.
#pragma once

#include "graph/store.h"

namespace kg {

/// Works out who is who, brings the index of texts up and adds up co-mentions when articles or decisions changed since
/// it was last done, also in a run that was cut short. To be called at the end of everything that
/// writes articles or decisions. Throws Error(kIo).
void RefreshDerived(GraphStore& store);

}  // namespace kg
