#include "graph/identity/candidates.h"

#include <algorithm>
#include <functional>
#include <span>
#include <tuple>
#include <utility>

#include "graph/digest.h"
#include "graph/sort_unique.h"

namespace kg {
namespace {

constexpr std::size_t kMostSharing = 12;

// What a person is known by in a block. Short forms come first.
enum class Role : std::uint8_t { kShort, kFull };

struct BlockEntry {
  std::uint64_t key = 0;
  Role role{};
  std::uint32_t person = 0;
  auto operator<=>(const BlockEntry&) const = default;
};
using Block = std::span<const BlockEntry>;
using GlossEntry = std::pair<std::string, std::uint32_t>;

template <class Letters>
std::uint64_t HashOf(const Letters& letters) {
  const Digest digest = DigestOf(
      {reinterpret_cast<const char*>(letters.data()), letters.size() * sizeof(letters[0])});
  std::uint64_t hash = 0;
  for (int i = 0; i < 8; ++i) hash = hash << 8 | digest[static_cast<std::size_t>(i)];
  return hash;
}

class Finder {
 public:
  Finder(const ArchivePeople& archive, const std::vector<NamedPerson>& people)
      : archive_(archive), people_(people), present_(people.size()) {
    found_.full_forms.resize(people.size());
  }

  Candidates Find(const std::vector<VariantRow>& variants) {
    for (std::uint32_t i = 0; i < people_.size(); ++i) Enter(i, FormOf(people_[i].name));
    for (auto* entries : {&spellings_, &last_parts_, &sounds_, &last_sounds_}) SortUnique(*entries);
    SortUnique(glosses_);
    FindPresent(variants);
    for (const VariantRow& row : variants) AddVariants(row);
    PairAll(spellings_, IdentityRule::kSpelling);
    PairGlosses();
    PairShortForms(last_parts_, IdentityRule::kShortForm);
    PairAll(sounds_, IdentityRule::kSound);
    PairShortForms(last_sounds_, IdentityRule::kSound);
    Sort();
    return std::move(found_);
  }

 private:
  // Asked only of those who have something in common with somebody.
  void FindPresent(const std::vector<VariantRow>& variants) {
    std::vector<bool> asked(people_.size());
    for (const auto* entries : {&spellings_, &last_parts_, &sounds_, &last_sounds_}) {
      ForEachRun(*entries, &BlockEntry::key, [&](Block block) {
        for (const BlockEntry& entry : block) asked[entry.person] = true;
      });
    }
    ForEachRun(glosses_, &GlossEntry::first, [&](std::span<const GlossEntry> sharing) {
      for (const GlossEntry& entry : sharing) asked[entry.second] = true;
    });
    for (const VariantRow& row : variants) {
      for (const VariantRow::Name& name : row.names) {
        if (const auto at = kg::Find(people_, name.text)) asked[*at] = true;
      }
    }
    std::vector<NodeId> ids;
    for (std::uint32_t i = 0; i < people_.size(); ++i) {
      if (asked[i]) ids.push_back(people_[i].id);
    }
    const std::vector<bool> present = archive_.ArePresent(ids);
    for (std::uint32_t i = 0, next = 0; i < people_.size(); ++i) {
      if (asked[i]) present_[i] = present[next++];
    }
  }

  // Two or more, one after the other, that have the same `key`.
  template <class Entry, class Key, class Visit>
  static void ForEachRun(const std::vector<Entry>& entries, Key Entry::*key, const Visit& visit) {
    for (auto begin = entries.begin(); begin != entries.end();) {
      auto end = std::next(begin);
      while (end != entries.end() && *end.*key == *begin.*key) ++end;
      if (end - begin > 1) visit(std::span<const Entry>(begin, end));
      begin = end;
    }
  }

  void ForEachBlock(const std::vector<BlockEntry>& entries,
                    const std::function<void(Block)>& visit) {
    std::vector<BlockEntry> block;
    ForEachRun(entries, &BlockEntry::key, [&](Block all) {
      block.assign(all.begin(), all.end());
      std::erase_if(block, [&](const BlockEntry& entry) { return !present_[entry.person]; });
      if (block.size() > 1) visit(block);
    });
  }

  void AddVariants(const VariantRow& row) {
    std::vector<std::pair<std::uint32_t, bool>> present;
    for (const VariantRow::Name& name : row.names) {
      const auto at = kg::Find(people_, name.text);
      if (at && present_[*at]) present.emplace_back(*at, name.ambiguous);
    }
    // Each with the first that is sure: a chain of ambiguous ones would prove nothing.
    const auto sure = std::ranges::find(present, false, &std::pair<std::uint32_t, bool>::second);
    if (sure == present.end()) return;
    for (auto at = present.begin(); at != present.end(); ++at) {
      if (at->first == sure->first) continue;
      found_.pairs.push_back(
          {at->first, sure->first, IdentityRule::kVariant, row.names.front().text, at->second});
    }
  }

  void Enter(std::uint32_t person, const NameForm& form) {
    if (form.letters.size() < 2) return;
    const bool full = form.parts.size() > 1;
    const Role role = full ? Role::kFull : Role::kShort;
    spellings_.push_back({HashOf(form.letters), Role::kFull, person});
    if (form.han || form.latin) EnterLastPart(person, form, role);
    if (IsTransliteration(form)) {
      sounds_.push_back({HashOf(SoundsOf(form.letters)), Role::kFull, person});
    }
    for (const Gloss& gloss : people_[person].glosses) glosses_.push_back({gloss.name, person});
  }

  void EnterLastPart(std::uint32_t person, const NameForm& form, Role role) {
    const std::u32string& last = form.parts.back();
    if (last.size() < (form.latin ? 4U : 2U)) return;
    last_parts_.push_back({HashOf(last), role, person});
    NameForm alone;
    alone.letters = last;
    alone.han = form.han;
    if (IsTransliteration(alone)) last_sounds_.push_back({HashOf(SoundsOf(last)), role, person});
  }

  void PairAll(const std::vector<BlockEntry>& entries, IdentityRule rule) {
    ForEachBlock(entries, [&](Block block) {
      if (block.size() > kMostSharing) return;
      for (std::size_t i = 0; i < block.size(); ++i) {
        for (std::size_t j = i + 1; j < block.size(); ++j) {
          found_.pairs.push_back({block[i].person, block[j].person, rule, {}, false});
        }
      }
    });
  }

  void PairShortForms(const std::vector<BlockEntry>& entries, IdentityRule rule) {
    ForEachBlock(entries, [&](Block block) {
      const auto full = std::ranges::find(block, Role::kFull, &BlockEntry::role);
      for (auto a = block.begin(); a != full && rule == IdentityRule::kShortForm; ++a) {
        found_.full_forms[a->person] = static_cast<std::uint32_t>(block.end() - full);
      }
      if (std::cmp_greater(block.end() - full, kMostSharing)) return;
      for (auto a = block.begin(); a != full; ++a) {
        for (auto b = full; b != block.end(); ++b) {
          found_.pairs.push_back({a->person, b->person, rule, {}, false});
        }
      }
    });
  }

  void PairGlosses() {
    ForEachRun(glosses_, &GlossEntry::first, [&](std::span<const GlossEntry> entries) {
      std::vector<std::uint32_t> sharing;
      for (const GlossEntry& entry : entries) {
        if (present_[entry.second]) sharing.push_back(entry.second);
      }
      PairSharing(sharing, entries.front().first);
    });
  }

  void PairSharing(const std::vector<std::uint32_t>& sharing, const std::string& gloss) {
    if (sharing.size() > kMostSharing) return;
    for (std::size_t i = 0; i < sharing.size(); ++i) {
      for (std::size_t j = i + 1; j < sharing.size(); ++j) {
        found_.pairs.push_back({sharing[i], sharing[j], IdentityRule::kGloss, gloss, false});
      }
    }
  }

  // Two rules may bring the same pair: both are heard.
  void Sort() {
    const auto order = [](const CandidatePair& pair) {
      return std::tie(pair.rule, pair.a, pair.b, pair.shared);
    };
    std::vector<CandidatePair>& pairs = found_.pairs;
    std::ranges::sort(pairs, {}, order);
    const auto same = [&](const CandidatePair& a, const CandidatePair& b) {
      return order(a) == order(b);
    };
    pairs.erase(std::unique(pairs.begin(), pairs.end(), same), pairs.end());
  }

  const ArchivePeople& archive_;
  const std::vector<NamedPerson>& people_;
  std::vector<bool> present_;  // of those that FindPresent() asked for
  std::vector<BlockEntry> spellings_;
  std::vector<BlockEntry> last_parts_;
  std::vector<BlockEntry> sounds_;
  std::vector<BlockEntry> last_sounds_;
  std::vector<GlossEntry> glosses_;
  Candidates found_;
};

constexpr unsigned char kFirstHanByte = 0xE3;  // of UTF-8; Latin letters come before

// Two spellings may be one gloss: Jean-Luc, Jean Luc.
void AddGloss(NamedPerson& person, std::string_view alias, std::uint32_t articles) {
  std::string name = GlossOf(FormOf(alias));
  if (name.empty()) return;
  const auto known = std::ranges::find(person.glosses, name, &Gloss::name);
  if (known == person.glosses.end()) {
    person.glosses.push_back({std::move(name), articles});
  } else {
    known->articles += articles;
  }
}

}  // namespace

std::vector<NamedPerson> ReadPeople(const ArchivePeople& archive) {
  std::vector<NamedPerson> people;
  archive.ForEachName([&](NodeId id, std::string_view name) {
    people.push_back({id, std::string(name), {}});
  });
  auto person = people.begin();
  archive.ForEachAlias([&](NodeId id, std::string_view alias, std::uint32_t articles) {
    while (person != people.end() && person->id < id) ++person;
    if (person == people.end() || person->id != id) return;
    if (alias.empty() || static_cast<unsigned char>(alias.front()) >= kFirstHanByte) return;
    AddGloss(*person, alias, articles);
  });
  for (NamedPerson& one : people) {
    if (static_cast<unsigned char>(one.name.front()) < kFirstHanByte) AddGloss(one, one.name, 0);
    std::ranges::sort(one.glosses, {}, &Gloss::name);
  }
  return people;
}

std::optional<std::uint32_t> Find(const std::vector<NamedPerson>& people, std::string_view name) {
  const NodeId id = IdOf(NodeKind::kPerson, name);
  const auto at = std::ranges::lower_bound(people, id, {}, &NamedPerson::id);
  if (at == people.end() || at->id != id) return std::nullopt;
  return static_cast<std::uint32_t>(at - people.begin());
}

Candidates FindCandidates(const ArchivePeople& archive, const std::vector<NamedPerson>& people,
                          const std::vector<VariantRow>& variants) {
  return Finder(archive, people).Find(variants);
}

}  // namespace kg
