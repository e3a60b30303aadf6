#include "graph/sentences.h"

#include <algorithm>

#include "graph/utf8.h"

namespace kg {
namespace {

bool IsBlank(char32_t c) { return c == ' ' || c == '\t' || c == '\n' || c == 0xA0 || c == 0x3000; }

bool IsEnd(char32_t c) { return c == U'。' || c == U'！' || c == U'？' || c == '!' || c == '?' || c == U'…'; }

bool IsCloser(char32_t c) {
  constexpr std::u32string_view kClosers = U"”’」』）》】)]\"'";
  return kClosers.find(c) != std::u32string_view::npos;
}

bool IsLatin(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

/// Walks a text once and cuts it.
class Cutter {
 public:
  explicit Cutter(std::string_view text) : text_(text) { Advance(); }

  std::vector<Span> Cut() {
    while (!AtEnd()) {
      Take();
      if (last_ == '\n') Close();
      if (EndsSentence()) {
        while (!AtEnd() && (IsEnd(next_) || IsCloser(next_))) Take();
        Close();
      }
    }
    Close();
    return std::move(sentences_);
  }

 private:
  bool AtEnd() const { return next_ == kNone; }

  void Advance() { next_ = pos_ < text_.size() ? NextCodePoint(text_, &pos_) : kNone; }

  void Take() {
    if (!IsBlank(next_)) {
      if (!open_) start_ = index_;
      open_ = true;
      end_ = index_ + 1;
    }
    if (next_ == '.') stopped_word_ = word_;
    word_ = IsLatin(next_) ? word_ + 1 : 0;
    last_ = next_;
    ++index_;
    Advance();
  }

  // A full stop ends a sentence behind a word of two letters or more and before a blank.
  bool EndsSentence() const {
    if (IsEnd(last_)) return true;
    return last_ == '.' && stopped_word_ > 1 && (AtEnd() || IsBlank(next_));
  }

  void Close() {
    if (open_) sentences_.push_back({start_, end_});
    open_ = false;
    word_ = 0;
  }

  static constexpr char32_t kNone = 0xFFFFFFFF;

  std::string_view text_;
  std::size_t pos_ = 0;
  char32_t next_ = kNone;  // not taken yet
  char32_t last_ = 0;
  std::uint32_t index_ = 0;  // of `next_`
  int word_ = 0;             // Latin letters and digits just taken
  int stopped_word_ = 0;     // the same before the last full stop
  bool open_ = false;
  std::uint32_t start_ = 0;
  std::uint32_t end_ = 0;
  std::vector<Span> sentences_;
};

}  // namespace

std::vector<Span> Sentences(std::string_view text) { return Cutter(text).Cut(); }

Span SentenceAround(std::string_view text, Span inner) {
  const std::vector<Span> sentences = Sentences(text);
  const auto at = std::lower_bound(sentences.begin(), sentences.end(), inner.start,
                                   [](const Span& s, std::uint32_t start) { return s.end <= start; });
  if (at == sentences.end() || at->start > inner.start) return inner;
  return {at->start, std::max(at->end, inner.end)};
}

}  // namespace kg
