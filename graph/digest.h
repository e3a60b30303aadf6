// Content hashes. XXH3-128 tells bytes apart; nothing here is meant against forgery.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace kg {

/// 128 bits of XXH3 in canonical (big-endian) order.
using Digest = std::array<std::uint8_t, 16>;

Digest DigestOf(std::string_view bytes);

inline std::string_view AsBytes(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

/// Two digits a byte, in lower case.
std::string Hex(std::string_view bytes);

}  // namespace kg
