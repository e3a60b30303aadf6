// Dates as pages write them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "graph/time.h"

namespace kg {

/// The moment that `text`, all of it, names: "20/11/2023 - 15:42" (day first),
/// "2020-06-30T07:58:34", "2020-07-01 18:16:08 +0800", "2020年 7月 13日", "Thu, 02 Jun 2022
/// 15:37:32 GMT", "Dec 17th 2019" and the like. Where it names no time zone it is local time at
/// `publisher` (the key of the node), summer time included, or UTC when that is unknown. A day
/// alone is its first moment. nullopt for anything else and for days that do not exist.
/// Thread-safe.
std::optional<Time> PageTime(std::string_view text, const std::string& publisher);

}  // namespace kg
