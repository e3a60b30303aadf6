// What a store holds besides its articles and follows from them.
#pragma once

#include <cstdint>

#include "graph/store.h"

namespace kg {

/// Works out who is who, brings the index of texts up and adds up co-mentions when articles or
/// decisions changed since it was last done, also in a run that was cut short. To be called at the
/// end of everything that writes articles or decisions. Throws Error(kIo).
void RefreshDerived(GraphStore& store);

/// Of fewer articles all that name the best known person are read in less than a second, and adding
/// up would be two fifths of an ingest.
inline constexpr std::uint64_t kWorthAddingUp = 30'000;

/// Adds up the co-mentions of a store whose files hold `least` articles; those of others stay
/// behind, and queries go by the articles. Throws Error(kIo).
void RefreshCoMentions(GraphStore& store, std::uint64_t least = kWorthAddingUp);

}  // namespace kg
