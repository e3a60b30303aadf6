#include "queries/query.h"

namespace kg {

#define QUERY(word) Entry<Query> word##_query();
#include "queries/queries.def"
#undef QUERY

std::span<const Entry<Query>> Queries() {
  static const Entry<Query> kQueries[] = {
#define QUERY(word) word##_query(),
#include "queries/queries.def"
#undef QUERY
  };
  return kQueries;
}

}  // namespace kg
