// From the bytes between tags to text that can be stored and quoted.
#pragma once

#include <string>
#include <string_view>

namespace kg {

/// Gathers one piece of clean text out of runs: references decoded, valid UTF-8 (U+FFFD for what
/// is not), every run of blanks (NBSP, U+3000, tabs and line breaks among them) one blank, none at
/// the ends, no controls, no zero-width and no direction signs.
class TextCleaner {
 public:
  void Append(std::string_view raw);
  void AppendBlank() { blank_due_ = true; }

  bool empty() const { return text_.empty(); }
  bool blank_due() const { return blank_due_; }
  const std::string& text() const { return text_; }

  /// Of the text so far; a blank that is due is not counted until something follows it.
  std::size_t code_points() const { return code_points_; }

  /// The text; the cleaner is as new afterwards.
  std::string Take();

 private:
  void AppendOdd(char32_t code_point);
  void AppendVisible(std::string_view bytes, std::size_t code_points);
  std::size_t AppendReference(std::string_view raw);

  std::string text_{};
  std::size_t code_points_ = 0;
  bool blank_due_ = false;
};

std::string CleanText(std::string_view raw);

}  // namespace kg
