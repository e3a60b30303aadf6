#include "export/time_texts.h"

#include <chrono>

namespace kg {
namespace {

constexpr std::size_t kIsoSize = 20;

void PutTwo(unsigned number, char* to) {
  to[0] = static_cast<char>('0' + number / 10);
  to[1] = static_cast<char>('0' + number % 10);
}

// All years that there are have four digits.
void WriteIso(Time time, char* to) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date{day};
  const auto year = static_cast<unsigned>(static_cast<int>(date.year()));
  const auto second = static_cast<unsigned>((time - day).count());
  std::memcpy(to, "0000-00-00T00:00:00Z", kIsoSize);
  PutTwo(year / 100, to);
  PutTwo(year % 100, to + 2);
  PutTwo(static_cast<unsigned>(date.month()), to + 5);
  PutTwo(static_cast<unsigned>(date.day()), to + 8);
  PutTwo(second / 3600, to + 11);
  PutTwo(second / 60 % 60, to + 14);
  PutTwo(second % 60, to + 17);
}

}  // namespace

void TimeText::Write(Time time) {
  WriteIso(time, text_.data());
  size_ = kIsoSize;
}

JsonTimeText::JsonTimeText(MaybeTime time) {
  if (time) {
    text_[0] = text_[kIsoSize + 1] = '"';
    WriteIso(*time, text_.data() + 1);
    size_ = kIsoSize + 2;
  } else {
    std::memcpy(text_.data(), "null", 4);
    size_ = 4;
  }
}

}  // namespace kg
