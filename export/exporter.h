// What every export format promises.
#pragma once

#include <ostream>
#include <span>
#include <string>
#include <string_view>

#include "graph/news_graph.h"
#include "graph/option_set.h"
#include "graph/registry.h"

namespace kg {

class Exporter {
 public:
  virtual ~Exporter() = default;
  virtual void AddOptions(OptionSet&) {}

  /// Writes all of `graph` to `out`. The bytes depend on graph, marks and options alone, so two
  /// exports of one store compare equal. Names hold any valid UTF-8: escaping is the exporter's
  /// task. Whether `out` took the bytes is the caller's. Throws Error(kUsage) for a graph that the
  /// format cannot take (a picture of a million nodes), saying what to do instead.
  virtual void Write(const NewsGraph& graph, const Marks& marks, std::ostream& out) = 0;

  /// A line for the user about what the machine lacks for this format; empty when all is well.
  virtual std::string Hint() const { return {}; }
};

/// All formats, in the order of formats.def. A format's name is also its file suffix.
std::span<const Entry<Exporter>> Formats();

}  // namespace kg
