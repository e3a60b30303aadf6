#include "export/text_buffer.h"

#include <charconv>
#include <cmath>
#include <cstdlib>

namespace kg {

// Weights are sums of quarters, for which the digits are no search.
NumberText::NumberText(double number) {
  constexpr double kMostQuarters = 1e15;  // beyond, fmt may write an exponent
  constexpr std::array<std::string_view, 4> kEnds = {"", ".25", ".5", ".75"};
  const double quarters = number * 4;
  if (!std::signbit(number) && quarters < kMostQuarters && quarters == std::floor(quarters)) {
    const auto count = static_cast<std::uint64_t>(quarters);
    WriteWhole(count / 4);
    const std::string_view end = kEnds[count % 4];
    std::copy(end.begin(), end.end(), text_.begin() + static_cast<std::ptrdiff_t>(size_));
    size_ += end.size();
  } else {
    size_ = fmt::format_to_n(text_.data(), text_.size(), FMT_COMPILE("{}"), number).size;
  }
}

void NumberText::WriteWhole(std::uint64_t number) {
  const auto written = std::to_chars(text_.data(), text_.data() + text_.size(), number);
  size_ = static_cast<std::size_t>(written.ptr - text_.data());
}

DecimalText::DecimalText(double number) {
  const auto hundredths = std::llround(number * 100);
  const auto size = static_cast<std::uint64_t>(std::abs(hundredths));
  if (hundredths < 0) text_[size_++] = '-';
  const auto whole = std::to_chars(text_.data() + size_, text_.data() + text_.size(), size / 100);
  size_ = static_cast<std::size_t>(whole.ptr - text_.data());
  text_[size_++] = '.';
  text_[size_++] = static_cast<char>('0' + size / 10 % 10);
  text_[size_++] = static_cast<char>('0' + size % 10);
}

}  // namespace kg
