// Bytes that tell whether they are whole.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kg {

/// `bytes` and, behind them, the first 8 bytes of their digest.
std::string WithCheck(std::string bytes);

/// What WithCheck() was given, lent; nullopt for anything else.
std::optional<std::string_view> WithoutCheck(std::string_view bytes);

/// The check at the end of what WithCheck() made, lent.
std::string_view CheckOf(std::string_view checked);

}  // namespace kg
