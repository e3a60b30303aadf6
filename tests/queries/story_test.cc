#include "queries/story.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "queries/kinship.h"
#include "tests/support/names_store.h"
#include "tests/support/temp_dir.h"

namespace kg {
namespace {

double Worth(const Profile& start, const Profile& from, const Profile& to, int pause_days) {
  const double days = std::abs(std::chrono::duration<double, std::ratio<86400>>(
                                   *to.article.published - *from.article.published)
                                   .count());
  return std::pow(0.15, days / pause_days) * std::min(Kinship(from, to), Kinship(start, to)) - 0.15;
}

// Worth of the best chain away from the last of `way`, by trying all.
double BestWorth(const std::vector<Profile>& all, const Profile& start, const Profile& at,
                 bool forward, std::size_t steps, int pause_days) {
  double best = 0;
  if (steps == 0) return best;
  for (const Profile& next : all) {
    const bool ahead = forward ? *next.article.published > *at.article.published
                               : *next.article.published < *at.article.published;
    const double worth = ahead ? Worth(start, at, next, pause_days) : 0;
    if (worth > 0) {
      best = std::max(best, worth + BestWorth(all, start, next, forward, steps - 1, pause_days));
    }
  }
  return best;
}

class StoryOfRandomStore : public testing::TestWithParam<std::uint64_t> {};

TEST_P(StoryOfRandomStore, IsTheChainThatIsWorthMost) {
  const TempDir dir;
  GraphStore store = GraphStore::Open(dir.path() / "store", {.mode = OpenMode::kCreate});
  PutRandomNames(store, 30, 9, GetParam());
  Profiler profiler(store);
  std::vector<Profile> all;
  store.ForEachNode(NodeKind::kArticle, [&](const Node& node) {
    all.push_back(profiler.Of(node));
    return true;
  });
  const StoryOptions options{.most = 3, .pause_days = 12};
  std::size_t told = 0;
  for (const Profile& start : all) {
    const Story story = FindStory(store, start.article, options);
    for (const bool forward : {true, false}) {
      std::vector<StoryStep> steps = forward ? story.after : story.before;
      if (!forward) std::ranges::reverse(steps);
      double worth = 0;
      Profile at = start;
      for (const StoryStep& step : steps) {
        const Profile next = profiler.Of(step.article);
        EXPECT_EQ(forward, *next.article.published > *at.article.published);
        EXPECT_NEAR(step.kinship, Kinship(at, next), 1e-12);
        EXPECT_EQ(step.linked, AreLinked(at, next));
        worth += Worth(start, at, next, options.pause_days);
        at = next;
      }
      EXPECT_LE(steps.size(), options.most);
      EXPECT_NEAR(worth, BestWorth(all, start, start, forward, options.most, options.pause_days),
                  1e-9)
          << start.article.key;
      told += steps.size();
    }
  }
  EXPECT_GT(told, 20U);
}

INSTANTIATE_TEST_SUITE_P(Seeds, StoryOfRandomStore, testing::Range<std::uint64_t>(1, 7));

TEST(Kinship, NeedsAPersonOrALink) {
  Profile a{
      .article = {.key = "https://a.example/1"}, .names = {{NodeId{1}, 1, false}}, .length = 1};
  Profile b = a;
  b.article.key = "https://a.example/2";
  EXPECT_EQ(Kinship(a, b), 0);
  b.links.insert(a.article.id());
  EXPECT_EQ(Kinship(a, b), 1);
  b.links.clear();
  a.names[0].person = b.names[0].person = true;
  EXPECT_EQ(Kinship(a, b), 1);
}

}  // namespace
}  // namespace kg
