// What every export format promises.
#pragma once

#include <ostream>
#include <span>
#include <string>
#include <string_view>

#include "export/details.h"
#include "graph/news_graph.h"
#include "graph/option_set.h"
#include "graph/registry.h"

namespace kg {

/// Where formats of several files write: a folder that is new.
class Folder {
 public:
  virtual ~Folder() = default;
  /// A file in it, good until the next call. `path` is relative, of plain names with '/' between.
  /// Throws Error(kIo).
  virtual std::ostream& NewFile(const std::string& path) = 0;
};

class Exporter {
 public:
  virtual ~Exporter() = default;
  virtual void AddOptions(OptionSet&) {}

  /// Where formats that show more than nodes and links may ask for it; the others never ask. What
  /// it says of marks goes before those that Write() is given. To be called before Write().
  virtual void SetDetails(const DetailSource&) {}

  /// Writes all of `graph` to `out`. The bytes depend on graph, marks and options alone, so two
  /// exports of one store compare equal. Names hold any valid UTF-8: escaping is the exporter's
  /// task. Whether `out` took the bytes is the caller's. Throws Error(kUsage) for a graph that the
  /// format cannot take (a picture of a million nodes), saying what to do instead.
  virtual void Write(const NewsGraph& graph, const Marks& marks, std::ostream& out) = 0;

  /// A line for the user about what to mind, such as what the machine lacks for this format; empty
  /// when all is well.
  virtual std::string Hint() const { return {}; }

  /// Whether it makes several files: then WriteFolder() is to be called, and Write() throws.
  virtual bool MakesFolder() const { return false; }
  /// What Write() promises, in files.
  virtual void WriteFolder(const NewsGraph& graph, const Marks& marks, Folder& folder);
};

/// Base of the formats that make several files.
class FolderExporter : public Exporter {
 public:
  void Write(const NewsGraph& graph, const Marks& marks, std::ostream& out) final;
  bool MakesFolder() const final { return true; }
  void WriteFolder(const NewsGraph& graph, const Marks& marks, Folder& folder) override = 0;
};

/// All formats, in the order of formats.def. The name of a picture's format is its file suffix.
std::span<const Entry<Exporter>> Formats();

}  // namespace kg
