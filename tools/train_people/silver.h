// Labels that an extractor of ours gives to the articles of a raw archive.
#pragma once

#include <filesystem>
#include <map>
#include <random>
#include <span>
#include <string>
#include <vector>

#include "graph/article.h"
#include "ingest/people/tag_model.h"
#include "tools/train_people/training_text.h"

namespace kg::people {

/// An article without anything that depends on a model.
struct PlainArticle {
  std::string text{};
  std::vector<FieldSpan> fields{};
};

/// In an order that `random` gives them.
std::vector<PlainArticle> ReadPlain(const std::vector<std::filesystem::path>& archives,
                                    std::mt19937_64& random);

struct Silver {
  std::vector<TrainingText> texts{};     // sentences
  std::map<std::string, int> persons{};  // canonical names, with the number of their articles
};

struct SilverOptions {
  std::size_t characters = 800'000;  // about so many in all sentences
  float weight = 0.15F;
};

/// The articles' sentences as `model` and the rules see them with the whole article in view: those
/// that name anybody, and one in eight of the others; none with a name that is in doubt.
Silver LabelSilver(std::span<const PlainArticle> articles, const TagModel& model,
                   const SilverOptions& options, std::mt19937_64& random);

}  // namespace kg::people
