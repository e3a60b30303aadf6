// Lists that a user chooses from by name: readers, formats, queries, commands.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "graph/error.h"

namespace kg {

template <class Base>
struct Entry {
  std::string_view name;
  std::string_view summary;
  std::unique_ptr<Base> (*make)();
};

template <class Base, class Derived>
std::unique_ptr<Base> Make() {
  return std::make_unique<Derived>();
}

/// Throws Error(kUsage) naming what there is.
template <class Base>
std::unique_ptr<Base> MakeNamed(std::span<const Entry<Base>> entries, std::string_view name) {
  std::string names;
  for (const Entry<Base>& entry : entries) {
    if (entry.name == name) return entry.make();
    names += (names.empty() ? "" : ", ") + std::string(entry.name);
  }
  throw Error(ErrorCode::kUsage, "unknown name '" + std::string(name) + "'; there is: " + names);
}

}  // namespace kg
