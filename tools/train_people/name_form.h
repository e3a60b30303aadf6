// What names look like: how they are swapped for others and how they are counted.
#pragma once

#include <cstdint>
#include <string_view>

namespace kg::people {

enum class NameForm : std::uint8_t {
  kChinese,  // a family name and what looks like a given one; the Japanese ones that do too
  kForeign,  // transliterations
  kOther,    // Latin letters, a family name alone, courtesy names
};

/// `name` in simplified script.
NameForm FormOf(std::u16string_view name);

}  // namespace kg::people
