// Output that grows piece by piece and leaves in large blocks.
#pragma once

#include <fmt/compile.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <ostream>
#include <string_view>
#include <type_traits>
#include <utility>

namespace kg {

/// A text of up to kRoom bytes, lent from a place where kRoom bytes may be read: to copy all of
/// them takes two instructions, to copy a few a call that takes longer than that.
class ShortText {
 public:
  static constexpr std::size_t kRoom = 32;
  using Place = std::array<char, kRoom>;

  ShortText(const Place& place, std::size_t size) : place_(&place), size_(size) {}

  operator std::string_view() const { return {place_->data(), size_}; }
  const Place& place() const { return *place_; }
  std::size_t size() const { return size_; }

 private:
  const Place* place_;
  std::size_t size_;
};

/// A number as fmt::format("{}") writes it, without what that costs.
class NumberText {
 public:
  explicit NumberText(std::unsigned_integral auto number) { WriteWhole(number); }
  explicit NumberText(double number);

  operator ShortText() const { return {text_, size_}; }
  operator std::string_view() const { return {text_.data(), size_}; }

 private:
  void WriteWhole(std::uint64_t number);

  ShortText::Place text_{};
  std::size_t size_ = 0;
};

/// A number below 1e15 with two digits after the point.
class DecimalText {
 public:
  explicit DecimalText(double number);

  operator ShortText() const { return {text_, size_}; }

 private:
  ShortText::Place text_{};
  std::size_t size_ = 0;
};

/// Holds a block of 64 kB at most, beyond the longest piece. Finish() is to be called last.
class TextBuffer {
 public:
  explicit TextBuffer(std::ostream& out) : out_(out) {}

  void Add(std::string_view text) { AddAll(text); }
  void Add(char c) { block_.push_back(c); }

  /// One after the other: texts, and what turns into a ShortText, such as numbers.
  template <class... Pieces>
  void AddAll(const Pieces&... pieces) {
    const std::size_t size = block_.size();
    block_.try_reserve(size + (RoomFor(pieces) + ...));
    char* to = block_.data() + size;
    ((to = Copied(pieces, to)), ...);
    block_.try_resize(static_cast<std::size_t>(to - block_.data()));
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
  template <class Piece>
  static constexpr bool kIsShort = std::is_convertible_v<const Piece&, ShortText>;

  template <class Piece>
  static std::size_t RoomFor(const Piece& piece) {
    if constexpr (kIsShort<Piece>) {
      return ShortText::kRoom;
    } else if constexpr (std::is_array_v<Piece>) {
      return std::extent_v<Piece>;
    } else {
      return std::string_view(piece).size();
    }
  }

  // The sizes of literals and of short texts are known here, so that to copy them takes no call.
  template <class Piece>
  [[gnu::always_inline]] static char* Copied(const Piece& piece, char* to) {
    if constexpr (kIsShort<Piece>) {
      const ShortText text = piece;
      std::memcpy(to, text.place().data(), ShortText::kRoom);
      return to + text.size();
    } else if constexpr (std::is_array_v<Piece>) {
      constexpr std::size_t kSize = std::extent_v<Piece> - 1;  // a literal's last byte is 0
      std::memcpy(to, piece, kSize);
      return to + kSize;
    } else {
      const std::string_view text(piece);
      return std::copy(text.begin(), text.end(), to);
    }
  }

  std::ostream& out_;
  fmt::memory_buffer block_;
};

}  // namespace kg
