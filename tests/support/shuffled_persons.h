// Persons of a store in random order, to make findings about who is who of.
#pragma once

#include <algorithm>
#include <random>
#include <vector>

#include "graph/identity_findings.h"
#include "graph/store.h"

namespace kg {

inline std::vector<EntityName> ShuffledPersons(const GraphStore& store, std::mt19937_64& random) {
  std::vector<EntityName> persons;
  store.ForEachNode(NodeKind::kPerson, [&](const Node& node) {
    persons.push_back({node.kind, node.key});
    return true;
  });
  std::ranges::shuffle(persons, random);
  return persons;
}

}  // namespace kg
