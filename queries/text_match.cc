#include "queries/text_match.h"

#include <algorithm>

#include "graph/sentences.h"
#include "graph/terms.h"
#include "graph/utf8.h"

namespace kg {
namespace {

const FieldSpan* FieldAt(const Article& article, std::size_t place) {
  const auto at = std::find_if(
      article.fields.begin(), article.fields.end(),
      [&](const FieldSpan& field) { return place >= field.span.start && place < field.span.end; });
  return at == article.fields.end() ? nullptr : &*at;
}

// The related list stands last in the stored text, the title first.
std::size_t StartOf(const Article& article, Field field, std::size_t otherwise) {
  for (const FieldSpan& span : article.fields) {
    if (span.field == field) return span.span.start;
  }
  return otherwise;
}

std::size_t EndOfTitle(const Article& article) {
  for (const FieldSpan& span : article.fields) {
    if (span.field == Field::kTitle) return span.span.end;
  }
  return 0;
}

}  // namespace

WantedWords::WantedWords(std::string_view query) {
  std::u32string word;
  for (const char32_t c : Folded(query) + U' ') {
    if (c != U' ' && c != U'\u3000' && c != U'\t' && c != U'\n') {
      word += c;
    } else if (!word.empty()) {
      words_.push_back(std::move(word));
      word.clear();
    }
  }
}

bool WantedWords::StandInFolded(std::u32string_view folded) const {
  return std::all_of(words_.begin(), words_.end(), [&](const std::u32string& word) {
    return folded.find(word) != std::u32string_view::npos;
  });
}

bool WantedWords::StandIn(std::string_view text) const {
  return !words_.empty() && StandInFolded(Folded(text));
}

std::optional<Evidence> WantedWords::FindIn(const Article& article, std::string_view text) const {
  const std::u32string folded = Folded(text);
  const std::u32string_view own =
      std::u32string_view(folded).substr(0, StartOf(article, Field::kRelated, folded.size()));
  if (words_.empty() || !StandInFolded(own)) return std::nullopt;
  // Some of the words may stand in the title alone.
  std::size_t place = std::u32string_view::npos;
  for (const std::u32string& word : words_) {
    place = std::min(place, own.find(word, EndOfTitle(article)));
  }
  if (place == std::u32string_view::npos) return std::nullopt;
  const std::vector<Span> sentences = Sentences(text);
  const auto sentence = std::find_if(sentences.begin(), sentences.end(),
                                     [&](const Span& span) { return place < span.end; });
  const FieldSpan* field = FieldAt(article, place);
  if (sentence == sentences.end() || field == nullptr) return std::nullopt;
  return Evidence{article.url, field->field, *sentence, std::string(Slice(text, *sentence))};
}

}  // namespace kg
