#include "ingest/people/tag_words.h"

#include <cstring>
#include <map>

namespace kg::people {

std::string TagWords::Pack(std::span<const Listed> words, std::uint32_t bucket_bits) {
  std::map<std::uint64_t, std::uint8_t> codes;
  std::vector<std::uint64_t> order;  // of the keys, as their words come
  const auto add = [&](std::uint64_t key, std::uint8_t code) {
    const auto [place, is_new] = codes.try_emplace(key);
    if (is_new) order.push_back(key);
    if ((place->second & kClassMask & (code != kGoesOn ? kClassMask : 0)) != 0) return;
    place->second = static_cast<std::uint8_t>(place->second | code);
  };
  for (const Listed& word : words) {
    if (word.text.size() < 2 || word.text.size() > kLongest) continue;
    std::uint64_t key = KeyOf(word.text[0], word.text[1]);
    for (std::size_t length = 2; length < word.text.size(); ++length) {
      add(key, kGoesOn);
      key = Longer(key, word.text[length]);
    }
    add(key, word.word_class & kClassMask);
  }
  const std::size_t slots = kSlots << bucket_bits;
  std::vector<std::uint16_t> fingerprints(slots);
  std::string packed(SizeFor(bucket_bits), '\0');
  for (const std::uint64_t key : order) {
    const std::size_t first = (key >> (64 - bucket_bits)) * kSlots;
    for (std::size_t slot = first; slot < first + kSlots; ++slot) {
      if (fingerprints[slot] == FingerprintOf(key)) break;
      if (fingerprints[slot] != 0) continue;
      fingerprints[slot] = FingerprintOf(key);
      packed[slots * 2 + slot] = static_cast<char>(codes[key]);
      break;
    }
  }
  std::memcpy(packed.data(), fingerprints.data(), slots * 2);
  return packed;
}

}  // namespace kg::people
