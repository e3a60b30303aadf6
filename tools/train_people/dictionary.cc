#include "tools/train_people/dictionary.h"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "graph/error.h"
#include "ingest/people/code_points.h"

namespace kg::people {
namespace {

constexpr long kFewest = 5;  // rarer words are no help
constexpr long kFewestOfNames = 3;
constexpr long kFrequent = 300;

struct Entry {
  std::u16string text{};
  long frequency = 0;
  std::uint8_t word_class = 0;
};

// What of a part of speech tells where names are: 1 persons, 2 places, and so on.
std::uint8_t ClassOf(std::string_view part) {
  if (part.starts_with("nr")) return part == "nr" ? 1 : 2;  // nrt, nrfg: transliterations, authors
  if (part == "ns") return 3;
  if (part == "nt" || part == "nz") return 4;
  switch (part.front()) {
    case 'v': return 5;
    case 'n': return 6;
    case 't': return 7;
    case 'a':
    case 'd':
    case 'z': return 8;
    case 'm':
    case 'q': return 9;
    case 'i':
    case 'l': return 10;
    case 's':
    case 'f': return 11;
    case 'p':
    case 'c':
    case 'u':
    case 'r': return 12;
    default: return 13;
  }
}

constexpr std::uint8_t kClassesOfParts = 14;

bool IsChineseName(const std::u16string& text) {
  const std::uint32_t* classes = ClassTable();
  return text.size() == 3 && (classes[text[0]] & kSurname) != 0 &&
         (classes[text[1]] & kGiven) != 0 && (classes[text[2]] & kGiven) != 0;
}

}  // namespace

Dictionary ReadDictionary(const std::string& path) {
  std::ifstream in(path);
  if (!in) throw Error(ErrorCode::kNotFound, "cannot open " + path);
  std::vector<Entry> entries;
  const auto is_traditional = [](char16_t c) { return (ClassTable()[c] & kTraditional) != 0; };
  Dictionary dictionary;
  for (std::string line; std::getline(in, line);) {
    std::istringstream fields(line);
    std::string word;
    std::string part;
    Entry entry;
    if (!(fields >> word >> entry.frequency >> part)) {
      throw Error(ErrorCode::kCorrupt, "no line of a dictionary: " + line);
    }
    entry.text = ToUtf16(word);
    if (std::ranges::any_of(entry.text, is_traditional)) continue;
    if (part == "nr" && IsChineseName(entry.text)) dictionary.persons.push_back(word);
    if (part == "ns" && entry.text.size() > 1) dictionary.places.push_back(word);
    if (part == "nt" && entry.text.size() > 2) dictionary.organizations.push_back(word);
    if (entry.frequency < (part == "nr" ? kFewestOfNames : kFewest)) continue;
    entry.word_class = static_cast<std::uint8_t>(
        ClassOf(part) + (entry.frequency >= kFrequent ? kClassesOfParts : 0));
    entries.push_back(std::move(entry));
  }
  std::ranges::stable_sort(entries, std::ranges::greater{}, &Entry::frequency);
  for (Entry& entry : entries) {
    dictionary.words.push_back({std::move(entry.text), entry.word_class});
  }
  return dictionary;
}

}  // namespace kg::people
