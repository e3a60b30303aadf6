// The names that one article has established, and who each of them is.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/people/rules.h"

namespace kg::people {

/// The texts that names are established from must outlive it.
class ArticleNames {
 public:
  /// A name with strong evidence, as the text has it.
  void Establish(const Text& text, const Candidate& candidate);

  /// To be called once, after the last Establish().
  void Freeze();

  bool empty() const { return forms_.empty(); }

  /// The first place from `pos` on where an established name may start; the text's size when there
  /// is none.
  std::size_t NextPlace(const Text& text, std::size_t pos) const {
    const std::u16string_view chars = text.chars();
    for (; pos + 1 < chars.size(); ++pos) {
      const unsigned place = PlaceOf(chars[pos]);
      if ((place & PlaceOf(chars[pos + 1]) >> 1 & kFirst) != 0) return pos;
    }
    return chars.size();
  }

  /// The established name that starts at `pos`, the longest one: its length, 0 for none.
  std::size_t LengthAt(const Text& text, std::size_t pos) const;

  /// Who `form` is: the known person's canonical name; the full form where the article has one full
  /// form that ends so; else the form itself with one sign between its parts. Lives as long as
  /// this.
  std::string_view CanonicalOf(std::u16string_view form);

 private:
  static constexpr std::size_t kStarts = 1024;
  // Bits: where in an established name a character may be.
  static constexpr std::uint8_t kFirst = 1;
  static constexpr std::uint8_t kSecond = 2;

  unsigned PlaceOf(char16_t c) const { return starts_[c % kStarts]; }

  void AddShort(std::u16string_view last_part, const std::u16string& full);
  std::string FindCanonical(std::u16string_view form) const;

  // Short forms and glosses to full ones. Empty: several people share the short form.
  std::map<std::u16string_view, std::u16string> full_{};
  std::vector<std::u16string_view> forms_{};  // frozen: by first character, the longest first
  std::array<std::uint8_t, kStarts> starts_{};
  std::map<std::u16string_view, std::string> canonical_{};  // what was asked for already
};

}  // namespace kg::people
