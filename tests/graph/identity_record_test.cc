#include "graph/identity_record.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <random>
#include <tuple>

#include "graph/error.h"
#include "graph/identities.h"
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

// Groups of random names; each but the first of a group joined to one before it.
IdentityFindings RandomFindings(std::uint64_t seed) {
  std::mt19937_64 random(seed);
  IdentityFindings findings;
  int person = 0;
  const auto next = [&] {
    return EntityName{NodeKind::kPerson, "person " + std::to_string(person++)};
  };
  for (std::uint64_t groups = random() % 60; groups > 0; --groups) {
    IdentityGroup group{.name = next()};
    for (std::uint64_t others = 1 + random() % 4; others > 0; --others) {
      const bool first = group.others.empty() || random() % 2 == 0;
      const EntityName before = first ? group.name : group.others.back();
      group.others.push_back(next());
      findings.same.push_back({.a = before, .b = group.others.back(), .reason = "because"});
    }
    findings.groups.push_back(std::move(group));
  }
  for (std::uint64_t apart = random() % 4; apart > 0 && person > 1; --apart) {
    const auto any = [&] {
      return EntityName{NodeKind::kPerson,
                        "person " + std::to_string(random() % static_cast<unsigned>(person))};
    };
    findings.different.push_back({.a = any(), .b = any()});
  }
  std::ranges::sort(findings.groups, {}, &IdentityGroup::name);
  std::ranges::sort(findings.same, InOrder);
  return findings;
}

// What one name is told is what a look at all findings finds.
TEST(Identities, AskedForOneNameAnswerAsTheWholeDoes) {
  for (std::uint64_t seed = 1; seed <= 40 && !testing::Test::HasFailure(); ++seed) {
    const IdentityFindings findings = RandomFindings(seed);
    const Identities identities(findings);
    EXPECT_EQ(identities.Findings(), findings);
    std::vector<IdentityEdge> edges;
    identities.ForEachEdge([&](const IdentityEdge& edge) { edges.push_back(edge); });
    EXPECT_TRUE(std::ranges::is_sorted(edges, {}, [](const IdentityEdge& edge) {
      return std::tie(edge.relation, edge.relation == Relation::kSameAs ? *edge.to : *edge.from);
    }));
    EntityName name{NodeKind::kPerson, ""};
    for (int person = 0; person < 320; ++person) {
      name.key = "person " + std::to_string(person);
      EntityName stands = name;
      std::vector<EntityName> others;
      for (const IdentityGroup& group : findings.groups) {
        if (group.name == name) others = group.others;
        if (std::ranges::count(group.others, name) > 0) stands = group.name;
      }
      const EntityName* found = identities.NameOf(name.id());
      EXPECT_EQ(found == nullptr ? name : *found, stands);
      EXPECT_EQ(identities.Canonical(name.id()), stands.id());
      EXPECT_TRUE(std::ranges::equal(identities.OthersOf(name.id()), others));
      std::vector<IdentityEdge> own;
      std::ranges::copy_if(edges, std::back_inserter(own), [&](const IdentityEdge& edge) {
        return *edge.from == name || *edge.to == name;
      });
      const std::vector<IdentityEdge> asked = identities.EdgesOf(name.id());
      EXPECT_TRUE(std::ranges::equal(asked, own, [](const IdentityEdge& a, const IdentityEdge& b) {
        return *a.from == *b.from && *a.to == *b.to && a.relation == b.relation && *a.why == *b.why;
      }));
      for (const IdentityEdge& edge : own) {
        if (edge.relation != Relation::kSameAs) continue;
        const auto why = std::ranges::find_if(findings.same, [&](const IdentityLink& link) {
          return link.a == *edge.from || link.b == *edge.from;
        });
        EXPECT_EQ(*edge.why, *why);
      }
    }
  }
}

TEST(IdentityRecord, DamagedShardsAreSaidAndMended) {
  const TempDir dir;
  GraphStore store = GraphStore::Open(dir.path() / "store", {.mode = OpenMode::kCreate});
  const IdentityFindings findings = RandomFindings(7);
  store.WriteIdentities(findings);
  const std::string good = store.ReadRecord("identity/run/000001").value();
  for (const std::string& bad : {std::string(), good.substr(1), good + good}) {
    store.WriteRecord("identity/run/000001", bad);
    const GraphStore reader = GraphStore::Open(dir.path() / "store");
    EXPECT_THROW(reader.identities()->Findings(), Error);
    store.WriteIdentities(findings);
    EXPECT_EQ(store.identities()->Findings(), findings);
  }
}

// Fewer names are fewer shards; none is left of those before.
TEST(IdentityRecord, ShardsOfOtherFindingsAreGone) {
  const TempDir dir;
  GraphStore store = GraphStore::Open(dir.path() / "store", {.mode = OpenMode::kCreate});
  store.WriteIdentities(RandomFindings(7));
  EXPECT_TRUE(store.ReadRecord("identity/run/000001"));
  store.WriteIdentities(Some());
  EXPECT_TRUE(store.ReadRecord("identity/run/000000"));
  EXPECT_FALSE(store.ReadRecord("identity/run/000001"));
}

TEST(IdentityRecord, InOneDocumentOfAStoreFromBeforeIsRead) {
  const TempDir dir;
  GraphStore store = GraphStore::Open(dir.path() / "store", {.mode = OpenMode::kCreate});
  IdentityFindings sure = Some();
  sure.doubtful.clear();
  store.WriteRecord(kRunRecord, EncodeIdentities(sure));
  EXPECT_EQ(store.identities()->Findings(), sure);
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
  EXPECT_EQ(store.identities()->Findings().same, Some().same);
}

// What every command reads does not grow with the doubts.
TEST(IdentityRecord, DoubtsAreKeptApart) {
  const TempDir dir;
  GraphStore store = GraphStore::Open(dir.path() / "store", {.mode = OpenMode::kCreate});
  store.WriteIdentities(Some());
  IdentityFindings sure = Some();
  sure.doubtful.clear();
  EXPECT_EQ(store.identities()->Findings(), sure);
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
