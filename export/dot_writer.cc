#include "export/dot_writer.h"

namespace kg {
namespace {

// In a quoted string of DOT the quote alone has a meaning to its reader; backslashes are the
// attribute's own, and whoever made the value has seen to them.
std::string DotQuoted(std::string_view value) {
  std::string quoted = "\"";
  for (std::size_t quote; (quote = value.find('"')) != std::string_view::npos;) {
    quoted.append(value.substr(0, quote)).append("\\\"");
    value.remove_prefix(quote + 1);
  }
  return quoted.append(value).append("\"");
}

std::string ListOf(const Canvas::Attributes& attributes) {
  std::string list;
  for (const auto& [name, value] : attributes) {
    if (!list.empty()) list += ", ";
    list.append(name).append("=").append(DotQuoted(value));
  }
  return list;
}

}  // namespace

DotWriter::DotWriter(std::ostream& out) : out_(out) { out_.Add("digraph newsgraph {\n"); }

void DotWriter::Statement(std::string_view subject, const Attributes& attributes) {
  out_.AddAll("  ", subject, " [", ListOf(attributes), "];\n");
  out_.EndRecord();
}

void DotWriter::AddNode(const std::string& name, const Attributes& attributes) {
  Statement(DotQuoted(name), attributes);
}

std::size_t DotWriter::AddLook(const Attributes& attributes) {
  looks_.push_back(ListOf(attributes));
  return looks_.size() - 1;
}

// Names and keys are made of letters, digits and '-'.
void DotWriter::AddEdge(std::string_view tail, std::string_view head, std::string_view key,
                        std::size_t look) {
  out_.AddAll("  \"", tail, "\" -> \"", head, "\" [key=\"", key, "\", ", looks_[look], "];\n");
  out_.EndRecord();
}

void DotWriter::Finish() {
  out_.Add("}\n");
  out_.Finish();
}

}  // namespace kg
