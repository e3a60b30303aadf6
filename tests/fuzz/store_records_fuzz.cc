// Any bytes as what the store keeps beside articles: packed texts, versions, withdrawals, the
// indexes of texts and names, lists of co-mentions.

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/article_writer.h"
#include "graph/co_mention_list.h"
#include "graph/error.h"
#include "graph/name_index.h"
#include "graph/text_codec.h"
#include "graph/text_postings.h"
#include "graph/withdrawal.h"

namespace {

// Damage is reported as such; what is read is written again as it was.
template <typename Decode, typename Encode>
void Try(std::string_view bytes, const Decode& decode, const Encode& encode) {
  try {
    if (encode(decode(bytes)) != bytes) std::abort();
  } catch (const kg::Error& error) {
    if (error.code() != kg::ErrorCode::kCorrupt) std::abort();
  }
}

// All ways to read a list of co-mentions see the same pairs.
void ReadCoMentions(std::string_view bytes) {
  try {
    const std::vector<kg::ListedPair> pairs = kg::DecodeCoMentions(bytes);
    kg::CoMentionReader counts(bytes);
    kg::ListedPair pair;
    for (const kg::ListedPair& one : pairs) {
      if (!counts.NextCounts(pair) || pair.other != one.other || pair.counts != one.counts)
        std::abort();
    }
    if (counts.NextCounts(pair)) std::abort();
    if (std::ranges::adjacent_find(pairs, std::ranges::greater_equal{}, &kg::ListedPair::other) !=
        pairs.end())
      return;  // no list that was written: pairs are found in order
    kg::CoMentionReader some(bytes);
    for (std::size_t i = 1; i < pairs.size(); i += 2) {
      if (!some.Find(pairs[i].other, pair) || pair != pairs[i]) std::abort();
    }
  } catch (const kg::Error& error) {
    if (error.code() != kg::ErrorCode::kCorrupt) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (kg::UnpackText(kg::PackText(bytes)) != bytes) std::abort();
  try {
    const std::string text = kg::UnpackText(bytes);
    if (kg::UnpackText(kg::PackText(text)) != text) std::abort();
  } catch (const kg::Error& error) {
    if (error.code() != kg::ErrorCode::kCorrupt) std::abort();
  }
  Try(bytes, kg::DecodeVersion, kg::EncodeVersion);
  ReadCoMentions(bytes);
  try {
    kg::EncodeWithdrawal(kg::DecodeWithdrawal(bytes));
  } catch (const kg::Error& error) {
    if (error.code() != kg::ErrorCode::kCorrupt) std::abort();
  }
  try {
    kg::ForEachNamePair(U'马', std::nullopt, bytes, [](const kg::NamePair&) {});
    kg::ForEachPosting(0, 0, bytes, {0, UINT32_MAX}, [](auto...) {});
  } catch (const kg::Error& error) {
    if (error.code() != kg::ErrorCode::kCorrupt) std::abort();
  }
  return 0;
}
