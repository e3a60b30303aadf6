// How much two articles tell the same story.
#pragma once

#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "graph/store.h"

namespace kg {

/// What an article is about.
struct Profile {
  struct Name {
    NodeId id;
    double weight;
    bool person;
  };
  Node article{};
  std::vector<Name> names{};  // sorted by id; without those that no other article has
  double length = 0;          // of the vector of weights
  std::set<NodeId> links{};   // articles that it links to
};

/// Makes profiles; counts the articles of a name once.
class Profiler {
 public:
  explicit Profiler(const GraphStore& store) : store_(store) {}

  /// Of a stub only what it is called.
  Profile Of(const Node& article);

  const std::string& NameOf(NodeId id) const { return names_.at(id); }

 private:
  void Add(const Node& name, Profile& profile);

  const GraphStore& store_;
  std::unordered_map<NodeId, double> weights_;
  std::unordered_map<NodeId, std::string> names_;
};

bool AreLinked(const Profile& a, const Profile& b);

/// From 0 to 1; see story.h.
double Kinship(const Profile& a, const Profile& b);

/// The names both have, heaviest first.
std::vector<NodeId> SharedNames(const Profile& a, const Profile& b);

}  // namespace kg
