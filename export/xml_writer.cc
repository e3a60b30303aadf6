#include "export/xml_writer.h"

namespace kg {

// White space other than blanks would come back as blanks from an attribute, and "]]>" may stand
// nowhere in text.
std::string XmlEscaped(std::string_view text) {
  constexpr std::string_view kSpecial = "&<>\"'\t\n";
  std::string escaped;
  for (std::size_t at; (at = text.find_first_of(kSpecial)) != std::string_view::npos;) {
    escaped.append(text.substr(0, at));
    switch (text[at]) {
      case '&': escaped += "&amp;"; break;
      case '<': escaped += "&lt;"; break;
      case '>': escaped += "&gt;"; break;
      case '"': escaped += "&quot;"; break;
      case '\'': escaped += "&#39;"; break;
      case '\t': escaped += "&#9;"; break;
      default: escaped += "&#10;"; break;
    }
    text.remove_prefix(at + 1);
  }
  return escaped.append(text);
}

XmlWriter::XmlWriter(TextBuffer& out) : out_(out) {
  out_.Add("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
}

void XmlWriter::Start(const char* name, Attributes attributes) {
  out_.Add('<');
  out_.Add(name);
  for (const XmlAttribute& attribute : attributes) {
    if (attribute.value.empty()) continue;
    out_.Add(' ');
    out_.Add(attribute.name);
    out_.Add("=\"");
    out_.Add(XmlEscaped(attribute.value));
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
  out_.Add(XmlEscaped(text));
  out_.Add("</");
  out_.Add(name);
  out_.Add(">\n");
}

void XmlWriter::Finish() {
  while (!open_.empty()) Close();
  out_.Finish();
}

}  // namespace kg
