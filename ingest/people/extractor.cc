#include "ingest/people/extractor.h"

#include <algorithm>

#include "ingest/people/article_names.h"
#include "ingest/people/code_points.h"
#include "ingest/people/rules.h"
#include "ingest/people/tagged_names.h"
#include "ingest/people/transliteration.h"

namespace kg {
namespace people {
namespace {

// The tagger looks for names down to -kFavour, and those below kLeast need another place in the
// article that looks the same. An excerpt mostly names once whom it names: there kLeastInExcerpt
// has to do. It is short, so the tagger looks at all of it: the gate would save next to no time.
constexpr float kFavour = 1;
constexpr float kLeast = 2;
constexpr float kLeastInExcerpt = 0;

// The one person whom news call by the family name alone.
constexpr char16_t kLeader = u'习';

// A name in the whole text.
struct Hit {
  std::size_t start = 0;
  std::size_t end = 0;
  NodeKind kind = NodeKind::kPerson;
  std::string_view entity{};  // lent by the lexicon or by ArticleNames
};

// A part of the text with what the rules found in it.
struct Part {
  Part(std::size_t start, Text part) : offset(start), text(std::move(part)) {}

  std::size_t offset;
  Text text;
  std::vector<Candidate> candidates{};
  std::vector<TaggedName> tagged{};
};

NodeKind KindOf(const Candidate& candidate) {
  if (candidate.word.length == 0) return NodeKind::kPerson;
  switch (candidate.word.kind) {
    case WordKind::kPlace: return NodeKind::kPlace;
    case WordKind::kOrganization: return NodeKind::kOrganization;
    default: return NodeKind::kPerson;
  }
}

// 魏凤 where the article has 魏凤和 too: the next one in order of all that were found tells.
bool IsCutShort(std::u16string_view next, std::u16string_view form) {
  return next.size() == form.size() + 1 && next.starts_with(form);
}

// A sentence or a paragraph of something: short, and without a title.
bool IsExcerpt(const ArticleText& article) {
  constexpr std::size_t kLongest = 1200;  // bytes: about 400 Han characters
  return article.text.size() <= kLongest &&
         std::ranges::none_of(article.fields,
                              [](const auto& field) { return field.field == Field::kTitle; });
}

class Extraction {
 public:
  Extraction(const ArticleText& article, const TagModel& model)
      : article_(article),
        is_excerpt_(IsExcerpt(article)),
        text_(Decode(article.text)),
        tagger_(model, kFavour) {}

  std::vector<FoundName> Run() {
    FindParts();
    KeepLikely();
    for (const Part& part : parts_) Establish(part);
    names_.Freeze();
    const bool may_name_leader = std::ranges::count(text_.chars, kLeader) > 0;
    for (const Part& part : parts_) {
      TakeCandidates(part);
      TakeTagged(part);
      if (!names_.empty()) FindEstablished(part);
      if (may_name_leader) FindLeader(part);
    }
    return Finish();
  }

 private:
  void FindParts();
  void KeepLikely();
  void Establish(const Part& part);
  void TakeCandidates(const Part& part);
  void TakeTagged(const Part& part);
  void FindEstablished(const Part& part);
  void FindLeader(const Part& part);
  std::vector<FoundName> Finish();
  FoundName ToFound(const Hit& hit) const;
  void AddHit(const Part& part, std::size_t start, std::size_t end, NodeKind kind,
              std::string_view entity) {
    hits_.push_back({part.offset + start, part.offset + end, kind, entity});
  }

  const ArticleText& article_;
  const bool is_excerpt_;
  const DecodedText text_;
  Tagger tagger_;
  SureNames sure_{};
  std::vector<Part> parts_{};
  ArticleNames names_{};
  std::vector<Hit> hits_{};
};

void Extraction::FindParts() {
  for (const FieldSpan& field : article_.fields) {
    if (field.field == Field::kTag || field.field == Field::kRelated) continue;
    const std::size_t start = std::min<std::size_t>(field.span.start, text_.chars.size());
    const std::size_t end = std::clamp<std::size_t>(field.span.end, start, text_.chars.size());
    Part& part = parts_.emplace_back(start, Text(text_, start, end));
    part.candidates = FindCandidates(part.text);
    if (is_excerpt_) {
      tagger_.FindAll(part.text, part.tagged);
      std::erase_if(part.tagged, [](const auto& name) { return name.kind != NodeKind::kPerson; });
    } else {
      tagger_.FindPersons(part.text, sure_, part.tagged);
    }
  }
}

// Cuts what is never part of a name off the tagger's names, and drops those that are none: the
// doubtful ones that the article has not twice.
void Extraction::KeepLikely() {
  std::vector<std::u16string_view> forms;
  const auto form_of = [](const Part& part, const TaggedName& name) {
    return part.text.Part(name.start, name.end);
  };
  for (Part& part : parts_) {
    std::erase_if(part.tagged, [&](TaggedName& name) { return !TrimTagged(part.text, name); });
    for (const TaggedName& name : part.tagged) forms.push_back(form_of(part, name));
  }
  std::ranges::sort(forms);
  const float least = is_excerpt_ ? kLeastInExcerpt : kLeast;
  for (Part& part : parts_) {
    std::erase_if(part.tagged, [&](const TaggedName& name) {
      const std::u16string_view form = form_of(part, name);
      const auto [first, next] = std::equal_range(forms.begin(), forms.end(), form);
      if (IsCutShort(next == forms.end() ? form : *next, form)) return true;
      // 李小姐, 王建国先生: what such a word follows is somebody.
      if (AfterAt(part.text, name.end) == After::kHonorific) return false;
      return name.margin < least && (next - first < 2 || form.size() < 2);
    });
  }
}

void Extraction::Establish(const Part& part) {
  for (const Candidate& candidate : part.candidates) {
    if (KindOf(candidate) == NodeKind::kPerson) names_.Establish(part.text, candidate);
  }
  for (const TaggedName& name : part.tagged) {
    names_.Establish(part.text, {.start = name.start,
                                 .end = name.end,
                                 .evidence = IsSure(name) ? Evidence::kStrong : Evidence::kLocal,
                                 .last_part = LastPartOf(part.text, name.start, name.end),
                                 .gloss = GlossAt(part.text, name.end)});
  }
}

void Extraction::TakeCandidates(const Part& part) {
  for (const Candidate& candidate : part.candidates) {
    const std::u16string_view form = part.text.Part(candidate.start, candidate.end);
    const NodeKind kind = KindOf(candidate);
    const std::string_view entity =
        candidate.word.length > 0 ? Words().CanonicalOf(candidate.word) : names_.CanonicalOf(form);
    if (candidate.gloss) {
      AddHit(part, candidate.gloss->start, candidate.gloss->end, kind, entity);
    }
    AddHit(part, candidate.start, candidate.end, kind, entity);
  }
}

void Extraction::TakeTagged(const Part& part) {
  for (const TaggedName& name : part.tagged) {
    const std::string_view entity = names_.CanonicalOf(part.text.Part(name.start, name.end));
    AddHit(part, name.start, name.end, NodeKind::kPerson, entity);
    if (const auto gloss = GlossAt(part.text, name.end)) {
      AddHit(part, gloss->start, gloss->end, NodeKind::kPerson, entity);
    }
  }
}

void Extraction::FindEstablished(const Part& part) {
  const Text& text = part.text;
  for (std::size_t pos = names_.NextPlace(text, 0); pos < text.size();
       pos = names_.NextPlace(text, pos)) {
    const std::size_t length = names_.LengthAt(text, pos);
    const std::size_t end = pos + length;
    if (length == 0 || IsCutOut(text, pos, end) || AfterAt(text, end) == After::kTail) {
      ++pos;
      continue;
    }
    AddHit(part, pos, end, NodeKind::kPerson, names_.CanonicalOf(text.Part(pos, end)));
    pos = end;
  }
}

// Where the character is no part of a word.
void Extraction::FindLeader(const Part& part) {
  constexpr std::u16string_view kInWordsBehind = u"学练实复预自见陋恶研补演传温修讲积旧熟教";
  constexpr std::u16string_view kInWordsBefore = u"惯俗题作得性以气近武艺语字医仲明远酒水安";
  const std::u16string_view chars = part.text.chars();
  for (std::size_t pos = chars.find(kLeader); pos != chars.npos;
       pos = chars.find(kLeader, pos + 1)) {
    const bool behind = pos > 0 && kInWordsBehind.find(chars[pos - 1]) != chars.npos;
    const bool before = pos + 1 < chars.size() && kInWordsBefore.find(chars[pos + 1]) != chars.npos;
    if (!behind && !before) AddHit(part, pos, pos + 1, NodeKind::kPerson, "习近平");
  }
}

std::vector<FoundName> Extraction::Finish() {
  std::ranges::sort(hits_, [](const Hit& a, const Hit& b) {
    if (a.start != b.start) return a.start < b.start;
    return a.end != b.end ? a.end > b.end : a.kind < b.kind;
  });
  std::vector<FoundName> found;
  for (const Hit& hit : hits_) {
    if (found.empty() || hit.start >= found.back().span.end) found.push_back(ToFound(hit));
  }
  return found;
}

FoundName Extraction::ToFound(const Hit& hit) const {
  const std::uint32_t from = text_.byte_offsets[hit.start];
  const std::string_view quote = article_.text.substr(from, text_.byte_offsets[hit.end] - from);
  return {.span = {static_cast<std::uint32_t>(hit.start), static_cast<std::uint32_t>(hit.end)},
          .kind = hit.kind,
          .entity = std::string(hit.entity),
          .alias = quote == hit.entity ? std::string_view() : quote};
}

}  // namespace
}  // namespace people

std::vector<FoundName> ExtractNames(const ArticleText& article) {
  return ExtractNames(article, people::InstalledTagModel());
}

std::vector<FoundName> ExtractNames(const ArticleText& article, const people::TagModel& model) {
  return people::Extraction(article, model).Run();
}

}  // namespace kg
