// Pieces of text for a terminal.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "graph/time.h"

namespace kg {

/// `text` and blanks up to `width` columns; wide characters take two.
std::string Padded(std::string text, int width);

/// "2023-05-01 – 2023-06-02", or the one day; empty when it is unknown.
std::string DaysOf(const std::optional<Time>& first, const std::optional<Time>& last);

/// "甲、乙" of the first `most`.
std::string Enumerated(std::span<const std::string> words, std::size_t most = SIZE_MAX);

/// "1 article", "3 articles".
std::string Counted(std::size_t count, const std::string& noun);

}  // namespace kg
