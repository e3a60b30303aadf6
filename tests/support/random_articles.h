// Small random archives for property tests.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "graph/article.h"
#include "graph/digest.h"
#include "graph/store.h"

namespace kg {

/// An article as one place of the archive holds it.
struct PlacedArticle {
  Article article{};
  Slot slot{};
};

/// Random articles that share a small world of addresses, names and topics, so that they link to
/// each other and to stubs, and so that some addresses come twice with other texts and times.
class RandomArchive {
 public:
  /// `addresses` is how many the full articles share; > 0.
  explicit RandomArchive(std::uint64_t seed, int addresses = 30)
      : random_(seed), addresses_(addresses) {}

  /// `count` articles, each in a place of its own.
  std::vector<PlacedArticle> Make(int count);
  /// Another text at the same place and address.
  PlacedArticle Edited(const PlacedArticle& placed);

  /// Puts more, which join `placed`, edits some of them and retracts some.
  void Change(GraphStore& store, std::vector<PlacedArticle>& placed);

 private:
  int Below(int bound);
  Article MakeArticle(int address);
  void AddNames(Article& article);
  void AddLinks(Article& article);

  std::mt19937_64 random_;
  int addresses_;
  int made_ = 0;
};

}  // namespace kg
