// Findings of the resolver as bytes: the record `identity/run`. docs/store.md draws the layout.
#pragma once

#include <string>
#include <string_view>

#include "graph/identities.h"

namespace kg {

/// Equal findings give equal bytes.
std::string EncodeIdentities(const IdentityFindings& findings);

/// Throws Error(kCorrupt) for bytes that EncodeIdentities() did not write.
IdentityFindings DecodeIdentities(std::string_view bytes);

}  // namespace kg
