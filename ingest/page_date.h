// The line of a page that says when it was published.
#pragma once

#include <string_view>

namespace kg {

/// Whether all of a clean `text` is a date, with or without a time, in one of the forms that pages
/// have: "20/11/2023 - 15:42", "2020-07-08T00:54:15.550Z", "2020-07-01 18:16:08",
/// "Mon, 13 Jul 2020 22:13:12 GMT", "Dec 17th 2019", "2020年 7月 13日".
bool LooksLikeDate(std::string_view text);

}  // namespace kg
