// Whether the store is what it ought to be.
#include <fmt/format.h>
#include <xxhash.h>

#include <array>
#include <set>

#include "graph/article_writer.h"
#include "graph/bytes.h"
#include "graph/canonical_url.h"
#include "graph/co_mention_index.h"
#include "graph/digest.h"
#include "graph/keys.h"
#include "graph/text_codec.h"
#include "graph/text_index.h"
#include "graph/utf8.h"
#include "graph/withdrawal.h"

namespace kg {
namespace {

constexpr std::size_t kProblemsTold = 100;

/// A sum over entries in any order: equal sums mean equal sets.
class EntrySum {
 public:
  void Add(Family family, std::string_view key, std::string_view value) {
    bytes_.assign(1, static_cast<char>(family));
    ByteWriter out(bytes_);
    out.String(key);
    out.Raw(value);
    const XXH128_hash_t hash = XXH3_128bits(bytes_.data(), bytes_.size());
    low_ += hash.low64;
    high_ += hash.high64;
    ++count_;
  }

  std::uint64_t count() const { return count_; }
  bool operator==(const EntrySum& other) const {
    return low_ == other.low_ && high_ == other.high_ && count_ == other.count_;
  }

 private:
  std::string bytes_{};
  std::uint64_t low_ = 0;
  std::uint64_t high_ = 0;
  std::uint64_t count_ = 0;
};

using EntrySet = std::set<std::tuple<Family, std::string, std::string>>;

// A label that is a tag and the section too tells its entry twice.
EntrySet OwnEntriesOf(const Article& article) {
  EntrySet entries;
  ForEachOwnEntry(article, [&](Family family, std::string_view key, std::string_view value) {
    entries.emplace(family, key, value);
  });
  return entries;
}

class Verifier {
 public:
  explicit Verifier(const Database& db) : db_(db) {}

  Verification Run() {
    // Indexes that a run left behind are known to be behind.
    is_behind_ = db_.Record(kStaleRecord).has_value();
    const std::array<std::pair<const char*, void (Verifier::*)()>, 9> looks = {
        {{"blocks", &Verifier::LookAtBlocks},
         {"articles", &Verifier::LookAtArticles},
         {"texts", &Verifier::LookAtTexts},
         {"indexes", &Verifier::LookAtEntries},
         {"nodes", &Verifier::LookAtNodes},
         {"text index", &Verifier::LookAtTextIndex},
         {"co-mentions", &Verifier::LookAtCoMentions},
         {"versions", &Verifier::LookAtVersions},
         {"withdrawals", &Verifier::LookAtWithdrawals}}};
    for (const auto& [what, look] : looks) {
      try {
        (this->*look)();
      } catch (const Error& error) {
        Tell(fmt::format("{}: {}", what, error.what()));
      }
    }
    return std::move(result_);
  }

 private:
  void Tell(std::string problem) {
    if (++result_.problem_count <= kProblemsTold) result_.problems.push_back(std::move(problem));
  }

  void LookAtBlocks() {
    Check(db_.db->VerifyChecksum(rocksdb::ReadOptions()), "checking the blocks of all files");
  }

  void LookAtArticles();
  void LookAtSpans(const Article& article, std::size_t size);
  void LookAtShared(const Article& article);
  void LookAtTexts();
  void LookAtEntries();
  void FindMissing();
  void FindUnbacked();
  void LookAtNodes();
  void LookAtTextIndex() {
    if (is_behind_) return;
    CheckTextIndex(db_, [this](std::string problem) { Tell(std::move(problem)); });
  }
  void LookAtCoMentions() {
    if (db_.Record(kCoMentionsBehind)) return;
    CheckCoMentions(db_, [this](std::string problem) { Tell(std::move(problem)); });
  }
  void LookAtVersions();
  void LookAtWithdrawals() { WithdrawnIn(db_); }

  // Entries that belong to one article each, with that article.
  void ForEachOwned(
      const std::function<void(Family, std::string_view, std::string_view, NodeId)>& visit) const;

  const Database& db_;
  bool is_behind_ = false;
  std::optional<StoredNames> names_{};  // none where the index is behind
  Verification result_{};
  EntrySum told_{};  // what the articles say
};

void Verifier::LookAtArticles() {
  if (!is_behind_) names_.emplace(db_);
  db_.Scan(Family::kArticles, {}, [&](std::string_view key, std::string_view value) {
    StoredArticle stored = DecodeArticle(value);
    Article& article = stored.article;
    ++result_.articles;
    if (keys::Id(article.id()) != key) Tell(article.url + ": the record lies under another id");
    for (const auto& [family, entry, its_value] : OwnEntriesOf(article)) {
      told_.Add(family, entry, its_value);
    }
    LookAtShared(article);
    article.text = db_.Text(article.id());
    LookAtSpans(article, CountCodePoints(article.text));
    if (article.text.size() != stored.version.text_size ||
        ContentDigest(article) != stored.version.content) {
      Tell(article.url + ": text and record are not those that were stored together");
    }
    return true;
  });
}

void Verifier::LookAtSpans(const Article& article, std::size_t size) {
  const auto look = [&](const Span& span, const std::string& what) {
    ++result_.quotes;
    if (span.start > span.end || span.end > size) {
      Tell(fmt::format("{}: {} lies outside the text", article.url, what));
    }
  };
  for (const Entity& entity : article.entities) {
    for (const Mention& mention : entity.mentions) {
      look(mention.span, entity.name);
      if (mention.span.start == mention.span.end) {
        Tell(fmt::format("{}: {} is quoted by nothing", article.url, entity.name));
      }
    }
  }
  for (const Label& label : article.labels) look(label.span, label.name);
  for (const auto* links : {&article.related, &article.links}) {
    for (const Link& link : *links) look(link.span, link.url);
  }
}

void Verifier::LookAtShared(const Article& article) {
  std::string_view of;
  const EntryVisit look = [&](Family family, std::string_view key, std::string_view value) {
    if (db_.Get(family, key) != value) {
      Tell(fmt::format("{}: '{}' that it names has no entry", article.url, of));
    }
  };
  const NameVisit look_for_name = [&](const SharedName& name) {
    if (names_ && !names_->Has(name)) {
      Tell(fmt::format("{}: the index of names lacks '{}'", article.url, name.name));
    }
  };
  ForEachNamedNode(article, [&](const SharedNode& node) {
    of = node.key;
    ForEachSharedEntry(node, look, look_for_name);
  });
  ForEachAlias(article, look_for_name);
}

void Verifier::LookAtTexts() {
  db_.Scan(Family::kTexts, {}, [&](std::string_view key, std::string_view) {
    if (!db_.Get(Family::kArticles, key)) Tell("a text of no article: " + Hex(key));
    return true;
  });
}

void Verifier::ForEachOwned(
    const std::function<void(Family, std::string_view, std::string_view, NodeId)>& visit) const {
  for (const Family family : {Family::kPostings, Family::kAliases, Family::kTimes}) {
    db_.Scan(family, {}, [&](std::string_view key, std::string_view value) {
      const bool of_url = family == Family::kPostings &&
                          (key[8] == keys::kUrlPublisher || key[8] == keys::kUrlSection);
      if (!of_url) {
        ByteReader in(key.substr(key.size() - sizeof(NodeId)));
        visit(family, key, value, static_cast<NodeId>(in.Fixed64()));
      }
      return true;
    });
  }
}

void Verifier::LookAtEntries() {
  EntrySum stored;
  ForEachOwned([&](Family family, std::string_view key, std::string_view value, NodeId) {
    stored.Add(family, key, value);
  });
  result_.entries = stored.count();
  if (stored == told_) return;
  FindMissing();
  FindUnbacked();
}

void Verifier::FindMissing() {
  db_.Scan(Family::kArticles, {}, [&](std::string_view, std::string_view value) {
    const Article article = DecodeArticle(value).article;
    for (const auto& [family, key, its_value] : OwnEntriesOf(article)) {
      if (db_.Get(family, key) != its_value) {
        Tell(fmt::format("{}: an index lacks its entry {}", article.url, Hex(key)));
      }
    }
    return true;
  });
}

void Verifier::FindUnbacked() {
  ForEachOwned([&](Family family, std::string_view key, std::string_view value, NodeId id) {
    const std::optional<StoredArticle> stored = db_.Load(id);
    if (!stored ||
        !OwnEntriesOf(stored->article).contains({family, std::string(key), std::string(value)})) {
      Tell("an index holds an entry that no article backs: " + Hex(key));
    }
  });
}

void Verifier::LookAtNodes() {
  db_.Scan(Family::kNodes, {}, [&](std::string_view key, std::string_view name) {
    ByteReader in(key);
    const auto kind = static_cast<NodeKind>(in.Byte());
    const bool known = static_cast<int>(kind) < kNodeKinds;
    if (!known || IdOf(kind, name) != static_cast<NodeId>(in.Fixed64())) {
      Tell(fmt::format("the id of '{}' stands for something else", name));
    }
    return true;
  });
}

void Verifier::LookAtVersions() {
  db_.Scan(Family::kVersions, {}, [&](std::string_view key, std::string_view value) {
    ByteReader in(key);
    const auto id = static_cast<NodeId>(in.Fixed64());
    ++result_.versions;
    if (in.Byte() != keys::kLiveVersion) return true;
    Version version = DecodeVersion(value);
    Article& article = version.stored.article;
    article.text = std::move(version.text);
    if (article.id() != id || ContentDigest(article) != version.stored.version.content) {
      Tell(article.url + ": a version that is not shown is not what was stored");
    }
    if (!db_.Get(Family::kArticles, keys::Id(id))) {
      Tell(article.url + ": versions are kept and none is shown");
    }
    return true;
  });
}

}  // namespace

Verification GraphStore::Verify() const { return Verifier(*db_).Run(); }

}  // namespace kg
