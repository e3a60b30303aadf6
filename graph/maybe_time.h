// A time that may be unknown, for what there are millions of.
#pragma once

#include <limits>
#include <optional>

#include "graph/time.h"

namespace kg {

/// What std::optional<Time> says in half the room. Reads like one and turns into one.
class MaybeTime {
 public:
  constexpr MaybeTime() = default;
  constexpr MaybeTime(Time time) : time_(time) {}
  constexpr MaybeTime(const std::optional<Time>& time) : time_(time.value_or(kNone)) {}

  constexpr explicit operator bool() const { return time_ != kNone; }
  /// To be asked for only where there is one.
  constexpr Time operator*() const { return time_; }
  constexpr operator std::optional<Time>() const {
    return time_ == kNone ? std::nullopt : std::optional<Time>(time_);
  }

 private:
  static constexpr Time kNone{Time::duration(std::numeric_limits<Time::rep>::min())};

  Time time_ = kNone;
};

}  // namespace kg
