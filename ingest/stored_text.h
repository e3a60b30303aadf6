// The stored text of an article, put together line by line with the place of every line known.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "graph/article.h"

namespace kg {

/// Lines must be added field by field in the order of Field.
class StoredText {
 public:
  /// Room for `bytes` of text.
  void Reserve(std::size_t bytes) { text_.reserve(bytes); }

  /// Adds a line and returns its span, without the line break.
  Span AddLine(Field field, std::string_view line);

  const std::string& text() const { return text_; }
  const std::vector<FieldSpan>& fields() const { return fields_; }
  std::string TakeText() { return std::move(text_); }

  /// Field, sentence and paragraph of places in the text, asked for in growing order.
  class Locator;

 private:
  friend class Locator;
  std::string text_;
  std::vector<FieldSpan> fields_;
  std::vector<Span> lines_;
  std::uint32_t size_ = 0;  // code points
};

class StoredText::Locator {
 public:
  explicit Locator(const StoredText& stored);
  Mention Locate(Span span);

 private:
  const StoredText& stored_;
  std::vector<Span> sentences_;
  std::size_t field_ = 0;
  std::uint32_t sentence_ = 0;
  std::uint32_t line_ = 0;
};

}  // namespace kg
