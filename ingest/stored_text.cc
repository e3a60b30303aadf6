#include "ingest/stored_text.h"

#include <cassert>

#include "graph/sentences.h"
#include "graph/utf8.h"

namespace kg {

Span StoredText::AddLine(Field field, std::string_view line) {
  const Span span{size_, size_ + static_cast<std::uint32_t>(CountCodePoints(line))};
  text_.append(line).push_back('\n');
  size_ = span.end + 1;
  lines_.push_back(span);
  if (fields_.empty() || fields_.back().field != field) fields_.push_back({field, span});
  fields_.back().span.end = span.end;
  return span;
}

StoredText::Locator::Locator(const StoredText& stored)
    : stored_(stored), sentences_(Sentences(stored.text_)) {}

Mention StoredText::Locator::Locate(Span span) {
  const auto advance = [&](const auto& spans, auto& at, auto span_of) {
    while (at + 1U < spans.size() && span_of(spans[at]).end <= span.start) ++at;
  };
  const auto self = [](const Span& s) { return s; };
  advance(stored_.fields_, field_, [](const FieldSpan& f) { return f.span; });
  advance(stored_.lines_, line_, self);
  advance(sentences_, sentence_, self);
  assert(field_ < stored_.fields_.size());
  return {span, stored_.fields_[field_].field, sentence_, line_};
}

}  // namespace kg
