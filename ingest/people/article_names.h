// The names that one article has established, and who each of them is.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/people/lexicon.h"
#include "ingest/people/rules.h"

namespace kg::people {

class ArticleNames {
 public:
  /// A name with strong evidence, as the text has it.
  void Establish(const Text& text, const Candidate& candidate);

  /// To be called once, after the last Establish().
  void Freeze();

  bool empty() const { return forms_.empty(); }

  /// The established name that starts at `pos`: its length, 0 for none.
  std::size_t LengthAt(const Text& text, std::size_t pos) const;

  /// Who `form` is: the known person's canonical name; the full form where the article has one full
  /// form that ends so; else the form itself with one sign between its parts.
  std::u16string CanonicalOf(std::u16string_view form) const;

 private:
  void AddShort(std::u16string_view last_part, const std::u16string& full);

  // Short forms and glosses to full ones. Empty: several people share the short form.
  std::map<std::u16string, std::u16string, std::less<>> full_{};
  std::vector<std::u16string> forms_{};
  Lexicon lexicon_{};
};

}  // namespace kg::people
