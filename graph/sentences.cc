#include "graph/sentences.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "graph/utf8.h"

namespace kg {
namespace {

// What a code point is to a sentence.
enum class Sign : std::uint8_t { kPlain, kLatin, kBlank, kLineBreak, kEnd, kCloser, kStop };

constexpr std::array<Sign, 128> kAsciiSigns = [] {
  std::array<Sign, 128> signs{};
  for (std::size_t c = 0; c < signs.size(); ++c) {
    const bool latin = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (latin) signs[c] = Sign::kLatin;
  }
  for (const char c : {' ', '\t'}) signs[static_cast<std::size_t>(c)] = Sign::kBlank;
  for (const char c : {'!', '?'}) signs[static_cast<std::size_t>(c)] = Sign::kEnd;
  for (const char c : {')', ']', '"', '\''}) signs[static_cast<std::size_t>(c)] = Sign::kCloser;
  signs['\n'] = Sign::kLineBreak;
  signs['.'] = Sign::kStop;
  return signs;
}();

Sign SignOf(char32_t c) {
  if (c < kAsciiSigns.size()) return kAsciiSigns[c];
  switch (c) {
    case 0xA0:
    case 0x3000: return Sign::kBlank;
    case U'。':
    case U'！':
    case U'？':
    case U'…': return Sign::kEnd;
    case U'”':
    case U'’':
    case U'」':
    case U'』':
    case U'）':
    case U'》':
    case U'】': return Sign::kCloser;
    default: return Sign::kPlain;
  }
}

bool IsBlank(Sign sign) { return sign == Sign::kBlank || sign == Sign::kLineBreak; }

// The first byte of code points from U+4000 to U+DFFF. They are most of a text, and none is a
// blank, a sign or Latin.
bool LeadsPlain(char byte) {
  const auto lead = static_cast<unsigned char>(byte);
  return lead >= 0xE4 && lead <= 0xED;
}

bool IsLatin(char byte) {
  const auto c = static_cast<unsigned char>(byte);
  return c < kAsciiSigns.size() && kAsciiSigns[c] == Sign::kLatin;
}

/// Walks a text once and cuts it.
class Cutter {
 public:
  explicit Cutter(std::string_view text) : text_(text) {}

  std::vector<Span> Cut() {
    while (!AtEnd()) {
      TakePlain();
      TakeLatin();
      if (!AtEnd()) TakeSign();
    }
    Close();
    return std::move(sentences_);
  }

 private:
  bool AtEnd() const { return pos_ >= text_.size(); }

  Sign Next() const {
    std::size_t pos = pos_;
    return SignOf(NextCodePoint(text_, &pos));
  }

  void TakePlain() {
    const std::size_t from = pos_;
    while (!AtEnd() && LeadsPlain(text_[pos_])) pos_ += 3;
    if (pos_ == from) return;
    Extend(static_cast<std::uint32_t>((pos_ - from) / 3));
    word_ = 0;
  }

  void TakeLatin() {
    const std::size_t from = pos_;
    while (!AtEnd() && IsLatin(text_[pos_])) ++pos_;
    if (pos_ == from) return;
    Extend(static_cast<std::uint32_t>(pos_ - from));
    word_ += pos_ - from;
  }

  void TakeSign() {
    const std::size_t word = word_;
    const Sign sign = Take();
    if (sign == Sign::kLineBreak) Close();
    if (sign == Sign::kEnd) {
      while (!AtEnd() && (Next() == Sign::kEnd || Next() == Sign::kCloser)) Take();
      Close();
    } else if (sign == Sign::kStop && word > 1 && (AtEnd() || IsBlank(Next()))) {
      // A full stop ends a sentence behind a word of two letters or more and before a blank.
      Close();
    }
  }

  Sign Take() {
    const Sign sign = SignOf(NextCodePoint(text_, &pos_));
    if (IsBlank(sign)) {
      ++index_;
    } else {
      Extend(1);
    }
    word_ = 0;
    return sign;
  }

  void Extend(std::uint32_t code_points) {
    if (!open_) start_ = index_;
    open_ = true;
    index_ += code_points;
    end_ = index_;
  }

  void Close() {
    if (open_) sentences_.push_back({start_, end_});
    open_ = false;
    word_ = 0;
  }

  std::string_view text_;
  std::size_t pos_ = 0;
  std::uint32_t index_ = 0;  // of the code point at `pos_`
  std::size_t word_ = 0;     // Latin letters and digits just taken
  bool open_ = false;
  std::uint32_t start_ = 0;
  std::uint32_t end_ = 0;
  std::vector<Span> sentences_;
};

}  // namespace

std::vector<Span> Sentences(std::string_view text) { return Cutter(text).Cut(); }

}  // namespace kg
