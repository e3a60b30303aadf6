// A large archive made of a small one.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "tools/make_archive/source_page.h"

namespace kg::archive_maker {

struct CopyOptions {
  std::uint64_t seed = 1;
  // Of a hundred thousand articles so many have another text than without this.
  std::uint32_t changed_of_100000 = 0;
};

/// Article number n is copy n / size() of page n % size(), so the first articles of a larger
/// archive are those of a smaller one. A copy has addresses of its own, and its links lead to the
/// same copy; its dates lie up to ten years before those of the original; most of its people have
/// names of their own (OtherName()), but those whom one page in 500 names or the table of known
/// spellings has; an eighth of its clauses are others of the archive. All a function of pages and
/// seed.
class CopiedArchive {
 public:
  /// Reads the articles below `folder` in order of name; other files are left out. Throws
  /// Error(kNotFound) when there is none.
  CopiedArchive(const std::filesystem::path& folder, const CopyOptions& options);

  std::size_t size() const { return pages_.size(); }

  struct File {
    std::string path{};
    std::string bytes{};
  };
  File Make(std::uint64_t number) const;

  /// Whether the options give this article another text.
  bool IsChanged(std::uint64_t number) const;

 private:
  struct Page {
    std::string path{};
    std::vector<Piece> pieces{};
  };

  std::string_view AnyClause(std::uint64_t chance) const;

  CopyOptions options_;
  std::vector<Page> pages_;
  std::vector<std::string_view> clauses_;  // lent by the pages
};

}  // namespace kg::archive_maker
