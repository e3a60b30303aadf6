// Large archives made of a small one: the sample, copied.
#include "tools/make_archive/copied_archive.h"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <sstream>

#include "graph/canonical_url.h"
#include "graph/store.h"
#include "ingest/ingester.h"
#include "tests/support/temp_dir.h"
#include "tools/make_archive/archive_output.h"
#include "tools/make_archive/other_address.h"
#include "tools/make_archive/other_dates.h"
#include "tools/make_archive/other_names.h"

namespace kg::archive_maker {
namespace {

constexpr const char* kSample = KG_SOURCE_DIR "/sample/articles";

/// What a store of the first `copies` copies of the sample says.
struct Made {
  std::size_t size = 0;
  IngestReport report{};
  std::map<std::string, Article> articles{};  // by address
};

Made Ingested(unsigned copies, bool as_files) {
  const CopiedArchive archive(kSample, {});
  TempDir dir;
  const auto output =
      as_files ? Files(dir.path() / "in") : TarParts(dir.path() / "in", archive.size());
  for (std::uint64_t n = 0; n < copies * archive.size(); ++n) {
    const CopiedArchive::File file = archive.Make(n);
    output->Add(n, file.path, file.bytes);
  }
  output->Close();
  GraphStore store = GraphStore::Open(dir.path() / "store", {.mode = OpenMode::kCreate});
  std::istringstream nothing;
  Made made{.size = archive.size(), .report = Ingest(&store, {dir.path() / "in"}, nothing, {})};
  store.ForEachArticle([&](const Article& a) { made.articles.emplace(a.url, a); });
  return made;
}

TEST(MakeArchive, EachCopyOfAnArticleIsAnArticle) {
  const Made one = Ingested(1, false);
  const Made three = Ingested(3, false);
  EXPECT_TRUE(three.report.rejected.empty());
  EXPECT_EQ(three.report.read, 3 * three.size);
  EXPECT_EQ(three.articles.size(), 3 * one.articles.size());
  EXPECT_GT(one.articles.size(), 20U);
}

TEST(MakeArchive, LinksLeadToArticlesOfTheSameCopy) {
  const Made one = Ingested(1, true);
  const Made three = Ingested(3, true);
  const auto links_inside = [](const Made& made) {
    std::size_t inside = 0;
    for (const auto& [url, article] : made.articles) {
      for (const auto* links : {&article.related, &article.links}) {
        for (const Link& link : *links) inside += made.articles.contains(link.url) ? 1U : 0U;
      }
    }
    return inside;
  };
  EXPECT_GT(links_inside(one), 10U);
  EXPECT_EQ(links_inside(three), 3 * links_inside(one));
}

TEST(MakeArchive, PeopleGrowWithTheArchive) {
  const auto people = [](const Made& made) {
    std::set<std::string> names;
    for (const auto& [url, article] : made.articles) {
      for (const Entity& entity : article.entities) {
        if (entity.kind == NodeKind::kPerson) names.insert(entity.name);
      }
    }
    return names;
  };
  const auto one = people(Ingested(1, true));
  const auto three = people(Ingested(3, true));
  EXPECT_GT(three.size(), one.size() * 5 / 4);
  // The table of known spellings has him.
  EXPECT_TRUE(one.contains("普京"));
  EXPECT_TRUE(three.contains("普京"));
}

TEST(MakeArchive, TheSameSeedGivesTheSameBytesAndALargerArchiveBeginsAsASmallerOne) {
  const CopiedArchive a(kSample, {.seed = 5});
  const CopiedArchive b(kSample, {.seed = 5});
  const CopiedArchive other(kSample, {.seed = 6});
  std::size_t differ = 0;
  for (std::uint64_t n = 0; n < 2 * a.size(); ++n) {
    EXPECT_EQ(a.Make(n).path, b.Make(n).path);
    EXPECT_EQ(a.Make(n).bytes, b.Make(n).bytes);
    differ += a.Make(n).bytes != other.Make(n).bytes ? 1U : 0U;
  }
  EXPECT_GT(differ, a.size());
}

TEST(MakeArchive, ChangedArticlesKeepTheirPlaceAndAddress) {
  const CopiedArchive before(kSample, {});
  const CopiedArchive after(kSample, {.changed_of_100000 = 20'000});
  const std::uint64_t count = 10 * before.size();
  std::size_t changed = 0;
  for (std::uint64_t n = 0; n < count; ++n) {
    const CopiedArchive::File old = before.Make(n);
    const CopiedArchive::File now = after.Make(n);
    EXPECT_EQ(old.path, now.path);
    EXPECT_EQ(old.bytes != now.bytes, after.IsChanged(n));
    if (!after.IsChanged(n)) continue;
    ++changed;
    const auto first = ReadArticle(old.path, old.bytes);
    const auto second = ReadArticle(now.path, now.bytes);
    ASSERT_TRUE(first && second);
    EXPECT_EQ(first->url, second->url);
    EXPECT_NE(first->text, second->text);
  }
  EXPECT_NEAR(static_cast<double>(changed), 0.2 * static_cast<double>(count),
              0.06 * static_cast<double>(count));
}

TEST(OtherAddress, IsCanonicalAndAnArticles) {
  for (const std::string url :
       {"https://www.rfi.fr/cn/%E4%B8%AD%E5%9B%BD/20231120-%E6%9D%8E%E8%BE%89",
        "https://www.dw.com/zh/a-54245694", "https://www.voachinese.com/a/5510210.html",
        "https://cn.reuters.com/article/idCNKCS24L106", "https://cn.ft.com/story/001088621",
        "https://www.youtube.com/watch?v=iFOCl234g54", "https://medium.com/p/c2bbc55ca183",
        "https://www.allnow.com/post/614d609cefa7ce3e3869cf97",
        "https://cn.nytimes.com/usa/20200720/trump-coronavirus-failure-takeaways"}) {
    ASSERT_EQ(CanonicalUrl(url), url);
    std::set<std::string> all = {url};
    for (unsigned copy = 1; copy <= 130; ++copy) {
      const std::string other = OtherAddress(url, copy);
      EXPECT_EQ(CanonicalUrl(other), other);
      EXPECT_TRUE(IsArticleLink(url, other)) << other;
      EXPECT_TRUE(all.insert(other).second) << other;
    }
  }
}

TEST(OtherDates, KeepTheirForm) {
  const auto later = [](std::string_view text) {
    std::string moved;
    std::size_t from = 0;
    while (const auto date = NextDate(text, from)) {
      moved += text.substr(from, date->start - from);
      moved += Later(*date, std::chrono::days{-365});
      from = date->start + date->size;
    }
    return moved.append(text.substr(from));
  };
  EXPECT_EQ(later("20/11/2023 - 15:42"), "20/11/2022 - 15:42");
  EXPECT_EQ(later("2020-07-08T00:54:15.550Z"), "2019-07-09T00:54:15.550Z");
  EXPECT_EQ(later("Thu, 02 Jun 2022 15:37:32 GMT"), "Thu, 02 Jun 2021 15:37:32 GMT");
  EXPECT_EQ(later("今天2023年4月5日，12345678901"), "今天2022年4月5日，12345678901");
  EXPECT_EQ(later("/cn/20231120-x"), "/cn/20221120-x");
  EXPECT_EQ(later("9999/99/99 和 3/4"), "9999/99/99 和 3/4");
}

TEST(OtherName, KeepsFormAndParts) {
  const std::string full = OtherName("谢尔盖·科瓦廖夫", 1, 40);
  EXPECT_NE(full, "谢尔盖·科瓦廖夫");
  EXPECT_TRUE(full.ends_with("·" + OtherName("科瓦廖夫", 1, 40))) << full;
  EXPECT_TRUE(OtherName("卢昱宇", 1, 40).starts_with("卢"));
  EXPECT_EQ(OtherName("Anna Petrowa", 1, 40).size(), std::string("Anna Petrowa").size());
  std::set<std::string> names;
  for (unsigned copy = 1; copy <= 100; ++copy) names.insert(OtherName("卢昱宇", 1, copy));
  EXPECT_GT(names.size(), 10U);
  EXPECT_LT(names.size(), 40U);
}

}  // namespace
}  // namespace kg::archive_maker
