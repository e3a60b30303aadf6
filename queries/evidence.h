// The sentences that edges rest on.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "graph/node_json.h"
#include "graph/store.h"

namespace kg {

/// A place in the stored text of a full article. `quote` is that text, code point for code point.
struct Evidence {
  std::string article{};  // canonical URL
  Field field = Field::kBody;
  Span span{};
  std::string quote{};
  bool operator==(const Evidence&) const = default;
};

/// Quotes of one link or item that an answer shows.
constexpr std::size_t kShownQuotes = 3;

/// The first `most` quotes for the edge from article `from` to `to`: whole sentences that name it,
/// tags, link texts and, in the related lists of other articles, kickers. None for edges that are
/// derived or come from an address. Reads the article and its text.
std::vector<Evidence> EvidenceFor(const GraphStore& store, NodeId from, const Node& to,
                                  std::size_t most);

/// The first `most` sentences of article `from` that name both; if there are none, the first that
/// names each.
std::vector<Evidence> EvidenceForBoth(const GraphStore& store, NodeId from, const Node& a,
                                      const Node& b, std::size_t most);

/// [{"article","field","start","end","quote"}, …]
Json EvidenceJson(std::span<const Evidence> evidence);

}  // namespace kg
