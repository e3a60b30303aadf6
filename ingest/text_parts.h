// Steps that the readers of the formats share.
#pragma once

#include <string>
#include <string_view>

namespace kg {

/// Walks the lines of a text. A line ends at '\n'; a '\r' right before it belongs to the break, any
/// other is text.
class Lines {
 public:
  explicit Lines(std::string_view text) : rest_(text) {}

  /// False at the end.
  bool Next(std::string_view* line);

  std::size_t number() const { return number_; }   // of the last line, from 1
  std::string_view rest() const { return rest_; }  // what comes behind it

 private:
  std::string_view rest_;
  std::size_t number_ = 0;
};

/// Without ASCII blanks at the ends.
std::string_view Trimmed(std::string_view text);

/// A title as its format holds it in characters that can be stored: references decoded, valid
/// UTF-8, form NFC. Blanks stay.
std::string TitleText(std::string_view raw);

}  // namespace kg
