#include "ingest/page_regions.h"

#include <algorithm>
#include <array>

namespace kg {
namespace {

struct ClassRole {
  std::string_view word;
  Role role;
};

// Single class names, not patterns: `has-caption` is a picture and `imageCaption` its caption.
constexpr std::array kClassRoles = std::to_array<ClassRole>({
    {"StandardArticleBody_trustBadgeContainer", Role::kJunk},
    {"a-audio-player-button", Role::kJunk},
    {"addtoany_share_save_container", Role::kJunk},
    {"author-wrap", Role::kByline},
    {"caption-text", Role::kCaption},
    {"column-wrap", Role::kJunk},
    {"comment-add", Role::kJunk},
    {"copyright", Role::kJunk},
    {"element-invisible", Role::kJunk},
    {"embed-youtube-warning", Role::kJunk},
    {"entry-author-wrapper", Role::kJunk},
    {"entry-footer", Role::kJunk},
    {"entry-meta", Role::kJunk},
    {"entry-title", Role::kJunk},
    {"image-caption", Role::kCaption},
    {"imageCaption", Role::kCaption},
    {"in-article-advert", Role::kJunk},
    {"jp-relatedposts", Role::kJunk},
    {"js-postMetaLockup", Role::kJunk},
    {"m-block-ad", Role::kJunk},
    {"m-em-audio", Role::kJunk},
    {"o-self-promo", Role::kJunk},
    {"off-screen", Role::kJunk},
    {"page-title", Role::kJunk},
    {"player-with-placeholder__caption", Role::kJunk},
    {"related", Role::kRelated},
    {"service-links", Role::kJunk},
    {"sharedaddy", Role::kJunk},
    {"story-image-copyright", Role::kJunk},
    {"submitted", Role::kJunk},
    {"t-copyright", Role::kJunk},
    {"wp-caption-text", Role::kCaption},
});

// An open hash table of them: pages are full of classes, and hardly any is one of these.
constexpr std::size_t kClassSlots = 128;

constexpr std::size_t SlotOf(std::string_view word) {
  const auto at = [word](std::size_t i) { return static_cast<unsigned char>(word[i]); };
  return (word.size() + 3 * at(0) + 5 * at(word.size() / 2) + 7 * at(word.size() - 1)) %
         kClassSlots;
}

constexpr std::array<ClassRole, kClassSlots> kClassTable = [] {
  std::array<ClassRole, kClassSlots> table{};
  for (const ClassRole& known : kClassRoles) {
    std::size_t slot = SlotOf(known.word);
    while (!table[slot].word.empty()) slot = (slot + 1) % kClassSlots;
    table[slot] = known;
  }
  return table;
}();

Role RoleOfClass(std::string_view word) {
  if (word.empty()) return Role::kBody;
  for (std::size_t slot = SlotOf(word); !kClassTable[slot].word.empty();
       slot = (slot + 1) % kClassSlots) {
    if (kClassTable[slot].word == word) return kClassTable[slot].role;
  }
  return Role::kBody;
}

Role RoleOfClasses(std::string_view classes) {
  while (!classes.empty()) {
    const std::size_t end = std::min(classes.find(' '), classes.size());
    const Role role = RoleOfClass(classes.substr(0, end));
    if (role != Role::kBody) return role;
    classes.remove_prefix(std::min(end + 1, classes.size()));
  }
  return Role::kBody;
}

}  // namespace

Role RoleOf(const Token& open, Role around) {
  if (open.tag == Tag::kNav) return Role::kJunk;
  if (open.tag == Tag::kFigcaption) return Role::kCaption;
  if (open.tag == Tag::kCite && around == Role::kCaption) return Role::kJunk;  // the credit
  for (const Attribute& attribute : open.attributes) {
    Role role = Role::kBody;
    if (attribute.name == "class") role = RoleOfClasses(attribute.value);
    if (attribute.name == "data-testid" && attribute.value == "caption-paragraph") {
      role = Role::kCaption;
    }
    if (role != Role::kBody) return role;
  }
  return Role::kBody;
}

}  // namespace kg
