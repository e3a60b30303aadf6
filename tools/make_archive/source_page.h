// A page of the archive that copies are made of, taken apart into what every copy has and what is
// another thing in each.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "graph/article.h"
#include "tools/make_archive/other_dates.h"

namespace kg::archive_maker {

/// An archive file and the article that is read from it.
struct SourceFile {
  std::string path{};  // below the archive's folder
  std::string bytes{};
  Article article{};
};

/// The article of an archive file; nullopt for what is none or more than one.
std::optional<Article> ReadArticle(const std::string& path, std::string_view bytes);

/// Names as they stand in the text, of all persons but those in `kept` (keys of nodes).
std::set<std::string> NamesIn(const Article& article, const std::set<std::string>& kept);

/// Names to look for in texts.
class NameIndex {
 public:
  explicit NameIndex(const std::set<std::string>& names);

  /// The size in bytes of the longest of them that stands at `at`; 0 when none does. Latin ones are
  /// whole words.
  std::size_t SizeAt(std::string_view text, std::size_t at) const;

 private:
  std::unordered_map<char32_t, std::vector<std::string>> by_first_;  // the longest first
};

struct Piece {
  enum class Kind : std::uint8_t {
    kPlain,    // the same in each copy
    kSeen,     // milliseconds in the comment of the first line
    kDate,     // in the text or an attribute
    kName,     // of a person
    kAddress,  // of an article, its own or a linked one: canonical
    kClause,   // between two signs of the text, without names: may be another one
    kEnd,      // where a sentence more may stand
  };
  Kind kind{};
  std::string text{};                 // as it stands, but for addresses
  std::optional<WrittenDate> date{};  // of kDate
};

/// In order; put together again they are the file, but for the form of addresses. Names of `own`
/// and `everywhere` are pieces.
std::vector<Piece> TakeApart(const SourceFile& file, const NameIndex& own,
                             const NameIndex& everywhere);

}  // namespace kg::archive_maker
