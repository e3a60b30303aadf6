// The parts that all JSON formats share.
#pragma once

#include <string>
#include <string_view>

#include "export/node_facts.h"
#include "export/text_buffer.h"
#include "graph/node_json.h"

namespace kg {

/// `text` as JSON, as Compact() has it.
std::string JsonText(std::string_view text);

/// "label", "kind", "node" and what else is known.
Json AttributesOf(const NodeFacts& facts);

/// What all formats say of a link: `"rel":"MENTIONS","weight":2,"first":…,"last":…,"evidence":1`,
/// with `"rank"` where it has one.
void AddLinkMembers(const GraphEdge& edge, TextBuffer& out);

/// Puts commas and line feeds between the items of a list.
class JsonList {
 public:
  explicit JsonList(TextBuffer& out) : out_(out) {}
  /// To be called before each item.
  TextBuffer& Next() {
    out_.EndRecord();
    out_.Add(first_ ? "\n" : ",\n");
    first_ = false;
    return out_;
  }

 private:
  TextBuffer& out_;
  bool first_ = true;
};

}  // namespace kg
