#include "graph/co_mentions.h"

#include <algorithm>

namespace kg {
namespace {

// Whether two mentions agree in `member`, which grows along both lists.
bool Share(const Entity& a, const Entity& b, std::uint32_t Mention::*member) {
  auto i = a.mentions.begin();
  auto j = b.mentions.begin();
  while (i != a.mentions.end() && j != b.mentions.end()) {
    if ((*i).*member == (*j).*member) return true;
    if ((*i).*member < (*j).*member) {
      ++i;
    } else {
      ++j;
    }
  }
  return false;
}

}  // namespace

double CoMentionWeight(const Entity& a, const Entity& b) {
  if (Share(a, b, &Mention::sentence)) return 1;
  return Share(a, b, &Mention::paragraph) ? 0.5 : 0.25;
}

MentionPlaces::MentionPlaces(const Entity& entity) {
  for (const Mention& mention : entity.mentions) {
    sentences |= std::uint64_t{1} << mention.sentence % 64;
    paragraphs |= std::uint64_t{1} << mention.paragraph % 64;
  }
}

bool GivesCoMentions(const Article& article) {
  constexpr std::size_t kMostEntities = 500;
  return article.entities.size() <= kMostEntities;
}

}  // namespace kg
