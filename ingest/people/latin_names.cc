#include "ingest/people/latin_names.h"

#include <algorithm>
#include <array>

namespace kg::people {
namespace {

constexpr int kMostWords = 6;

// Between the words of a name. Sorted.
constexpr std::array<std::u16string_view, 20> kParticles = {
    u"al",  u"ben", u"bin", u"da",  u"das", u"de", u"del", u"della", u"der", u"di",
    u"dos", u"du",  u"el",  u"ibn", u"la",  u"le", u"ten", u"ter",   u"van", u"von"};

// Of offices, firms, works and places. Sorted.
constexpr std::array<std::u16string_view, 260> kNoNames = {u"Academy",       u"Act",
                                                           u"Affairs",       u"Africa",
                                                           u"Agency",        u"Airlines",
                                                           u"Airport",       u"Airways",
                                                           u"Album",         u"Alliance",
                                                           u"Alpha",         u"America",
                                                           u"American",      u"And",
                                                           u"Android",       u"Army",
                                                           u"Arts",          u"Asia",
                                                           u"Assembly",      u"Association",
                                                           u"Australia",     u"Authority",
                                                           u"Avenue",        u"Award",
                                                           u"Awards",        u"Band",
                                                           u"Bank",          u"Battle",
                                                           u"Bay",           u"Beta",
                                                           u"Biologics",     u"Board",
                                                           u"Books",         u"Britain",
                                                           u"Broadcasting",  u"Building",
                                                           u"Canada",        u"Capital",
                                                           u"Cathedral",     u"Center",
                                                           u"Central",       u"Centre",
                                                           u"Challenge",     u"Championship",
                                                           u"Channel",       u"China",
                                                           u"Chinese",       u"Chrome",
                                                           u"Cinema",        u"City",
                                                           u"Civil",         u"Classic",
                                                           u"Club",          u"Coast",
                                                           u"College",       u"Commission",
                                                           u"Committee",     u"Communications",
                                                           u"Company",       u"Conference",
                                                           u"Cooperation",   u"Corporation",
                                                           u"Council",       u"County",
                                                           u"Court",         u"Creek",
                                                           u"Cup",           u"Department",
                                                           u"Development",   u"Digital",
                                                           u"District",      u"Division",
                                                           u"Dynamics",      u"Edition",
                                                           u"Education",     u"Electronics",
                                                           u"Empire",        u"Energy",
                                                           u"Engine",        u"England",
                                                           u"Enterprise",    u"Entertainment",
                                                           u"Environment",   u"Europe",
                                                           u"European",      u"Exchange",
                                                           u"Express",       u"Factory",
                                                           u"Federal",       u"Films",
                                                           u"First",         u"Football",
                                                           u"Force",         u"Forum",
                                                           u"Foundation",    u"France",
                                                           u"Free",          u"Fund",
                                                           u"Gallery",       u"Game",
                                                           u"Games",         u"Germany",
                                                           u"Global",        u"Google",
                                                           u"Ground",        u"Group",
                                                           u"Guide",         u"Harbor",
                                                           u"Harbour",       u"Health",
                                                           u"Holdings",      u"Holy",
                                                           u"Hospital",      u"Hotel",
                                                           u"House",         u"Inc",
                                                           u"India",         u"Industries",
                                                           u"Industry",      u"Innovation",
                                                           u"Institute",     u"Institution",
                                                           u"International", u"Internet",
                                                           u"Island",        u"Islands",
                                                           u"Italy",         u"Japan",
                                                           u"Journal",       u"Kingdom",
                                                           u"Korea",         u"Labs",
                                                           u"Lake",          u"Law",
                                                           u"League",        u"Library",
                                                           u"Linux",         u"Live",
                                                           u"Los",           u"Magazine",
                                                           u"Management",    u"Market",
                                                           u"Media",         u"Memorial",
                                                           u"Microsoft",     u"Mobile",
                                                           u"Monument",      u"Motors",
                                                           u"Mount",         u"Mountain",
                                                           u"Movement",      u"Museum",
                                                           u"Music",         u"National",
                                                           u"Naval",         u"Network",
                                                           u"New",           u"News",
                                                           u"Night",         u"Nord",
                                                           u"Northern",      u"Ocean",
                                                           u"Office",        u"Oil",
                                                           u"Open",          u"Opera",
                                                           u"Orchestra",     u"Organization",
                                                           u"Pacific",       u"Palace",
                                                           u"Park",          u"Party",
                                                           u"Peak",          u"Performance",
                                                           u"Petroleum",     u"Pictures",
                                                           u"Place",         u"Plan",
                                                           u"Point",         u"Post",
                                                           u"Press",         u"Prize",
                                                           u"Productions",   u"Program",
                                                           u"Project",       u"Public",
                                                           u"Race",          u"Radio",
                                                           u"Railway",       u"Records",
                                                           u"Report",        u"Republic",
                                                           u"Research",      u"Reserve",
                                                           u"Resort",        u"Review",
                                                           u"River",         u"Road",
                                                           u"Royal",         u"Russia",
                                                           u"Saint",         u"San",
                                                           u"School",        u"Sea",
                                                           u"Security",      u"Series",
                                                           u"Service",       u"Show",
                                                           u"Society",       u"Software",
                                                           u"Solutions",     u"Sony",
                                                           u"Sound",         u"Southern",
                                                           u"Space",         u"Spain",
                                                           u"Special",       u"Square",
                                                           u"Stadium",       u"Standard",
                                                           u"State",         u"States",
                                                           u"Station",       u"Steria",
                                                           u"Street",        u"Studio",
                                                           u"Studios",       u"Sunset",
                                                           u"System",        u"Systems",
                                                           u"Team",          u"Technologies",
                                                           u"Technology",    u"Television",
                                                           u"The",           u"Theater",
                                                           u"Theatre",       u"Theory",
                                                           u"Times",         u"Tokyo",
                                                           u"Tour",          u"Tower",
                                                           u"Trade",         u"Treaty",
                                                           u"Trust",         u"Union",
                                                           u"United",        u"Universal",
                                                           u"University",    u"Valley",
                                                           u"Video",         u"Village",
                                                           u"War",           u"Web",
                                                           u"Western",       u"Windows",
                                                           u"Works",         u"World",
                                                           u"Yacht",         u"Yahoo"};

bool IsIn(std::span<const std::u16string_view> sorted, std::u16string_view word) {
  return std::ranges::binary_search(sorted, word);
}

bool IsJoint(const Text& text, std::size_t pos) {
  return (text.IsAt(pos, u'-') || text.IsAt(pos, u'\'') || text.IsAt(pos, u'’')) &&
         text.Is(pos + 1, kLetter);
}

std::size_t WordEnd(const Text& text, std::size_t pos) {
  while (text.Is(pos, kLetter) || IsJoint(text, pos)) ++pos;
  return pos;
}

// A word of the language or a name in capitals ("NATO") is no name of a person.
bool LooksLikeName(const Text& text, std::size_t start, std::size_t end) {
  if (IsIn(kNoNames, text.Part(start, end))) return false;
  return end - start < 2 || !text.Is(start + 1, kCapital) || text.Is(end - 1, kLetter) == false ||
         !text.Is(end - 1, kCapital);
}

std::size_t SkipBlank(const Text& text, std::size_t pos) {
  return text.IsAt(pos, u' ') ? pos + 1 : pos;
}

}  // namespace

std::optional<LatinName> LatinNameAt(const Text& text, std::size_t pos) {
  LatinName name{.start = pos};
  for (int words = 0; words < kMostWords && text.Is(pos, kLetter); ++words) {
    std::size_t end = WordEnd(text, pos);
    const bool capital = text.Is(pos, kCapital);
    if (!capital && !IsIn(kParticles, text.Part(pos, end))) break;
    if (capital && !LooksLikeName(text, pos, end)) return std::nullopt;
    const bool initial = end - pos == 1;
    if (initial && text.IsAt(end, u'.')) ++end;
    if (capital && !initial) name.end = end;
    if (capital) ++name.words;
    pos = SkipBlank(text, end);
  }
  const bool first_is_capital = text.Is(name.start, kCapital);
  if (name.end == 0 || !first_is_capital) return std::nullopt;
  return name;
}

std::optional<LatinName> GlossAt(const Text& text, std::size_t pos) {
  if (text.Is(pos, kCapital)) {
    const auto name = LatinNameAt(text, pos);
    return name && name->words >= 2 ? name : std::nullopt;
  }
  pos = SkipBlank(text, pos);
  if (!text.IsAt(pos, u'（') && !text.IsAt(pos, u'(')) return std::nullopt;
  const auto name = LatinNameAt(text, SkipBlank(text, pos + 1));
  if (!name) return std::nullopt;
  constexpr std::u16string_view kEnds = u"）),，、;；/";
  const std::size_t end = SkipBlank(text, name->end);
  if (end >= text.size() || kEnds.find(text.chars()[end]) == kEnds.npos) return std::nullopt;
  return name;
}

}  // namespace kg::people
