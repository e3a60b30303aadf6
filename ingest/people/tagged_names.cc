#include "ingest/people/tagged_names.h"

#include <algorithm>

#include "ingest/people/latin_names.h"
#include "ingest/people/surname_names.h"
#include "ingest/people/transliteration.h"

namespace kg::people {
namespace {

bool StandsBeside(WordKind kind) {
  return kind == WordKind::kTitle || kind == WordKind::kRole || kind == WordKind::kHonorific ||
         kind == WordKind::kSpeech || kind == WordKind::kAction;
}

// 莉莉姐, 李哥: what relatives and friends are called by.
bool IsAddress(const Text& text, std::size_t pos) {
  constexpr std::u16string_view kAddresses = u"姐哥嫂叔姨";
  return kAddresses.find(text.chars()[pos]) != kAddresses.npos;
}

void CutWordsBefore(const Text& text, TaggedName& name) {
  for (;;) {
    const Lexicon::Match match = text.WordAt(name.start);
    if (match.length == 0 || !StandsBeside(match.kind) || name.start + match.length >= name.end) {
      return;
    }
    name.start += match.length;
  }
}

void CutWordsBehind(const Text& text, TaggedName& name) {
  for (std::size_t pos = name.start + 1; pos < name.end; ++pos) {
    const Lexicon::Match match = text.WordAt(pos);
    if (pos + match.length == name.end && StandsBeside(match.kind)) name.end = pos;
  }
  if (name.end - name.start > 1 && IsAddress(text, name.end - 1)) --name.end;
}

// The span is a word of another kind, or the beginning of one.
bool IsWord(const Text& text, const TaggedName& name) {
  const Lexicon::Match match = text.WordAt(name.start);
  return match.length >= name.end - name.start && match.kind != WordKind::kPerson &&
         match.kind != WordKind::kCollides;
}

// 加洛斯 in 罗兰·加洛斯: a word of another kind holds all of it.
bool IsInWord(const Text& text, const TaggedName& name) {
  constexpr std::size_t kFarthest = 8;
  for (std::size_t back = 1; back <= std::min(name.start, kFarthest); ++back) {
    const Lexicon::Match match = text.WordAt(name.start - back);
    if (match.length >= back + name.end - name.start && match.kind != WordKind::kPerson)
      return true;
  }
  return false;
}

// 称赞 + 沃尔兹, 登陆 + 月球, 公司 + 马斯达尔: a word that begins before the name takes its part.
void CutCrossingWord(const Text& text, TaggedName& name) {
  constexpr std::size_t kFarthest = 3;
  for (std::size_t back = std::min(name.start, kFarthest); back > 0; --back) {
    const Lexicon::Match match = text.WordAt(name.start - back);
    const bool crosses = match.length > back && match.length < back + name.end - name.start;
    const bool takes = match.kind == WordKind::kOrdinary || match.kind == WordKind::kTail ||
                       StandsBeside(match.kind);
    if (!crosses || !takes) continue;
    name.start += match.length - back;
    return;
  }
}

bool AllAre(const Text& text, std::size_t start, std::size_t end, std::uint32_t classes) {
  while (start < end && text.Is(start, classes)) ++start;
  return start == end;
}

// 沙利文 + 维也纳: a place that ends behind a transliteration takes its part of it.
void CutCrossingPlace(const Text& text, TaggedName& name) {
  if (!AllAre(text, name.start, name.end, kTranslit)) return;
  for (std::size_t start = name.start + 2; start < name.end; ++start) {
    const Lexicon::Match match = text.WordAt(start);
    if (match.kind != WordKind::kPlace || start + match.length <= name.end) continue;
    name.end = start;
    return;
  }
}

// 装甲军珀西·霍巴特: what stands before a name with dots is written with other characters than it.
void CutBeforeDottedName(const Text& text, TaggedName& name) {
  constexpr std::size_t kShortest = 2;
  std::size_t dot = name.start;
  while (dot < name.end && !text.Is(dot, kDot)) ++dot;
  if (dot == name.end) return;
  std::size_t start = dot;
  while (start > name.start && text.Is(start - 1, kDotted)) --start;
  if (dot - start >= kShortest) name.start = start;
}

// 朱熹任(知府): somebody known, and the beginning of what he does.
void CutBehindKnown(const Text& text, TaggedName& name) {
  const Lexicon::Match match = text.WordAt(name.start);
  const std::size_t end = name.start + match.length;
  if (match.kind != WordKind::kPerson || match.length == 0 || end >= name.end) return;
  if (AllAre(text, name.start, end, kTranslit) || text.Is(end, kDot | kDash)) return;
  if (!IsPartOfLongerName(text, name.start, end)) name.end = end;
}

// 张三也, 约翰逊还: words of one character that end next to no name.
void CutFunctionWord(const Text& text, TaggedName& name) {
  constexpr std::u16string_view kWords =
      u"也亦却又均皆仍未才还都很没不这那您你我他她它们吗呢吧啊的了是被把给跟";
  constexpr std::size_t kJapanese = 4;  // 木村拓也
  const std::size_t size = name.end - name.start;
  if (size < 3 || kWords.find(text.chars()[name.end - 1]) == kWords.npos) return;
  if (size >= kJapanese && text.IsAt(name.end - 1, u'也') &&
      LongSurnames().Longest(text.From(name.start)).length > 0) {
    return;
  }
  --name.end;
}

// 欧阳 + 建国: given names that are words too stand behind the long family names of China. Those of
// Japan look the same and are alone more often.
void TakeGivenName(const Text& text, TaggedName& name) {
  constexpr std::u16string_view kSurnames =
      u"欧阳 司马 诸葛 上官 司徒 皇甫 尉迟 公孙 慕容 令狐 宇文";
  if (name.end - name.start != 2) return;
  if (kSurnames.find(text.Part(name.start, name.end)) == kSurnames.npos) return;
  const Lexicon::Match match = text.WordAt(name.end);
  if (match.kind == WordKind::kCollides) name.end += match.length;
}

// 查理四世升(为), 路易(十五世): a king's name ends with his number.
void EndWithKingsNumber(const Text& text, TaggedName& name) {
  std::size_t end = name.start + 1;
  while (end < name.end && text.Is(end, kDotted | kDot)) ++end;
  const std::size_t with_number = EndWithNumber(text, end);
  if (with_number > end && end - name.start > 1) name.end = with_number;
}

// 勒庞晋(级): somebody known by a transliteration, and the beginning of a word.
bool IsKnownAndMore(const Text& text, const TaggedName& name) {
  const Lexicon::Match match = text.WordAt(name.start);
  const std::size_t end = name.start + match.length;
  return match.kind == WordKind::kPerson && end + 1 == name.end &&
         AllAre(text, name.start, end, kTranslit) && !text.Is(end, kTranslit);
}

// Whether a word of the lexicon of that kind ends at `end`.
bool EndsWord(const Text& text, std::size_t end, WordKind kind) {
  constexpr std::size_t kFarthest = 6;
  for (std::size_t length = 2; length <= std::min(end, kFarthest); ++length) {
    const Lexicon::Match match = text.WordAt(end - length);
    if (match.length == length && match.kind == kind) return true;
  }
  return false;
}

// 着陆器“维克拉姆”: what the name in quotes was given to stands before it.
bool IsNameOfThing(const Text& text, const TaggedName& name) {
  return name.start > 0 && (text.IsAt(name.start - 1, u'“') || text.IsAt(name.start - 1, u'「')) &&
         EndsWord(text, name.start - 1, WordKind::kTail);
}

// 敖德萨、切尔诺莫斯克: the next of a list that has a place, unless the tagger knows better.
bool FollowsPlaceInList(const Text& text, const TaggedName& name) {
  constexpr float kKnowsBetter = 6;
  return name.start > 0 && text.IsAt(name.start - 1, u'、') && name.margin < kKnowsBetter &&
         AllAre(text, name.start, name.end, kTranslit) &&
         EndsWord(text, name.start - 1, WordKind::kPlace);
}

// Signs and line breaks around a name are none of it.
void CutSigns(const Text& text, TaggedName& name) {
  while (name.start < name.end && !text.Is(name.start, kHan | kLetter)) ++name.start;
  while (name.start < name.end && !text.Is(name.end - 1, kHan | kLetter)) --name.end;
}

// Han characters, initials and the signs between the parts of a transliteration.
bool IsOfOnePiece(const Text& text, const TaggedName& name) {
  for (std::size_t pos = name.start; pos < name.end; ++pos) {
    if (!text.Is(pos, kHan | kLetter | kDot | kDash) && !text.IsAt(pos, u'.')) return false;
  }
  return true;
}

// 40 万公升: the rest of a number.
bool IsRestOfNumber(const Text& text, const TaggedName& name) {
  if (!text.IsAt(name.start, u'万') && !text.IsAt(name.start, u'余')) return false;
  std::size_t before = name.start;
  if (before > 0 && text.IsAt(before - 1, u' ')) --before;
  return before > 0 && text.Is(before - 1, kDigit);
}

// 乌波法德: countries, one character each.
bool IsListOfCountries(const Text& text, const TaggedName& name) {
  constexpr std::u16string_view kCountries = u"中美英法德俄日韩朝印乌波意西葡荷比澳加欧土伊以";
  return name.end - name.start > 2 &&
         std::ranges::all_of(text.Part(name.start, name.end),
                             [&](char16_t c) { return kCountries.find(c) != kCountries.npos; });
}

// 江家: all of a family. 李家庄: a village called after one.
bool IsFamily(const Text& text, const TaggedName& name) {
  constexpr std::u16string_view kVillages = u"屯庄沟坪寨岭湾坝坡店营堡洼峪岗塘集窑铺";
  if (!text.IsAt(name.start + 1, u'家')) return false;
  const std::size_t size = name.end - name.start;
  return size == 2 || (size == 3 && kVillages.find(text.chars()[name.end - 1]) != kVillages.npos);
}

// 郑国, 赵国: states of old, unless the tagger knows better.
bool IsStateOfOld(const Text& text, const TaggedName& name) {
  constexpr std::u16string_view kStates = u"齐楚燕韩赵魏秦晋宋鲁卫郑陈蔡吴越曹许梁蜀唐周辰";
  constexpr float kKnowsBetter = 6;
  return name.end - name.start == 2 && text.IsAt(name.start + 1, u'国') &&
         kStates.find(text.chars()[name.start]) != kStates.npos && name.margin < kKnowsBetter;
}

// 图尔马莱山口飘雪: that many characters in a row are a transliteration, a king, or several words.
bool IsSeveralWords(const Text& text, const TaggedName& name) {
  constexpr std::size_t kLong = 6;
  if (text.IsAt(name.end - 1, u'世')) return false;
  bool of_others = false;
  for (std::size_t pos = name.start; pos < name.end; ++pos) {
    if (text.Is(pos, kDot | kDash | kLetter)) return false;
    of_others = of_others || !text.Is(pos, kDotted);
  }
  return of_others && name.end - name.start >= kLong;
}

// 天浩盛世: four characters or more, most of them of no transliteration, are a long family name, a
// king, or no person, unless the tagger knows better.
bool IsLongForAName(const Text& text, const TaggedName& name) {
  constexpr std::size_t kLong = 4;
  constexpr float kKnowsBetter = 3;
  const std::size_t size = name.end - name.start;
  if (size < kLong || name.margin >= kKnowsBetter) return false;
  std::size_t others = 0;
  for (std::size_t pos = name.start; pos < name.end; ++pos) {
    others += text.Is(pos, kDotted | kDot | kDash | kLetter) ? 0U : 1U;
  }
  return others * 2 > size && EndWithNumber(text, name.end - 2) != name.end &&
         LongSurnames().Longest(text.From(name.start)).length == 0;
}

// A single word in Latin letters is mostly a place or a firm.
bool IsLatinName(const Text& text, const TaggedName& name) {
  constexpr float kSureOfOneWord = 3;
  const auto latin = LatinNameAt(text, name.start);
  return latin && latin->end == name.end && (latin->words >= 2 || name.margin >= kSureOfOneWord);
}

// 邢台市 and the like, unless the tagger knows better.
bool IsPlaceByTail(const Text& text, const TaggedName& name) {
  constexpr float kKnowsBetter = 8;
  // 比尔根山: given names end so too, transliterations do not.
  if (text.IsAt(name.end - 1, u'山') && name.end - name.start > 3 &&
      AllAre(text, name.start, name.end - 1, kTranslit)) {
    return true;
  }
  return text.Is(name.end - 1, kTail) && name.end - name.start > 2 && name.margin < kKnowsBetter;
}

}  // namespace

bool TrimTagged(const Text& text, TaggedName& name) {
  CutSigns(text, name);
  if (name.start == name.end) return false;
  CutCrossingWord(text, name);
  CutCrossingPlace(text, name);
  CutBeforeDottedName(text, name);
  CutBehindKnown(text, name);
  EndWithKingsNumber(text, name);
  TakeGivenName(text, name);
  CutFunctionWord(text, name);
  CutWordsBefore(text, name);
  CutWordsBehind(text, name);
  if (text.Is(name.start, kLetter)) return IsLatinName(text, name);
  return IsOfOnePiece(text, name) && !IsWord(text, name) && !IsInWord(text, name) &&
         !IsFamily(text, name) && !IsStateOfOld(text, name) && !IsKnownAndMore(text, name) &&
         !IsNameOfThing(text, name) && !FollowsPlaceInList(text, name) &&
         !IsPlaceByTail(text, name) && !IsListOfCountries(text, name) &&
         !IsRestOfNumber(text, name) && !IsSeveralWords(text, name) &&
         !IsLongForAName(text, name) && AfterAt(text, name.end) != After::kTail;
}

bool IsSure(const TaggedName& name) {
  constexpr float kSure = 5;
  return name.margin >= kSure && name.end - name.start > 1;
}

std::size_t LastPartOf(const Text& text, std::size_t start, std::size_t end) {
  for (std::size_t pos = end; pos-- > start;) {
    if (text.Is(pos, kDot | kDash)) return pos + 1;
  }
  return start;
}

}  // namespace kg::people
