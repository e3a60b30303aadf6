// Output that grows piece by piece and leaves in large blocks.
#pragma once

#include <fmt/compile.h>
#include <fmt/format.h>

#include <ostream>
#include <string_view>
#include <utility>

namespace kg {

/// Holds a block of 64 kB at most, beyond the longest piece. Finish() is to be called last.
class TextBuffer {
 public:
  explicit TextBuffer(std::ostream& out) : out_(out) {}

  void Add(std::string_view text) { block_.append(text); }
  void Add(char c) { block_.push_back(c); }

  /// `format` as FMT_COMPILE() makes it.
  template <class Format, class... Arguments>
  void AddFormatted(const Format& format, Arguments&&... arguments) {
    fmt::format_to(fmt::appender(block_), format, std::forward<Arguments>(arguments)...);
  }

  /// To be called now and then: after each line or record.
  void EndRecord() {
    constexpr std::size_t kFull = 1 << 16;
    if (block_.size() >= kFull) Finish();
  }

  void Finish() {
    out_.write(block_.data(), static_cast<std::streamsize>(block_.size()));
    block_.clear();
  }

 private:
  std::ostream& out_;
  fmt::memory_buffer block_;
};

}  // namespace kg
