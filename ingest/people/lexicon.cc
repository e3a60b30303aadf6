#include "ingest/people/lexicon.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <limits>
#include <numeric>

#include "ingest/people/code_points.h"

namespace kg::people {
namespace {

template <typename Use>
void ForEachOf(std::string_view list, Use use) {
  while (!list.empty()) {
    const std::size_t end = std::min(list.find_first_of(" \n"), list.size());
    if (end > 0) use(ToUtf16(list.substr(0, end)));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
}

void AddWords(Lexicon& lexicon, WordKind kind, std::string_view list) {
  ForEachOf(list, [&](std::u16string&& text) { lexicon.Add(text, {.kind = kind}); });
}

void AddName(Lexicon& lexicon, WordKind kind, std::string_view canonical, std::string_view others) {
  const Word word{.kind = kind, .canonical = std::string(canonical)};
  lexicon.Add(ToUtf16(canonical), word);
  ForEachOf(others, [&](std::u16string&& text) { lexicon.Add(text, word); });
}

Lexicon MakeWords() {
  Lexicon lexicon;
#define WORDS(kind, list) AddWords(lexicon, WordKind::k##kind, list);
#include "ingest/people/words.inc"
#undef WORDS
#define NAME(canonical, others) AddName(lexicon, WordKind::kPlace, canonical, others);
#include "ingest/people/places.inc"
#undef NAME
#define NAME(canonical, others) AddName(lexicon, WordKind::kOrganization, canonical, others);
#include "ingest/people/organizations.inc"
#undef NAME
#define NAME(canonical, others) AddName(lexicon, WordKind::kPerson, canonical, others);
#include "ingest/people/people.inc"
#undef NAME
  lexicon.Freeze();
  return lexicon;
}

Lexicon MakeLongSurnames() {
  constexpr std::string_view kSurnames =
#include "ingest/people/surnames.inc"
      ;
  Lexicon lexicon;
  ForEachOf(kSurnames, [&](std::u16string&& surname) { lexicon.Add(surname, {}); });
  lexicon.Freeze();
  return lexicon;
}

}  // namespace

void Lexicon::Add(std::u16string_view text, Word word) {
  if (text.size() < 2) return;
  assert(text.size() <= std::numeric_limits<std::uint8_t>::max());
  texts_.emplace_back(text);
  words_.push_back(std::move(word));
}

void Lexicon::Freeze() {
  assert(texts_.size() <= std::numeric_limits<std::uint16_t>::max());
  Sort();
  FillBuckets();
}

void Lexicon::Sort() {
  std::vector<std::size_t> order(texts_.size());
  std::iota(order.begin(), order.end(), 0U);
  // By the first two, the longest first; of equals the last one added first.
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
    const std::uint32_t key_a = KeyOf(texts_[a]);
    const std::uint32_t key_b = KeyOf(texts_[b]);
    if (key_a != key_b) return key_a < key_b;
    if (texts_[a].size() != texts_[b].size()) return texts_[a].size() > texts_[b].size();
    return texts_[a] != texts_[b] ? texts_[a] < texts_[b] : a > b;
  });
  std::vector<std::u16string> texts;
  std::vector<Word> words;
  for (const std::size_t i : order) {
    texts.push_back(std::move(texts_[i]));
    words.push_back(std::move(words_[i]));
  }
  texts_ = std::move(texts);
  words_ = std::move(words);
}

void Lexicon::FillBuckets() {
  // About six bits in a hundred are set, so few places look further for nothing.
  const std::size_t bits = std::bit_ceil(16 * texts_.size() + 64);
  hash_shift_ = 32 - std::countr_zero(bits);
  bitmap_.assign(bits / 32, 0);
  buckets_.assign(std::bit_ceil(texts_.size() + texts_.size() / 4 + 1), {});
  for (std::size_t number = 0; number < texts_.size(); ++number) AddToBucket(number);
}

void Lexicon::AddToBucket(std::size_t number) {
  const std::u16string& text = texts_[number];
  const std::uint32_t key = KeyOf(text);
  const Match match{.number = static_cast<std::uint16_t>(number),
                    .length = static_cast<std::uint8_t>(text.size()),
                    .kind = words_[number].kind};
  rests_.push_back({.start = static_cast<std::uint32_t>(rest_texts_.size()), .match = match});
  rest_texts_.append(text, 2);
  bitmap_[HashOf(key) / 32] |= 1U << (HashOf(key) % 32);
  Bucket& bucket = buckets_[SlotOf(key)];
  if (bucket.key == 0) bucket = {.key = key, .first = match.number};
  if (text.size() > 2) {
    ++bucket.longer;
    bucket.thirds |= ThirdBit(text[2]);
  } else if (bucket.two.length == 0) {
    bucket.two = match;
  }
}

// Where `key` is, or the free place where it would go.
std::size_t Lexicon::SlotOf(std::uint32_t key) const {
  std::size_t slot = HashOf(key) & (buckets_.size() - 1);
  while (buckets_[slot].key != key && buckets_[slot].key != 0) {
    slot = (slot + 1) & (buckets_.size() - 1);
  }
  return slot;
}

Lexicon::Match Lexicon::Find(std::u16string_view text) const {
  const Bucket& bucket = buckets_[SlotOf(KeyOf(text))];
  if (text.size() == 2 || (bucket.thirds & ThirdBit(text[2])) == 0) return bucket.two;
  const std::u16string_view behind = text.substr(2);
  const std::u16string_view rests = rest_texts_;
  for (std::size_t i = bucket.first; i < bucket.first + std::size_t{bucket.longer}; ++i) {
    const Rest& rest = rests_[i];
    if (behind.starts_with(rests.substr(rest.start, rest.match.length - 2U))) return rest.match;
  }
  return bucket.two;
}

const Lexicon& Words() {
  static const Lexicon lexicon = MakeWords();
  return lexicon;
}

const Lexicon& LongSurnames() {
  static const Lexicon lexicon = MakeLongSurnames();
  return lexicon;
}

}  // namespace kg::people
