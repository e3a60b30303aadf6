#include "export/dot_writer.h"

namespace kg {

DotWriter::DotWriter(std::ostream& out) : out_(out) { out_.Add("digraph newsgraph {\n"); }

// In a quoted string of DOT the quote alone has a meaning to its reader; backslashes are the
// attribute's own, and whoever made the value has seen to them.
void DotWriter::Quoted(std::string_view value) {
  out_.Add('"');
  for (std::size_t quote; (quote = value.find('"')) != std::string_view::npos;) {
    out_.AddAll(value.substr(0, quote), "\\\"");
    value.remove_prefix(quote + 1);
  }
  out_.AddAll(value, "\"");
}

void DotWriter::List(const Attributes& attributes) {
  const char* before = "";
  for (const auto& [name, value] : attributes) {
    out_.AddAll(before, name, "=");
    Quoted(value);
    before = ", ";
  }
}

void DotWriter::Statement(std::string_view word, const Attributes& attributes) {
  out_.Add("  ");
  out_.Add(word);
  out_.Add(" [");
  List(attributes);
  EndLine();
}

void DotWriter::AddNode(const std::string& name, const Attributes& attributes) {
  out_.Add("  ");
  Quoted(name);
  out_.Add(" [");
  List(attributes);
  EndLine();
}

void DotWriter::AddEdge(const std::string& tail, const std::string& head, const std::string& key,
                        const Attributes& attributes) {
  out_.Add("  ");
  Quoted(tail);
  out_.Add(" -> ");
  Quoted(head);
  out_.Add(" [key=");
  Quoted(key);
  out_.Add(", ");
  List(attributes);
  EndLine();
}

void DotWriter::EndLine() {
  out_.Add("];\n");
  out_.EndRecord();
}

void DotWriter::Finish() {
  out_.Add("}\n");
  out_.Finish();
}

}  // namespace kg
