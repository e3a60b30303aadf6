#include "graph/identity_record.h"

#include <gtest/gtest.h>

#include "graph/error.h"
#include "graph/identity/stored_doubts.h"
#include "graph/store.h"
#include "tests/support/temp_dir.h"

namespace kg {
namespace {

IdentityFindings Some() {
  const EntityName a{NodeKind::kPerson, "川普"};
  const EntityName b{NodeKind::kPerson, "特朗普"};
  const EntityName c{NodeKind::kPlace, "北京"};
  return {.groups = {{.name = b, .others = {a}}},
          .same = {{.a = a,
                    .b = b,
                    .rule = IdentityRule::kVariant,
                    .reason = "known",
                    .articles = {NodeId{1}, NodeId{2}},
                    .weight = 300}},
          .different = {{.a = b, .b = c, .rule = IdentityRule::kDecision}},
          .doubtful = {{.a = a, .b = c, .rule = IdentityRule::kSound, .reason = "?"}},
          .names = {{"老川", b, true}}};
}

TEST(IdentityRecord, ComesBackAsItWas) {
  EXPECT_EQ(DecodeIdentities(EncodeIdentities(Some())), Some());
  EXPECT_EQ(DecodeIdentities(EncodeIdentities({})), IdentityFindings());
}

TEST(IdentityRecord, AnyOtherByteAndAnyOtherEndIsDamage) {
  const std::string good = EncodeIdentities(Some());
  for (std::size_t i = 0; i < good.size(); ++i) {
    std::string bad = good;
    bad[i] = static_cast<char>(bad[i] ^ 1);
    EXPECT_THROW(DecodeIdentities(bad), Error) << i;
    EXPECT_THROW(DecodeIdentities(good.substr(0, i)), Error) << i;
  }
  EXPECT_THROW(DecodeIdentities(good + "x"), Error);
}

TEST(IdentityRecord, DamageInAStoreIsSaidAndMended) {
  const TempDir dir;
  GraphStore store = GraphStore::Open(dir.path() / "store", {.mode = OpenMode::kCreate});
  store.WriteRecord("identity/run", "no record");
  try {
    store.identities();
    FAIL() << "damage went unnoticed";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kCorrupt);
    EXPECT_NE(std::string(error.what()).find("resolve run"), std::string::npos);
  }
  store.WriteIdentities(Some());
  EXPECT_EQ(store.identities()->findings().same, Some().same);
}

// What every command reads does not grow with the doubts.
TEST(IdentityRecord, DoubtsAreKeptApart) {
  const TempDir dir;
  GraphStore store = GraphStore::Open(dir.path() / "store", {.mode = OpenMode::kCreate});
  store.WriteIdentities(Some());
  IdentityFindings sure = Some();
  sure.doubtful.clear();
  EXPECT_EQ(store.identities()->findings(), sure);
  EXPECT_EQ(StoredDoubts(store), Some().doubtful);
}

TEST(IdentityRecord, DoubtsOfAStoreFromBeforeAreRead) {
  const TempDir dir;
  GraphStore store = GraphStore::Open(dir.path() / "store", {.mode = OpenMode::kCreate});
  store.WriteRecord("identity/run", EncodeIdentities(Some()));
  EXPECT_EQ(StoredDoubts(store), Some().doubtful);
}

}  // namespace
}  // namespace kg
