// Words with their frequency and part of speech, as jieba's dictionary has them.
#pragma once

#include <string>
#include <vector>

#include "ingest/people/tag_words.h"

namespace kg::people {

struct Dictionary {
  std::vector<TagWords::Listed> words{};  // the frequent ones first
  std::vector<std::string> persons{};     // of Chinese form, names of people mostly
  std::vector<std::string> places{};
  std::vector<std::string> organizations{};
};

/// A word a line: `word frequency part-of-speech`. Throws Error(kNotFound) when there is no such
/// file, Error(kCorrupt) when a line is of another form.
Dictionary ReadDictionary(const std::string& path);

}  // namespace kg::people
