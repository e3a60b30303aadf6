#include "graph/identity/candidates.h"

#include <algorithm>
#include <functional>
#include <span>
#include <tuple>
#include <utility>

#include "graph/digest.h"
#include "graph/identity/name_form.h"
#include "graph/sort_by_id.h"

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
  Finder(const ArchivePeople& archive, const NamedPeople& people)
      : archive_(archive), people_(people), entered_(people.size()), present_(people.size()) {
    found_.full_forms.resize(people.size());
  }

  Candidates Find(const std::vector<VariantRow>& variants) {
    // Room that is not used costs nothing; to make more in between would take as much again.
    for (auto* entries : {&spellings_, &last_parts_, &sounds_, &last_sounds_}) {
      entries->reserve(people_.size());
    }
    for (std::uint32_t i = 0; i < people_.size(); ++i) Enter(i, FormOf(people_.NameOf(i)));
    for (auto* entries : {&spellings_, &last_parts_, &sounds_, &last_sounds_}) {
      KeepBlocks(*entries);
    }
    EnterGlosses();
    FindPresent(variants);
    for (const VariantRow& row : variants) AddVariants(row);
    PairAll(spellings_, IdentityRule::kSpelling);
    PairAll(glosses_, IdentityRule::kGloss);
    PairShortForms(last_parts_, IdentityRule::kShortForm);
    PairAll(sounds_, IdentityRule::kSound);
    PairShortForms(last_sounds_, IdentityRule::kSound);
    Sort();
    return std::move(found_);
  }

 private:
  // Drops what stands alone under its key: most names do.
  static void KeepBlocks(std::vector<BlockEntry>& entries) {
    SortById(entries, std::mem_fn(&BlockEntry::key), std::less<>());
    auto kept = entries.begin();
    ForEachRun(entries, [&](Block block) { kept = std::copy(block.begin(), block.end(), kept); });
    entries.erase(kept, entries.end());
    entries.shrink_to_fit();
  }

  // Asked only of those who have something in common with somebody.
  void FindPresent(const std::vector<VariantRow>& variants) {
    std::vector<bool> asked(people_.size());
    for (const auto* entries : {&spellings_, &last_parts_, &sounds_, &last_sounds_, &glosses_}) {
      for (const BlockEntry& entry : *entries) asked[entry.person] = true;
    }
    for (const VariantRow& row : variants) {
      for (const VariantRow::Name& name : row.names) {
        if (const auto at = people_.Find(name.text)) asked[*at] = true;
      }
    }
    std::vector<NodeId> ids;
    for (std::uint32_t i = 0; i < people_.size(); ++i) {
      if (asked[i]) ids.push_back(people_.IdOf(i));
    }
    const std::vector<bool> present = archive_.ArePresent(ids);
    for (std::uint32_t i = 0, next = 0; i < people_.size(); ++i) {
      if (asked[i]) present_[i] = present[next++];
    }
  }

  // Two or more, one after the other, that have the same key.
  template <class Visit>
  static void ForEachRun(const std::vector<BlockEntry>& entries, const Visit& visit) {
    for (auto begin = entries.begin(); begin != entries.end();) {
      auto end = std::next(begin);
      while (end != entries.end() && end->key == begin->key) ++end;
      if (end - begin > 1) visit(Block(begin, end));
      begin = end;
    }
  }

  void ForEachBlock(const std::vector<BlockEntry>& entries,
                    const std::function<void(Block)>& visit) {
    std::vector<BlockEntry> block;
    ForEachRun(entries, [&](Block all) {
      block.assign(all.begin(), all.end());
      std::erase_if(block, [&](const BlockEntry& entry) { return !present_[entry.person]; });
      if (block.size() > 1) visit(block);
    });
  }

  void AddVariants(const VariantRow& row) {
    std::vector<std::pair<std::uint32_t, bool>> present;
    for (const VariantRow::Name& name : row.names) {
      const auto at = people_.Find(name.text);
      if (at && present_[*at]) present.emplace_back(*at, name.ambiguous);
    }
    // Each with the first that is sure: a chain of ambiguous ones would prove nothing.
    const auto sure = std::ranges::find(present, false, &std::pair<std::uint32_t, bool>::second);
    if (sure == present.end()) return;
    for (auto at = present.begin(); at != present.end(); ++at) {
      if (at->first == sure->first) continue;
      found_.pairs.push_back(
          {at->first, sure->first, IdentityRule::kVariant, at->second, 0, row.names.front().text});
    }
  }

  void Enter(std::uint32_t person, const NameForm& form) {
    if (form.letters.size() < 2) return;
    entered_[person] = true;
    const bool full = form.parts.size() > 1;
    const Role role = full ? Role::kFull : Role::kShort;
    spellings_.push_back({HashOf(form.letters), Role::kFull, person});
    if (form.han || form.latin) EnterLastPart(person, form, role);
    if (IsTransliteration(form)) {
      sounds_.push_back({HashOf(SoundsOf(form.letters)), Role::kFull, person});
    }
  }

  // When the other lists are short already.
  void EnterGlosses() {
    glosses_.reserve(people_.glosses());
    for (std::uint32_t i = 0; i < people_.size(); ++i) {
      if (!entered_[i]) continue;
      for (const Gloss& gloss : people_.GlossesOf(i)) {
        glosses_.push_back({HashOf(gloss.name), Role::kFull, i});
      }
    }
    KeepBlocks(glosses_);
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
          CandidatePair pair{.a = block[i].person, .b = block[j].person, .rule = rule};
          if (rule == IdentityRule::kGloss) pair.gloss = GlossAt(block[i]);
          found_.pairs.push_back(pair);
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
          found_.pairs.push_back({.a = a->person, .b = b->person, .rule = rule});
        }
      }
    });
  }

  // The number, among those of the entry's person, of the gloss that it was entered for.
  std::uint32_t GlossAt(const BlockEntry& entry) const {
    const std::vector<Gloss> glosses = people_.GlossesOf(entry.person);
    const auto at = std::ranges::find_if(
        glosses, [&](const Gloss& gloss) { return HashOf(gloss.name) == entry.key; });
    return static_cast<std::uint32_t>(at - glosses.begin());
  }

  // Two rules may bring the same pair: both are heard.
  void Sort() {
    const auto order = [](const CandidatePair& pair) {
      return std::tie(pair.rule, pair.a, pair.b, pair.gloss, pair.shared);
    };
    std::vector<CandidatePair>& pairs = found_.pairs;
    std::ranges::sort(pairs, {}, order);
    const auto same = [&](const CandidatePair& a, const CandidatePair& b) {
      return order(a) == order(b);
    };
    pairs.erase(std::unique(pairs.begin(), pairs.end(), same), pairs.end());
    pairs.shrink_to_fit();
  }

  const ArchivePeople& archive_;
  const NamedPeople& people_;
  std::vector<bool> entered_;  // those whose names say anything
  std::vector<bool> present_;  // of those that FindPresent() asked for
  std::vector<BlockEntry> spellings_;
  std::vector<BlockEntry> last_parts_;
  std::vector<BlockEntry> sounds_;
  std::vector<BlockEntry> last_sounds_;
  std::vector<BlockEntry> glosses_;
  Candidates found_;
};

}  // namespace

void Candidates::KeepOnly(const std::vector<std::uint32_t>& kept) {
  const auto place_of = [&](std::uint32_t person) {
    return static_cast<std::uint32_t>(std::ranges::lower_bound(kept, person) - kept.begin());
  };
  for (CandidatePair& pair : pairs) {
    pair.a = place_of(pair.a);
    pair.b = place_of(pair.b);
  }
  std::vector<std::uint32_t> few;
  for (const std::uint32_t person : kept) few.push_back(full_forms[person]);
  full_forms = std::move(few);
}

Candidates FindCandidates(const ArchivePeople& archive, const NamedPeople& people,
                          const std::vector<VariantRow>& variants) {
  return Finder(archive, people).Find(variants);
}

}  // namespace kg
