// Where sentences end in Chinese and English news text.
#pragma once

#include <string_view>
#include <vector>

#include "graph/model.h"

namespace kg {

/// The sentences of `text`, in order, without the blanks around them; the line break ends a
/// paragraph and with it a sentence. 。！？!?… end one together with the closing quotes and
/// brackets behind them; a full stop does after a Latin word before a blank, but not in "U.S." or
/// "3.5".
std::vector<Span> Sentences(std::string_view text);

}  // namespace kg
