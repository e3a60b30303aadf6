#include "tools/train_people/name_form.h"

#include <algorithm>

#include "ingest/people/code_points.h"
#include "ingest/people/lexicon.h"

namespace kg::people {
namespace {

bool All(std::u16string_view name, std::uint32_t classes) {
  return std::ranges::all_of(name, [&](char16_t c) { return (ClassTable()[c] & classes) != 0; });
}

}  // namespace

NameForm FormOf(std::u16string_view name) {
  if (name.size() < 2) return NameForm::kOther;
  const bool dotted =
      std::ranges::any_of(name, [](char16_t c) { return (ClassTable()[c] & kDot) != 0; });
  if (dotted) return All(name, kHan | kDot) ? NameForm::kForeign : NameForm::kOther;
  if (!All(name, kHan)) return NameForm::kOther;
  const bool surname =
      (ClassTable()[name[0]] & kSurname) != 0 || LongSurnames().Longest(name).length > 0;
  if (name.size() >= 3 && All(name, kDotted) &&
      (name.size() > 3 || !All(name.substr(1), kGiven) || !surname)) {
    return NameForm::kForeign;
  }
  if (surname && name.size() <= 4) return NameForm::kChinese;
  return All(name, kDotted) ? NameForm::kForeign : NameForm::kOther;
}

}  // namespace kg::people
