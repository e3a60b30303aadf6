// The readers' callbacks, gathered.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ingest/archive_reader.h"

namespace kg {

struct Reading {
  std::vector<RawArticle> articles{};
  std::vector<Rejection> rejected{};
};

inline Reading ReadBytes(std::string_view bytes) {
  Reading reading;
  ReadArticles(
      bytes,
      {.path = "file",
       .article = [&](RawArticle&& article) { reading.articles.push_back(std::move(article)); },
       .reject = [&](Rejection&& why) { reading.rejected.push_back(std::move(why)); }});
  return reading;
}

/// The only article in `bytes`; one without address when there is none, or more than one.
inline RawArticle ReadOne(std::string_view bytes) {
  Reading reading = ReadBytes(bytes);
  return reading.articles.size() == 1 && reading.rejected.empty() ? std::move(reading.articles[0])
                                                                  : RawArticle{};
}

/// "line: reason" of the only rejection, when nothing else was read.
inline std::string WhyRejected(std::string_view bytes) {
  const Reading reading = ReadBytes(bytes);
  if (reading.rejected.size() != 1 || !reading.articles.empty()) return "not rejected";
  return std::to_string(reading.rejected[0].line) + ": " + reading.rejected[0].reason;
}

}  // namespace kg
