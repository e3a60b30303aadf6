// Numbers and strings as bytes, and back with every bound checked.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "graph/error.h"

namespace kg {

/// Appends to a string it is lent.
class ByteWriter {
 public:
  explicit ByteWriter(std::string& out) : out_(out) {}

  void Byte(std::uint8_t value) { out_.push_back(static_cast<char>(value)); }

  /// LEB128: seven bits a byte, least significant first, 1-10 bytes.
  void Varint(std::uint64_t value) {
    while (value >= 0x80) {
      Byte(static_cast<std::uint8_t>(value | 0x80));
      value >>= 7;
    }
    Byte(static_cast<std::uint8_t>(value));
  }

  /// Small magnitudes of either sign stay short (zigzag).
  void Signed(std::int64_t value) {
    Varint((static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63));
  }

  /// Big-endian, so that keys sort by number.
  void Fixed64(std::uint64_t value) { Fixed(value, 8); }
  void Fixed32(std::uint32_t value) { Fixed(value, 4); }
  void Fixed24(std::uint32_t value) { Fixed(value, 3); }

  /// Length, then bytes.
  void String(std::string_view text) {
    Varint(text.size());
    out_.append(text);
  }

  void Raw(std::string_view bytes) { out_.append(bytes); }

 private:
  void Fixed(std::uint64_t value, int bytes) {
    for (int i = bytes - 1; i >= 0; --i) Byte(static_cast<std::uint8_t>(value >> (8 * i)));
  }

  std::string& out_;
};

/// Reads what ByteWriter wrote. Throws Error(kCorrupt) where the bytes end early or a number is
/// longer than its type or than it need be; views point into the bytes it was made of.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : left_(bytes) {}

  bool empty() const { return left_.empty(); }
  std::size_t size() const { return left_.size(); }

  std::uint8_t Byte() { return static_cast<std::uint8_t>(Raw(1)[0]); }

  std::uint64_t Varint() {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      const std::uint8_t byte = Byte();
      value |= std::uint64_t{byte & 0x7FU} << shift;
      if (byte >= 0x80) continue;
      const bool overflows = shift == 63 && byte > 1;
      const bool padded = shift > 0 && byte == 0;
      if (overflows || padded) break;
      return value;
    }
    throw Error(ErrorCode::kCorrupt, "a stored number is longer than it may be");
  }

  std::uint32_t Varint32() {
    const std::uint64_t value = Varint();
    if (value > UINT32_MAX) throw Error(ErrorCode::kCorrupt, "a stored number is too large");
    return static_cast<std::uint32_t>(value);
  }

  std::int64_t Signed() {
    const std::uint64_t value = Varint();
    return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
  }

  std::uint64_t Fixed64() { return Fixed(8); }
  std::uint32_t Fixed32() { return static_cast<std::uint32_t>(Fixed(4)); }
  std::uint32_t Fixed24() { return static_cast<std::uint32_t>(Fixed(3)); }

  std::string_view String() { return Raw(Varint()); }

  std::string_view Raw(std::uint64_t size) {
    if (size > left_.size()) throw Error(ErrorCode::kCorrupt, "a stored record ends early");
    const std::string_view taken = left_.substr(0, size);
    left_.remove_prefix(size);
    return taken;
  }

 private:
  std::uint64_t Fixed(std::uint64_t bytes) {
    std::uint64_t value = 0;
    for (const char byte : Raw(bytes)) value = value << 8 | static_cast<std::uint8_t>(byte);
    return value;
  }

  std::string_view left_;
};

}  // namespace kg
