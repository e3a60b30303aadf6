// A slide of TimelineJS3, whose headlines and texts are HTML.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "graph/node_json.h"
#include "graph/time.h"

namespace kg {

/// {"year", "month", "day"} with {"hour", "minute"} where `time` is no midnight.
Json SlideDate(Time time);

/// The slide that stands before all others; `note` is plain text.
Json TitleSlide(std::string_view headline, std::string_view note);

/// `id` is unique among slides; `paragraphs` are plain texts, the link of `url` follows them where
/// it is one of the web.
Json Slide(std::string_view id, Time time, std::string_view headline,
           const std::vector<std::string>& paragraphs, std::string_view url);

}  // namespace kg
