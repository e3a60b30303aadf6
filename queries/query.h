// What every question to the store looks like.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/news_graph.h"
#include "graph/node_json.h"
#include "graph/option_set.h"
#include "graph/registry.h"
#include "graph/store.h"

namespace kg {

/// Filters that commands share (product contract, section 6), as bits of what a query heeds.
enum Filter : unsigned {
  kByTime = 1U << 0,
  kByKind = 1U << 1,
  kByRelation = 1U << 2,
  kByWeight = 1U << 3,
  kByLimit = 1U << 4,
  kByBackbone = 1U << 5,
};

struct SharedFilters {
  GraphFilter graph{};
  int limit = 0;        // 0: the query's own default
  double backbone = 1;  // of Backbone(); 1 keeps everything
};

/// An answer: the document for `--format json`, and the same as a table for people and CSV.
struct Findings {
  Json document{};          // begins with "schema"; the shapes of the contract, section 7
  std::string items_key{};  // the array in `document` whose elements `--format jsonl` prints
  std::string heading{};    // lines above the table, may be empty
  std::vector<std::string> columns{};
  std::vector<std::vector<std::string>> rows{};
  std::size_t text_columns = 0;  // as text only the first so many are shown; 0: all
  std::size_t text_rows = 0;
  std::string text{};     // as text this is shown instead of the table, where a table reads badly
  std::string footing{};  // what was left out, in words; may be empty
  bool found = true;      // false: exit status 1
  /// Bookkeeping to keep in the store (GraphStore::WriteRecord), by queries that say Writes().
  std::vector<std::pair<std::string, std::string>> records{};
  /// Whatever else such a query does to the store, once the answer is there.
  std::function<void(GraphStore&)> update{};
};

/// One question. The answer depends on store, options and filters alone.
class Query {
 public:
  virtual ~Query() = default;
  virtual void AddOptions(OptionSet& set) = 0;
  /// The filters that it heeds, bits of Filter; the others are not offered.
  virtual unsigned Heeds() const = 0;
  /// One line of use, shown under --help: `newsgraph timeline 习近平 --with 马克龙`.
  virtual std::string_view Example() const = 0;
  /// Throws Error(kUsage) for an ambiguous name, Error(kUnknownName) for an unknown one.
  virtual Findings Run(const GraphStore& store, const SharedFilters& filters) = 0;
  /// Formats that its answer can be had in beside the usual ones (cli/print_findings.h).
  virtual std::vector<std::string> OtherFormats() const { return {}; }
  /// Whether Run() leaves records; asked after the options were parsed.
  virtual bool Writes() const { return false; }
};

/// All queries, in the order of queries.def.
std::span<const Entry<Query>> Queries();

}  // namespace kg
