#include "queries/named_in.h"

#include <gtest/gtest.h>

#include "graph/archive_people.h"
#include "tests/support/asked_store.h"

namespace kg {
namespace {

// By its definition: the article with all its names joined.
class NamedInStore : public ::testing::TestWithParam<std::uint64_t> {};

TEST_P(NamedInStore, SaysWhatTheJoinedArticleSays) {
  const AskedStore asked = StoreOfNames(GetParam(), 40, 9);
  for (const char* other : {"person:人2", "person:人4"}) {
    const auto merged = asked.Run({"resolve", "merge", "person:人1", other});
    ASSERT_EQ(merged.status, 0) << merged.err;
  }
  const GraphStore store = asked.Open();
  const ArchivePeople as_read(store);
  const auto identities = store.identities();
  std::size_t joined_mentions = 0;
  store.ForEachArticle([&](const Article& article) {
    const std::optional<Article> read = as_read.FindArticle(article.id());
    ASSERT_TRUE(read);
    for (int i = 0; i < 9; ++i) {
      const std::string name = "人" + std::to_string(i);
      const Node node{.kind = NodeKind::kPerson, .key = name, .name = name};
      const Entity* expected = FindEntity(article, node);
      const std::optional<Entity> named = NamedIn(*identities, *read, node);
      ASSERT_EQ(named.has_value(), expected != nullptr) << article.url << ' ' << name;
      if (!named) continue;
      EXPECT_EQ(named->mentions, expected->mentions) << article.url << ' ' << name;
      const Entity* alone = FindEntity(*read, node);
      if (alone == nullptr || alone->mentions != named->mentions) ++joined_mentions;
    }
    ASSERT_EQ(read->labels.size(), article.labels.size());
    for (std::size_t i = 0; i < article.labels.size(); ++i) {
      EXPECT_EQ(JoinedName(*identities, read->labels[i]), article.labels[i].name);
    }
  });
  EXPECT_GT(joined_mentions, 0U);
}

INSTANTIATE_TEST_SUITE_P(Seeds, NamedInStore, ::testing::Range<std::uint64_t>(1, 5));

}  // namespace
}  // namespace kg
