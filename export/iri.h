// Addresses as RDF and other strict readers want them.
#pragma once

#include <string>
#include <string_view>

namespace kg {

/// Whether an IRI takes it as it is.
bool MayStandInIri(char c);

/// `url` as an IRI: what an IRI may not hold is percent-encoded. Empty unless it is of http or
/// https.
std::string HttpIri(std::string_view url);

}  // namespace kg
