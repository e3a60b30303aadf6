// Names for the people of a copy.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace kg::archive_maker {

/// What a person is called in copy `copy` whom the original calls `name`: of the same form and
/// length, parts between signs and blanks each for themselves, so that a short form stays the end
/// of the full name and a family name stays one. How many different names one gives grows with the
/// number of copies to the power of 0.7, as the number of people of a growing archive does (Heaps
/// 1978).
std::string OtherName(std::string_view name, std::uint64_t seed, unsigned copy);

}  // namespace kg::archive_maker
