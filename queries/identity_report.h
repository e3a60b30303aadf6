// Pairs of names, what is known of them and the quotes for it, as an answer.
#pragma once

#include <span>
#include <string_view>

#include "graph/identities.h"
#include "queries/query.h"

namespace kg {

/// Schema and columns.
Findings BeginIdentityReport();

/// Adds `links` under `key` of the document and to the table; `relation` says what they are. Beyond
/// `most` (0: all) they are counted only. Reads the texts that the quotes are from.
void AddLinks(const GraphStore& store, std::span<const IdentityLink> links, std::string_view key,
              std::string_view relation, std::size_t most, Findings& found);

}  // namespace kg
