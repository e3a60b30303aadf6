// Everybody whom articles name, and the Latin names that stand beside them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/archive_people.h"
#include "graph/identity/id_index.h"

namespace kg {

/// A Latin name of two words or more that stands beside a name, or is it.
struct Gloss {
  std::string_view name{};     // lent by the NamedPeople
  std::uint32_t articles = 0;  // that have it; 0 for the person's own name
};

/// Everybody ever named, by id, whether or not an article still does. Holds about 30 bytes a name:
/// all are read, few are looked at again.
class NamedPeople {
 public:
  /// One pass over names, one over aliases.
  explicit NamedPeople(const ArchivePeople& archive);

  std::uint32_t size() const { return static_cast<std::uint32_t>(ids_.ids().size()); }
  /// How many there are in all.
  std::size_t glosses() const { return glosses_.size() - 1; }
  /// Forgets all but those at the positions of `kept`, which are sorted: the n-th of them is at n
  /// then, and what was lent is gone.
  void KeepOnly(const std::vector<std::uint32_t>& kept);

  NodeId IdOf(std::uint32_t person) const { return ids_.ids()[person]; }
  /// Lent.
  std::string_view NameOf(std::uint32_t person) const {
    return std::string_view(names_).substr(name_start_[person],
                                           name_start_[person + 1] - name_start_[person]);
  }
  /// Sorted by name.
  std::vector<Gloss> GlossesOf(std::uint32_t person) const;
  bool HasGlosses(std::uint32_t person) const {
    return gloss_start_[person] != gloss_start_[person + 1];
  }

  /// The position of a person; nullopt when nobody was ever called so.
  std::optional<std::uint32_t> Find(NodeId id) const { return ids_.Find(id); }
  std::optional<std::uint32_t> Find(std::string_view name) const {
    return Find(kg::IdOf(NodeKind::kPerson, name));
  }

 private:
  /// In `gloss_names_`, up to where the next one begins.
  struct StoredGloss {
    std::uint32_t begin = 0;
    std::uint32_t articles = 0;
  };

  NamedPeople() = default;
  void ReadNames(const ArchivePeople& archive);
  void ReadGlosses(const ArchivePeople& archive);
  void AddName(std::string_view name);
  void EndNames();
  void AddGloss(const Gloss& gloss);
  void EndGlosses();

  IdIndex ids_;
  std::string names_;
  std::vector<std::uint32_t> name_start_;  // of each person; the last is the end
  std::string gloss_names_;
  std::vector<StoredGloss> glosses_;        // one more for the end
  std::vector<std::uint32_t> gloss_start_;  // as the names'
};

}  // namespace kg
