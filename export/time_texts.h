// Times of links as text: there are two for each of millions of links.
#pragma once

#include <string_view>

#include "export/text_buffer.h"
#include "graph/maybe_time.h"

namespace kg {

/// ToIso() without what that costs; empty when the time is unknown.
class TimeText {
 public:
  explicit TimeText(MaybeTime time) {
    if (time) Write(*time);
  }

  bool empty() const { return size_ == 0; }
  operator ShortText() const { return {text_, size_}; }
  operator std::string_view() const { return {text_.data(), size_}; }
  /// "2023-11-20".
  std::string_view day() const { return std::string_view(*this).substr(0, 10); }

 private:
  void Write(Time time);

  ShortText::Place text_{};
  std::size_t size_ = 0;
};

/// The same for JSON: in quotation marks, or null.
class JsonTimeText {
 public:
  explicit JsonTimeText(MaybeTime time);

  operator ShortText() const { return {text_, size_}; }
  operator std::string_view() const { return {text_.data(), size_}; }

 private:
  ShortText::Place text_{};
  std::size_t size_ = 0;
};

}  // namespace kg
