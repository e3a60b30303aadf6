// Any text as a date: what is one lies in the time that there is, and comes back from its ISO form.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "graph/time.h"
#include "ingest/page_date.h"
#include "ingest/page_time.h"

namespace {

void Check(const std::optional<kg::Time>& time) {
  if (!time) return;
  // A zone may lead a day beyond; who stores it looks at that.
  constexpr std::chrono::days kZone{1};
  if (*time < kg::kFirstTime - kZone || *time > kg::kLastTime + 2 * kZone) std::abort();
  const bool inside = *time >= kg::kFirstTime && *time <= kg::kLastTime;
  if (inside && kg::ParseIso(kg::ToIso(*time)) != time) std::abort();
  for (const kg::Period period :
       {kg::Period::kDay, kg::Period::kWeek, kg::Period::kMonth, kg::Period::kYear}) {
    const kg::Time start = kg::StartOf(*time, period);
    if (start > *time || kg::NextStart(start, period) <= *time) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  Check(kg::ParseIso(text));
  Check(kg::PageTime(text, "rfi.fr"));
  Check(kg::PageTime(text, ""));
  kg::LooksLikeDate(text);
  return 0;
}
