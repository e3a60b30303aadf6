#include "export/dot_writer.h"

namespace kg {

DotWriter::DotWriter(std::ostream& out) : out_(out) { Text("digraph newsgraph {\n"); }

// In a quoted string of DOT the quote alone has a meaning to its reader; backslashes are the
// attribute's own, and whoever made the value has seen to them.
void DotWriter::Quoted(std::string_view value) {
  line_.push_back('"');
  for (std::size_t quote; (quote = value.find('"')) != std::string_view::npos;) {
    Text(value.substr(0, quote));
    Text("\\\"");
    value.remove_prefix(quote + 1);
  }
  Text(value);
  line_.push_back('"');
}

void DotWriter::List(const Attributes& attributes) {
  const char* before = "";
  for (const auto& [name, value] : attributes) {
    Text(before);
    Text(name);
    line_.push_back('=');
    Quoted(value);
    before = ", ";
  }
}

void DotWriter::Statement(std::string_view word, const Attributes& attributes) {
  Text("  ");
  Text(word);
  Text(" [");
  List(attributes);
  EndLine();
}

void DotWriter::AddNode(const std::string& name, const Attributes& attributes) {
  Text("  ");
  Quoted(name);
  Text(" [");
  List(attributes);
  EndLine();
}

void DotWriter::AddEdge(const std::string& tail, const std::string& head, const std::string& key,
                        const Attributes& attributes) {
  Text("  ");
  Quoted(tail);
  Text(" -> ");
  Quoted(head);
  Text(" [key=");
  Quoted(key);
  Text(", ");
  List(attributes);
  EndLine();
}

void DotWriter::EndLine() {
  constexpr std::size_t kFull = 1 << 16;
  Text("];\n");
  if (line_.size() >= kFull) Flush();
}

void DotWriter::Flush() {
  out_.write(line_.data(), static_cast<std::streamsize>(line_.size()));
  line_.clear();
}

void DotWriter::Finish() {
  Text("}\n");
  Flush();
}

}  // namespace kg
