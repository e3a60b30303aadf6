// The index of texts finds what a look at every text finds, whatever became of the articles.
#include "graph/text_index.h"

#include <gtest/gtest.h>
#include <rocksdb/db.h>

#include <algorithm>
#include <fstream>
#include <random>
#include <set>

#include "graph/error.h"
#include "graph/refresh.h"
#include "graph/store.h"
#include "graph/terms.h"
#include "graph/utf8.h"
#include "tests/graph/terms_of.h"
#include "tests/support/random_articles.h"
#include "tests/support/temp_dir.h"

namespace kg {
namespace {

namespace fs = std::filesystem;

GraphStore Open(const fs::path& at, OpenMode mode = OpenMode::kCreate) {
  return GraphStore::Open(at, {.mode = mode, .memory_bytes = 8 << 20});
}

std::string OwnText(const GraphStore& store, const Article& article) {
  std::string own;
  const std::string text = store.Text(article.id());
  for (const FieldSpan& field : article.fields) {
    if (field.field != Field::kRelated) own += std::string(Slice(text, field.span)) + '\n';
  }
  return own;
}

bool HasAll(const std::multiset<Term>& terms, const std::vector<TermRange>& wanted) {
  return std::all_of(wanted.begin(), wanted.end(), [&](const TermRange& range) {
    const auto at = terms.lower_bound(range.first);
    return at != terms.end() && *at <= range.last;
  });
}

std::set<NodeId> SlowFind(const GraphStore& store, const std::string& wanted) {
  std::set<NodeId> found;
  const std::vector<TermRange> terms = TermsWanted(wanted);
  store.ForEachVersion([&](const Article& article, const Digest&) {
    if (!terms.empty() && HasAll(TermsOf(OwnText(store, article)), terms)) {
      found.insert(article.id());
    }
  });
  return found;
}

std::set<NodeId> Find(const GraphStore& store, const std::string& wanted) {
  std::set<NodeId> found;
  for (const TextHit& hit : store.FindInTexts(wanted, {})) {
    if (hit.score > 0) found.insert(hit.article);
  }
  return found;
}

// Pieces of the texts themselves, and some that stand in none.
std::vector<std::string> Questions(const GraphStore& store, std::mt19937_64& random) {
  std::vector<std::string> questions = {"龘龘", "nowhere"};
  store.ForEachVersion([&](const Article& article, const Digest&) {
    const std::string text = store.Text(article.id());
    const auto size = static_cast<std::uint32_t>(CountCodePoints(text));
    if (size < 8) return;
    const auto start = static_cast<std::uint32_t>(random() % (size - 6));
    const auto length = static_cast<std::uint32_t>(1 + random() % 5);
    questions.emplace_back(Slice(text, {start, start + length}));
  });
  return questions;
}

void ExpectFindsAll(const GraphStore& store, std::mt19937_64& random) {
  int found = 0;
  for (const std::string& question : Questions(store, random)) {
    const std::set<NodeId> wanted = SlowFind(store, question);
    EXPECT_EQ(Find(store, question), wanted) << question;
    found += static_cast<int>(wanted.size());
  }
  EXPECT_GT(found, 0);
  const Verification look = store.Verify();
  EXPECT_EQ(look.problem_count, 0U) << (look.problems.empty() ? "" : look.problems.front());
}

TEST(TextIndex, FindsWhatALookAtEveryTextFinds) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    std::mt19937_64 random(seed);
    RandomArchive archive(seed);
    std::vector<PlacedArticle> placed;
    const TempDir dir;
    GraphStore store = Open(dir.path() / "store");
    for (int round = 0; round < 4; ++round) {
      archive.Change(store, placed);
      RefreshDerived(store);
      ExpectFindsAll(store, random);
    }
  }
}

TEST(TextIndex, CatchesUpAfterARunThatWasCutShort) {
  for (std::uint64_t seed = 11; seed <= 14; ++seed) {
    std::mt19937_64 random(seed);
    RandomArchive archive(seed);
    std::vector<PlacedArticle> placed;
    const TempDir dir;
    for (int round = 0; round < 3; ++round) {
      {
        GraphStore store = Open(dir.path() / "store");
        archive.Change(store, placed);
        if (round == 0) RefreshDerived(store);
      }  // what was put and not written is lost here
      GraphStore store = Open(dir.path() / "store");
      EXPECT_EQ(store.IdentitiesAreStale(), round != 0);
      RefreshDerived(store);
      ExpectFindsAll(store, random);
    }
  }
}

TEST(TextIndex, RanksByHowMuchATextIsAboutIt) {
  const auto make = [](const char* url, const std::string& title, const std::string& body) {
    Article article;
    article.url = url;
    article.title = title;
    article.text = title + '\n' + body + '\n';
    const auto title_end = static_cast<std::uint32_t>(CountCodePoints(title));
    const auto all = static_cast<std::uint32_t>(CountCodePoints(article.text));
    article.fields = {{Field::kTitle, {0, title_end}}, {Field::kBody, {title_end + 1, all}}};
    return article;
  };
  const TempDir dir;
  GraphStore store = Open(dir.path() / "store");
  int place = 0;
  for (const Article& article :
       {make("https://a.example/1", "天气", "今天有雨，气候大会在远处。"),
        make("https://a.example/2", "气候大会开幕", "气候大会今天开幕，各国代表谈气候大会。"),
        make("https://a.example/3", "足球", "比赛今天开始。")}) {
    store.Put(article, {DigestOf(std::to_string(++place)), DigestOf(article.text), "x"});
  }
  RefreshDerived(store);
  const std::vector<TextHit> hits = store.FindInTexts("氣候大會", {});
  ASSERT_EQ(hits.size(), 2U);
  EXPECT_EQ(hits[0].article, IdOf(NodeKind::kArticle, "https://a.example/2"));
  EXPECT_TRUE(hits[0].in_title);
  EXPECT_FALSE(hits[1].in_title);
  EXPECT_GT(hits[0].score, hits[1].score);
}

TEST(TextIndex, NamesAreFoundByAnyPart) {
  std::mt19937_64 random(3);
  RandomArchive archive(3);
  const TempDir dir;
  GraphStore store = Open(dir.path() / "store");
  for (const PlacedArticle& one : archive.Make(40)) store.Put(one.article, one.slot);
  RefreshDerived(store);
  int looked_for = 0;
  std::vector<Node> all;
  store.ForEachNode(std::nullopt, [&](const Node& node) {
    if (node.kind != NodeKind::kArticle) all.push_back(node);
    return true;
  });
  for (std::size_t i = 0; i < all.size() * 8; ++i) {
    const std::u32string folded = Folded(all[i % all.size()].name);
    const std::size_t at = random() % folded.size();
    std::string part;
    for (const char32_t c : folded.substr(at, 1 + random() % 3)) AppendUtf8(part, c);
    std::set<NodeId> wanted;
    for (const Node& node : all) {
      std::vector<std::string> names = store.Aliases(node.id());
      names.push_back(node.name);
      if (std::any_of(names.begin(), names.end(), [&](const std::string& name) {
            return Folded(name).find(Folded(part)) != std::u32string::npos;
          })) {
        wanted.insert(node.id());
      }
    }
    std::set<NodeId> found;
    store.ForEachNamed(part, [&](const Node& node) { found.insert(node.id()); });
    // Pairs may stand apart in a longer name, so more may be told, never less.
    EXPECT_TRUE(std::includes(found.begin(), found.end(), wanted.begin(), wanted.end())) << part;
    ++looked_for;
  }
  EXPECT_GT(looked_for, 20);
}

/// A store's files with RocksDB's own defaults, for what no version of the program does any more.
class RawStore {
 public:
  explicit RawStore(const fs::path& store) {
    const std::string path = store / "db";
    EXPECT_TRUE(rocksdb::DB::ListColumnFamilies({}, path, &names_).ok());
    std::vector<rocksdb::ColumnFamilyDescriptor> families;
    for (const std::string& name : names_) {
      families.emplace_back(name, rocksdb::ColumnFamilyOptions());
    }
    rocksdb::DB* db = nullptr;
    EXPECT_TRUE(rocksdb::DB::Open({}, path, families, &handles_, &db).ok());
    db_.reset(db);
  }
  ~RawStore() {
    for (auto* handle : handles_) EXPECT_TRUE(db_->DestroyColumnFamilyHandle(handle).ok());
  }
  RawStore(const RawStore&) = delete;
  RawStore& operator=(const RawStore&) = delete;

  rocksdb::DB& db() { return *db_; }
  rocksdb::ColumnFamilyHandle* terms() const { return family("terms"); }
  rocksdb::ColumnFamilyHandle* family(const std::string& name) const {
    const auto at = std::find(names_.begin(), names_.end(), name);
    return handles_.at(static_cast<std::size_t>(at - names_.begin()));
  }

 private:
  std::vector<std::string> names_{};
  std::vector<rocksdb::ColumnFamilyHandle*> handles_{};
  std::unique_ptr<rocksdb::DB> db_{};
};

void WriteMarker(const fs::path& store, int format) {
  std::ofstream(store / "NEWSGRAPH_STORE") << "newsgraph store, format " << format << '\n';
}

// Formats before had no co-mentions.
void MakeFormat3(const fs::path& store) {
  RawStore raw(store);
  ASSERT_TRUE(raw.db().DropColumnFamily(raw.family("co_mentions")).ok());
  WriteMarker(store, 3);
}

// Format 1 had no index.
void MakeFormat1(const fs::path& store) {
  MakeFormat3(store);
  RawStore raw(store);
  ASSERT_TRUE(raw.db().DropColumnFamily(raw.terms()).ok());
  WriteMarker(store, 1);
}

// Format 2 had a key for each pair of characters: 'w', both, kind and id.
void MakeFormat2(const fs::path& store) {
  MakeFormat3(store);
  RawStore raw(store);
  const std::unique_ptr<rocksdb::Iterator> at(raw.db().NewIterator({}, raw.terms()));
  for (at->Seek("w"); at->Valid() && at->key().starts_with("w"); at->Next()) {
    const std::string older = at->key().ToString().substr(0, 4) + std::string(12, '\1');
    ASSERT_TRUE(raw.db().Delete({}, raw.terms(), at->key()).ok());
    ASSERT_TRUE(raw.db().Put({}, raw.terms(), older, "").ok());
  }
  WriteMarker(store, 2);
}

class TextIndexOfOlderStores : public testing::TestWithParam<void (*)(const fs::path&)> {};

TEST_P(TextIndexOfOlderStores, IsMade) {
  std::mt19937_64 random(5);
  const TempDir dir;
  const fs::path at = dir.path() / "store";
  {
    GraphStore store = Open(at);
    for (const PlacedArticle& one : RandomArchive(5).Make(30)) store.Put(one.article, one.slot);
    RefreshDerived(store);
  }
  GetParam()(at);
  EXPECT_THROW(Open(at, OpenMode::kRead), Error);
  {
    GraphStore store = Open(at, OpenMode::kWrite);
    RefreshDerived(store);
    store.WriteCoMentions();
  }
  const GraphStore store = Open(at, OpenMode::kRead);
  std::set<NodeId> named;
  store.ForEachNode(NodeKind::kPerson, [&](const Node& node) {
    store.ForEachNamed(node.name, [&](const Node& found) { named.insert(found.id()); });
    EXPECT_TRUE(named.contains(node.id())) << node.name;
    return true;
  });
  ExpectFindsAll(store, random);
  EXPECT_EQ(store.Verify().problem_count, 0U);
  EXPECT_TRUE(store.ForEachCoMention(*named.begin(), [](const CoMention&) {}));
}

INSTANTIATE_TEST_SUITE_P(Formats, TextIndexOfOlderStores,
                         testing::Values(MakeFormat1, MakeFormat2, MakeFormat3));

TEST(TextIndex, ABackupTellsItsFormat) {
  const TempDir dir;
  {
    GraphStore store = Open(dir.path() / "store");
    for (const PlacedArticle& one : RandomArchive(6).Make(10)) store.Put(one.article, one.slot);
    RefreshDerived(store);
    store.Backup(dir.path() / "backup");
  }
  GraphStore::RestoreBackup(dir.path() / "backup", dir.path() / "restored");
  std::ifstream marker(dir.path() / "restored" / "NEWSGRAPH_STORE");
  std::string line;
  std::getline(marker, line);
  EXPECT_EQ(line, "newsgraph store, format 6");
  EXPECT_EQ(Open(dir.path() / "restored", OpenMode::kRead).Verify().problem_count, 0U);
}

}  // namespace
}  // namespace kg
