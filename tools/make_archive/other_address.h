// The address that a copy of an article has.
#pragma once

#include <string>
#include <string_view>

namespace kg::archive_maker {

/// An address for copy `copy` (from 1, below 65,536) of the article at `canonical`: canonical as
/// well, an article's where that of the original is one, another for each copy. Days in it are not
/// changed.
std::string OtherAddress(std::string_view canonical, unsigned copy);

}  // namespace kg::archive_maker
