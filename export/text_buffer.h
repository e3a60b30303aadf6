// Output that grows piece by piece and leaves in large blocks.
#pragma once

#include <fmt/compile.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <concepts>
#include <cstddef>
#include <ostream>
#include <string_view>
#include <utility>

namespace kg {

/// A number as fmt::format("{}") writes it, without what that costs.
class NumberText {
 public:
  explicit NumberText(std::unsigned_integral auto number) { WriteWhole(number); }
  explicit NumberText(double number);

  operator std::string_view() const { return {text_.data(), size_}; }

 private:
  void WriteWhole(std::uint64_t number);

  std::array<char, 32> text_;
  std::size_t size_ = 0;
};

/// Holds a block of 64 kB at most, beyond the longest piece. Finish() is to be called last.
class TextBuffer {
 public:
  explicit TextBuffer(std::ostream& out) : out_(out) {}

  void Add(std::string_view text) { AddAll(text); }
  void Add(char c) { block_.push_back(c); }

  /// One after the other: texts, and numbers as NumberText.
  template <class... Pieces>
  void AddAll(const Pieces&... pieces) {
    const std::size_t size = block_.size();
    block_.resize(size + (std::string_view(pieces).size() + ...));
    char* to = block_.data() + size;
    ((to = Copied(std::string_view(pieces), to)), ...);
  }

  /// `format` as FMT_COMPILE() makes it. Several times slower than AddAll().
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
  static char* Copied(std::string_view text, char* to) {
    return std::copy(text.begin(), text.end(), to);
  }

  std::ostream& out_;
  fmt::memory_buffer block_;
};

}  // namespace kg
