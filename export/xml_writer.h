// XML as it comes: a stack of open elements and nothing else in memory.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "export/text_buffer.h"

namespace kg {

/// `text`, which WritableText() has seen, for an attribute or between tags.
std::string XmlEscaped(std::string_view text);
void AddXmlEscaped(std::string_view text, TextBuffer& out);

struct XmlAttribute {
  const char* name;
  std::string_view value;  // any clean text; an attribute whose value is empty is left out
};

/// One element a line. Elements that hold others are closed by Close(), in any case all of them by
/// Finish().
class XmlWriter {
 public:
  using Attributes = std::initializer_list<XmlAttribute>;

  explicit XmlWriter(TextBuffer& out);

  void Open(const char* name, Attributes attributes = {});
  void Close();
  void Empty(const char* name, Attributes attributes = {});
  void Text(const char* name, Attributes attributes, std::string_view text);
  void Finish();

  /// For lines made by hand where there are millions of them.
  TextBuffer& out() { return out_; }

 private:
  void Start(const char* name, Attributes attributes);

  TextBuffer& out_;
  std::vector<const char*> open_{};
};

}  // namespace kg
