#include "tests/support/names_store.h"

#include <set>

#include "queries/random.h"

namespace kg {
namespace {

std::string Address(std::uint32_t number) {
  return "https://www.chenxing.example/cn/a/" + std::to_string(number);
}

void AddName(Article& article, const std::string& name, Random& random) {
  std::set<std::uint32_t> sentences;
  for (std::uint32_t more = 1 + random.Below(2); more > 0; --more) {
    sentences.insert(random.Below(6));
  }
  Entity entity{.name = name};
  for (const std::uint32_t sentence : sentences) {
    entity.mentions.push_back(
        {{sentence * 2, sentence * 2 + 1}, Field::kBody, sentence, sentence / 2});
  }
  article.entities.push_back(std::move(entity));
}

}  // namespace

void PutRandomNames(GraphStore& store, int articles, int names, std::uint64_t seed) {
  Random random(seed);
  for (std::uint32_t i = 0; i < static_cast<std::uint32_t>(articles); ++i) {
    Article article;
    article.url = Address(i);
    article.title = "题" + std::to_string(i);
    article.published = *MakeTime(2023, 1, 1) + std::chrono::days(i);
    article.text = "甲\n乙\n丙\n丁\n戊\n己\n";
    std::set<std::string> chosen;
    for (std::uint32_t n = random.Below(5); n > 0; --n) {
      const std::uint32_t below = 1 + random.Below(static_cast<std::uint32_t>(names));
      chosen.insert("人" + std::to_string(random.Below(below)));
    }
    for (const std::string& name : chosen) AddName(article, name, random);
    if (random.Below(3) == 0) {
      article.labels.push_back({"话题" + std::to_string(random.Below(3)), LabelRole::kTag, {0, 1}});
    }
    if (i > 0 && random.Below(3) == 0) {
      article.links.push_back({.url = Address(random.Below(i)), .span = {0, 1}});
    }
    store.Put(article, {DigestOf(article.url), DigestOf("1")});
  }
  store.Sync();
}

}  // namespace kg
