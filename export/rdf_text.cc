#include "export/rdf_text.h"

namespace kg {
namespace {

// rdflib takes "\\\\r", a backslash before an r, for one before a carriage return; by number it
// reads it right.
std::string LiteralEscaped(std::string_view text) {
  std::string escaped;
  for (std::size_t at; (at = text.find_first_of("\"\\\n\t")) != std::string_view::npos;) {
    escaped.append(text.substr(0, at));
    switch (text[at]) {
      case '\n': escaped += "\\n"; break;
      case '\t': escaped += "\\t"; break;
      case '"': escaped += "\\\""; break;
      default: escaped += "\\u005C"; break;
    }
    text.remove_prefix(at + 1);
  }
  return escaped.append(text);
}

}  // namespace

void RdfTextSink::AddObject(const RdfObject& object) {
  if (object.is == RdfObject::Is::kIri) {
    out_.AddFormatted(FMT_COMPILE("<{}>"), object.text);
  } else if (object.is == RdfObject::Is::kWord) {
    AddWord(object.word);
  } else {
    out_.AddFormatted(FMT_COMPILE("\"{}\""), LiteralEscaped(object.text));
    if (object.word.name.empty()) return;
    out_.Add("^^");
    AddWord(object.word);
  }
}

}  // namespace kg
