// Character references (&amp; &#8212; &nbsp;) as the HTML standard reads them.
#pragma once

#include <string>
#include <string_view>

namespace kg {

/// In attributes `&copy=1` and `&copyright` stay as they are: a name without its semicolon counts
/// only where neither '=' nor a letter nor a digit follows. Addresses depend on it.
enum class EntityContext { kText, kAttribute };

/// What stands at an '&'. `length` is 0 when it is no reference, and the '&' is itself.
struct CharacterReference {
  char32_t first = 0;
  char32_t second = 0;  // 0 but for the few names that stand for two code points
  std::size_t length = 0;
};

/// Reads the reference that `text` starts with. All 2,231 names are known; numbers in the C1 range
/// mean Windows-1252, impossible ones U+FFFD. Looks at no more than the reference.
CharacterReference ReadCharacterReference(std::string_view text,
                                          EntityContext context = EntityContext::kText);

/// `text` with its references replaced by UTF-8. Other bytes stay as they are, valid or not.
std::string DecodeEntities(std::string_view text, EntityContext context = EntityContext::kText);

/// The same, behind what `out` holds already.
void AppendDecoded(std::string& out, std::string_view text,
                   EntityContext context = EntityContext::kText);

}  // namespace kg
