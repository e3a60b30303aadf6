#include "export/xml_writer.h"

#include <algorithm>
#include <array>

namespace kg {

namespace {

// White space other than blanks would come back as blanks from an attribute, and "]]>" may stand
// nowhere in text.
constexpr auto kEscapes = [] {
  std::array<std::string_view, 256> escapes{};
  escapes['&'] = "&amp;";
  escapes['<'] = "&lt;";
  escapes['>'] = "&gt;";
  escapes['"'] = "&quot;";
  escapes['\''] = "&#39;";
  escapes['\t'] = "&#9;";
  escapes['\n'] = "&#10;";
  return escapes;
}();

std::string_view EscapeOf(char c) { return kEscapes[static_cast<unsigned char>(c)]; }

/// Calls `add` with one piece after the other.
template <class Add>
void ForEachPiece(std::string_view text, Add add) {
  const auto is_special = [](char c) { return !EscapeOf(c).empty(); };
  for (auto at = text.begin();;) {
    const auto special = std::find_if(at, text.end(), is_special);
    add(std::string_view(at, special));
    if (special == text.end()) return;
    add(EscapeOf(*special));
    at = special + 1;
  }
}

}  // namespace

std::string XmlEscaped(std::string_view text) {
  std::string escaped;
  ForEachPiece(text, [&escaped](std::string_view piece) { escaped += piece; });
  return escaped;
}

void AddXmlEscaped(std::string_view text, TextBuffer& out) {
  ForEachPiece(text, [&out](std::string_view piece) { out.Add(piece); });
}

XmlWriter::XmlWriter(TextBuffer& out) : out_(out) {
  out_.Add("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
}

void XmlWriter::Start(const char* name, Attributes attributes) {
  out_.Add('<');
  out_.Add(name);
  for (const XmlAttribute& attribute : attributes) {
    if (attribute.value.empty()) continue;
    out_.AddAll(" ", std::string_view(attribute.name), "=\"");
    AddXmlEscaped(attribute.value, out_);
    out_.Add('"');
  }
}

void XmlWriter::Open(const char* name, Attributes attributes) {
  Start(name, attributes);
  out_.Add(">\n");
  open_.push_back(name);
}

void XmlWriter::Close() {
  out_.Add("</");
  out_.Add(open_.back());
  out_.Add(">\n");
  open_.pop_back();
  out_.EndRecord();
}

void XmlWriter::Empty(const char* name, Attributes attributes) {
  Start(name, attributes);
  out_.Add("/>\n");
}

void XmlWriter::Text(const char* name, Attributes attributes, std::string_view text) {
  Start(name, attributes);
  out_.Add('>');
  AddXmlEscaped(text, out_);
  out_.Add("</");
  out_.Add(name);
  out_.Add(">\n");
}

void XmlWriter::Finish() {
  while (!open_.empty()) Close();
  out_.Finish();
}

}  // namespace kg
