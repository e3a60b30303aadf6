#include "tools/make_archive/copied_archive.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <fstream>
#include <iterator>
#include <map>

#include "graph/error.h"
#include "graph/identity/variants.h"
#include "tools/make_archive/chance.h"
#include "tools/make_archive/other_address.h"
#include "tools/make_archive/other_names.h"

namespace kg::archive_maker {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kOneClauseIn = 8;

std::vector<SourceFile> ReadSources(const fs::path& folder) {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) paths.push_back(entry.path());
  }
  std::ranges::sort(paths);
  std::vector<SourceFile> files;
  for (const fs::path& path : paths) {
    std::ifstream in(path, std::ios::binary);
    SourceFile file{.path = path.lexically_relative(folder).string(),
                    .bytes = {std::istreambuf_iterator<char>(in), {}}};
    auto article = ReadArticle(file.path, file.bytes);
    if (!article) continue;
    file.article = std::move(*article);
    files.push_back(std::move(file));
  }
  if (files.empty()) throw Error(ErrorCode::kNotFound, "no article below " + folder.string());
  return files;
}

// Those who are the same in all copies.
std::set<std::string> LeadingFigures(const std::vector<SourceFile>& files) {
  std::map<std::string, std::size_t> articles;
  for (const SourceFile& file : files) {
    for (const Entity& entity : file.article.entities) {
      if (entity.kind == NodeKind::kPerson) ++articles[entity.name];
    }
  }
  const std::size_t least = std::max<std::size_t>(8, files.size() / 500);
  std::set<std::string> leading;
  for (const auto& [name, count] : articles) {
    if (count >= least) leading.insert(name);
  }
  for (const VariantRow& row : KnownVariants()) {
    for (const VariantRow::Name& name : row.names) leading.insert(name.text);
  }
  return leading;
}

// Two characters may be a word elsewhere.
bool IsNameEverywhere(const std::string& name) {
  return name.size() >= 9 && static_cast<unsigned char>(name.front()) >= 0x80;
}

// A multiple of a week, so that days of the week stay right; spread evenly however many copies.
std::chrono::days BackBy(unsigned copy) {
  constexpr double kGolden = 0.6180339887498949;
  constexpr double kWeeks = 520;
  const double at = copy * kGolden;
  return std::chrono::days{-7 * static_cast<int>(kWeeks * (at - static_cast<int>(at)))};
}

std::string SeenAt(std::string_view milliseconds, std::chrono::days later) {
  std::int64_t value = 0;
  const char* const end = milliseconds.data() + milliseconds.size();
  const auto [stop, error] = std::from_chars(milliseconds.data(), end, value);
  if (error != std::errc{} || stop != end) return std::string(milliseconds);
  return std::to_string(value + std::chrono::milliseconds(later).count());
}

std::string AddressOf(const std::string& canonical, unsigned copy, std::chrono::days later) {
  std::string address = OtherAddress(canonical, copy);
  const auto date = NextDate(canonical, 0);
  if (!date || date->form != WrittenDate::Form::kDigits || address.size() < canonical.size()) {
    return address;
  }
  return address.replace(date->start, date->size, Later(*date, later));
}

}  // namespace

CopiedArchive::CopiedArchive(const fs::path& folder, const CopyOptions& options)
    : options_(options) {
  const std::vector<SourceFile> files = ReadSources(folder);
  const std::set<std::string> kept = LeadingFigures(files);
  std::set<std::string> everywhere;
  for (const SourceFile& file : files) {
    for (const std::string& name : NamesIn(file.article, kept)) {
      if (IsNameEverywhere(name)) everywhere.insert(name);
    }
  }
  for (const std::string& name : kept) everywhere.erase(name);
  const NameIndex others(everywhere);
  for (const SourceFile& file : files) {
    const NameIndex own(NamesIn(file.article, kept));
    pages_.push_back({file.path, TakeApart(file, own, others)});
  }
  for (const Page& page : pages_) {
    for (const Piece& piece : page.pieces) {
      if (piece.kind == Piece::Kind::kClause) clauses_.push_back(piece.text);
    }
  }
}

std::string_view CopiedArchive::AnyClause(std::uint64_t chance) const {
  return clauses_.empty() ? "一句话" : clauses_[chance % clauses_.size()];
}

bool CopiedArchive::IsChanged(std::uint64_t number) const {
  constexpr std::uint64_t kAll = 100'000;
  return Chance(options_.seed, "changed", number) % kAll < options_.changed_of_100000;
}

CopiedArchive::File CopiedArchive::Make(std::uint64_t number) const {
  const Page& page = pages_[number % pages_.size()];
  const auto copy = static_cast<unsigned>(number / pages_.size()) + 1;
  const std::chrono::days later = BackBy(copy);
  const bool changed = IsChanged(number);
  std::uint64_t chance =
      Chance(options_.seed, page.path, 2 * std::uint64_t{copy} + (changed ? 1 : 0));
  const auto next = [&chance] {
    chance = chance * 6364136223846793005U + 1442695040888963407U;  // Knuth's MMIX
    return chance >> 24;
  };
  File file{.path = fmt::format("{:04}/{}", copy, page.path)};
  for (const Piece& piece : page.pieces) {
    switch (piece.kind) {
      case Piece::Kind::kPlain: file.bytes += piece.text; break;
      case Piece::Kind::kSeen: file.bytes += SeenAt(piece.text, later); break;
      case Piece::Kind::kDate: file.bytes += Later(*piece.date, later); break;
      case Piece::Kind::kName: file.bytes += OtherName(piece.text, options_.seed, copy); break;
      case Piece::Kind::kAddress: file.bytes += AddressOf(piece.text, copy, later); break;
      case Piece::Kind::kClause:
        file.bytes += next() % kOneClauseIn == 0 ? AnyClause(next()) : std::string_view(piece.text);
        break;
      case Piece::Kind::kEnd:
        if (changed) file.bytes += fmt::format("<p>更新：{}。</p>", AnyClause(next()));
        break;
    }
  }
  return file;
}

}  // namespace kg::archive_maker
