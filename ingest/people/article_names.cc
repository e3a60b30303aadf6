#include "ingest/people/article_names.h"

#include <algorithm>

namespace kg::people {
namespace {

// 谢尔盖-绍伊古 and 谢尔盖・绍伊古 are one name. Latin names keep their dashes.
std::u16string WithDots(std::u16string_view form) {
  const std::uint32_t* classes = ClassTable();
  std::u16string name(form);
  if ((classes[name.front()] & kHan) == 0) return name;
  for (char16_t& c : name) {
    if ((classes[c] & (kDot | kDash)) != 0) c = u'·';
  }
  return name;
}

// The known person that `name`, all of it, is; null when it is none.
const std::string* KnownPerson(std::u16string_view name) {
  const Lexicon::Match match = Words().Longest(name);
  const bool known = match.length == name.size() && match.kind == WordKind::kPerson;
  return known ? &Words().CanonicalOf(match) : nullptr;
}

}  // namespace

void ArticleNames::Establish(const Text& text, const Candidate& candidate) {
  const std::u16string_view form = text.Part(candidate.start, candidate.end);
  const std::u16string name = WithDots(form);
  const bool strong = candidate.evidence == Evidence::kStrong;
  if (strong) forms_.emplace_back(form);
  if ((strong || candidate.evidence == Evidence::kKnown) && candidate.last_part > candidate.start) {
    AddShort(text.Part(candidate.last_part, candidate.end), name);
  }
  if (candidate.gloss) {
    const std::u16string_view gloss = text.Part(candidate.gloss->start, candidate.gloss->end);
    full_.try_emplace(gloss, name);
    if (candidate.gloss->words >= 2) forms_.emplace_back(gloss);
  }
}

void ArticleNames::AddShort(std::u16string_view last_part, const std::u16string& full) {
  if (last_part.size() < 2) return;
  forms_.emplace_back(last_part);
  const auto [place, is_new] = full_.try_emplace(last_part, full);
  if (!is_new && place->second != full) place->second.clear();
}

void ArticleNames::Freeze() {
  // Ordinary words and places are names only where the context says so: 罗莎·卢森堡.
  std::erase_if(forms_, [](std::u16string_view form) {
    return form.size() < 2 || Words().Longest(form).length >= form.size();
  });
  std::ranges::sort(forms_, [](std::u16string_view a, std::u16string_view b) {
    return a.front() != b.front() ? a.front() < b.front() : a.size() > b.size();
  });
  for (const std::u16string_view form : forms_) {
    starts_[form[0] % kStarts] |= kFirst;
    starts_[form[1] % kStarts] |= kSecond;
  }
}

std::size_t ArticleNames::LengthAt(const Text& text, std::size_t pos) const {
  const std::u16string_view rest = text.From(pos);
  const auto first = [](std::u16string_view form) { return form.front(); };
  for (auto form = std::ranges::lower_bound(forms_, rest.front(), {}, first);
       form != forms_.end() && form->front() == rest.front(); ++form) {
    if (rest.starts_with(*form)) return form->size();
  }
  return 0;
}

std::string_view ArticleNames::CanonicalOf(std::u16string_view form) {
  const auto [place, is_new] = canonical_.try_emplace(form);
  if (is_new) place->second = FindCanonical(form);
  return place->second;
}

std::string ArticleNames::FindCanonical(std::u16string_view form) const {
  std::u16string name = WithDots(form);
  // A short form leads to a full one, a gloss to a short form: two steps at most.
  for (int step = 0; step < 3; ++step) {
    if (const std::string* known = KnownPerson(name)) return *known;
    const auto full = full_.find(name);
    if (full == full_.end() || full->second.empty() || full->second == name) break;
    name = full->second;
  }
  return ToUtf8(name);
}

}  // namespace kg::people
