// What a store holds besides its articles and follows from them.
#pragma once

#include "graph/store.h"

namespace kg {

/// Works out who is who, brings the index of texts up and adds up co-mentions when articles or
/// decisions changed since it was last done, also in a run that was cut short. To be called at the
/// end of everything that writes articles or decisions. Throws Error(kIo).
void RefreshDerived(GraphStore& store);

/// The co-mentions of it, where adding them up pays: in archives of fewer than some 30,000 articles
/// it takes longer than a dozen readings of all articles that name the best known person.
/// Throws Error(kIo).
void RefreshCoMentions(GraphStore& store);

}  // namespace kg
