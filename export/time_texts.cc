#include "export/time_texts.h"

#include <algorithm>
#include <string>

namespace kg {

void TimeTexts::Remember(Time time, Seen& seen) {
  const std::string text = "\"" + ToIso(time) + "\"";
  seen.time = time.time_since_epoch().count();
  seen.size = std::min(text.size(), seen.text.size());  // the years that there are take 22
  std::copy_n(text.begin(), seen.size, seen.text.begin());
}

}  // namespace kg
