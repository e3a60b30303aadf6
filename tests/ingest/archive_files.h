// Articles from files of an archive, as an ingest makes them.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "ingest/archive_reader.h"
#include "ingest/file_source.h"
#include "tests/ingest/build_article.h"

namespace kg {

struct FileReading {
  std::vector<Article> articles{};
  std::vector<Rejection> rejected{};
};

inline FileReading ReadArchiveFile(const std::filesystem::path& path) {
  FileReading reading;
  std::string reason;
  const std::optional<std::string> bytes = ReadFile(path, 1 << 24, &reason);
  if (!bytes) {
    reading.rejected.push_back({path.string(), 0, reason});
    return reading;
  }
  const auto reject = [&](Rejection&& why) { reading.rejected.push_back(std::move(why)); };
  ReadArticles(*bytes, {.path = path.native(),
                        .article =
                            [&](RawArticle&& raw) {
                              if (auto article = BuildArticle(std::move(raw), &reason)) {
                                reading.articles.push_back(std::move(*article));
                              } else {
                                reject({path.string(), 0, reason});
                              }
                            },
                        .reject = reject});
  return reading;
}

/// The only article of `path`; the test fails when there is none or another.
inline Article ArticleIn(const std::filesystem::path& path) {
  FileReading reading = ReadArchiveFile(path);
  for (const Rejection& why : reading.rejected)
    ADD_FAILURE() << why.path << ":" << why.line << ": " << why.reason;
  EXPECT_EQ(reading.articles.size(), 1U) << path;
  return reading.articles.empty() ? Article{} : std::move(reading.articles.front());
}

inline std::vector<std::filesystem::path> FilesBelow(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

inline std::vector<std::string> PersonsOf(const Article& article) {
  std::vector<std::string> names;
  for (const Entity& entity : article.entities) {
    if (entity.kind == NodeKind::kPerson) names.push_back(entity.name);
  }
  return names;
}

inline std::vector<std::string> LabelNames(const std::vector<Label>& labels,
                                           LabelRole role = LabelRole::kTag) {
  std::vector<std::string> names;
  for (const Label& label : labels) {
    if (label.role == role) names.push_back(label.name);
  }
  return names;
}

/// The lines of a field.
inline std::string TextOf(const Article& article, Field field) {
  for (const FieldSpan& part : article.fields) {
    if (part.field == field) return Quote(article, part.span);
  }
  return {};
}

inline const Entity* FindEntity(const Article& article, std::string_view name) {
  const auto found = std::find_if(article.entities.begin(), article.entities.end(),
                                  [&](const Entity& e) { return e.name == name; });
  return found == article.entities.end() ? nullptr : &*found;
}

}  // namespace kg
