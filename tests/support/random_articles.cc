#include "tests/support/random_articles.h"

#include <algorithm>
#include <chrono>
#include <tuple>
#include <utility>

#include "graph/article_codec.h"
#include "graph/canonical_url.h"
#include "graph/utf8.h"
#include "tests/support/shown_time.h"

namespace kg {
namespace {

const std::vector<std::pair<NodeKind, std::string>> kNames = {
    {NodeKind::kPerson, "马克龙"},       {NodeKind::kPerson, "习近平"}, {NodeKind::kPerson, "普京"},
    {NodeKind::kPerson, "泽连斯基"},     {NodeKind::kPerson, "李辉"},   {NodeKind::kPerson, "博纳"},
    {NodeKind::kOrganization, "联合国"}, {NodeKind::kPlace, "巴黎"}};
const std::vector<std::string> kTopics = {"中国", "法国", "气候", "李辉", "选举"};

std::string Address(int number) {
  return "https://www.chenxing.example/cn/" + std::string(number % 2 == 0 ? "a" : "b") + "/2023" +
         (number % 9 == 0 ? "1120" : "0517") + "-" + std::to_string(number);
}

Slot SlotOf(int place, const Article& article) {
  return {DigestOf("place " + std::to_string(place)),
          DigestOf(EncodeGraphPart(article) + article.text + ShownTime(article.published) +
                   ShownTime(article.seen))};
}

}  // namespace

void RandomArchive::Change(GraphStore& store, std::vector<PlacedArticle>& placed) {
  for (PlacedArticle& one : Make(12)) {
    store.Put(one.article, one.slot);
    placed.push_back(std::move(one));
  }
  const auto any = [&]() -> const PlacedArticle& {
    return placed[static_cast<std::size_t>(Below(static_cast<int>(placed.size())))];
  };
  for (int i = 0; i < 5; ++i) {
    const PlacedArticle edited = Edited(any());
    store.Put(edited.article, edited.slot);
  }
  for (int i = 0; i < 2; ++i) store.Retract(any().article.id(), "a test");
}

int RandomArchive::Below(int bound) {
  return static_cast<int>(random_() % static_cast<std::uint64_t>(bound));
}

std::vector<PlacedArticle> RandomArchive::Make(int count) {
  std::vector<PlacedArticle> placed;
  for (int i = 0; i < count; ++i) {
    Article article = MakeArticle(Below(addresses_));
    const Slot slot = SlotOf(made_++, article);
    placed.push_back({std::move(article), slot});
  }
  return placed;
}

PlacedArticle RandomArchive::Edited(const PlacedArticle& placed) {
  Article article = MakeArticle(0);
  article.url = placed.article.url;
  article.facts = placed.article.facts;
  std::erase_if(article.related, [&](const Link& link) { return link.url == article.url; });
  std::erase_if(article.links, [&](const Link& link) { return link.url == article.url; });
  Slot slot = SlotOf(0, article);
  slot.place = placed.slot.place;
  return {std::move(article), slot};
}

Article RandomArchive::MakeArticle(int address) {
  Article article;
  article.url = Address(address);
  article.facts = FactsOf(article.url);
  article.title = "标题" + std::to_string(Below(100));
  article.seen = kFirstTime + std::chrono::hours(2'000'000 + Below(5));
  if (Below(4) != 0) {
    article.published =
        *article.seen - std::chrono::days(Below(60)) - std::chrono::minutes(Below(100));
  }
  AddNames(article);
  AddLinks(article);
  return article;
}

// One name a line, so that spans are easy: the title's line, then the names'.
void RandomArchive::AddNames(Article& article) {
  article.text = article.title + "\n";
  auto at = static_cast<std::uint32_t>(CountCodePoints(article.text));
  const std::uint32_t body = at;
  std::vector<std::pair<NodeKind, std::string>> names = kNames;
  std::shuffle(names.begin(), names.end(), random_);
  names.resize(static_cast<std::size_t>(Below(5)));
  std::uint32_t line = 1;
  for (const auto& [kind, name] : names) {
    const auto size = static_cast<std::uint32_t>(CountCodePoints(name));
    article.entities.push_back({.kind = kind,
                                .name = name,
                                .aliases = Below(3) == 0
                                               ? std::vector<std::string>{"alias of " + name}
                                               : std::vector<std::string>{},
                                .mentions = {{{at, at + size}, Field::kBody, line, line}}});
    article.text += name + "\n";
    at += size + 1;
    ++line;
  }
  article.fields = {{Field::kTitle, {0, body - 1}}};
  if (at > body) article.fields.push_back({Field::kBody, {body, at - 1}});
  std::sort(article.entities.begin(), article.entities.end(), [](const Entity& a, const Entity& b) {
    return std::tie(a.kind, a.name) < std::tie(b.kind, b.name);
  });
}

void RandomArchive::AddLinks(Article& article) {
  for (const std::string& topic : kTopics) {
    if (Below(3) == 0) article.labels.push_back({topic, LabelRole::kTag, {0, 1}});
  }
  std::vector<int> targets;
  for (int i = Below(5); i > 0; --i) targets.push_back(Below(addresses_ + 10));
  std::sort(targets.begin(), targets.end());
  targets.erase(std::unique(targets.begin(), targets.end()), targets.end());
  for (const int target : targets) {
    Link link{.url = Address(target), .span = {0, 1}, .title = "题" + std::to_string(Below(9))};
    if (link.url == article.url) continue;
    if (Below(2) == 0) {
      link.title.clear();
      article.links.push_back(link);
      continue;
    }
    link.rank = static_cast<std::uint32_t>(article.related.size()) + 1;
    link.labels.push_back({kTopics[static_cast<std::size_t>(Below(5))], LabelRole::kTag, {0, 1}});
    article.related.push_back(link);
  }
}

}  // namespace kg
