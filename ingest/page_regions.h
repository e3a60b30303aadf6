// Which elements of a page hold something else than the article, told by their classes.
#pragma once

#include <string_view>

#include "ingest/tag_scanner.h"

namespace kg {

enum class Role {
  kBody,     // the article, as long as its words do not say otherwise
  kCaption,  // of a picture, a video, a sound
  kRelated,  // the publisher's list of other articles
  kByline,   // nothing but names of authors
  kJunk,     // navigation, players, share buttons, labels, a second copy of the title
};

/// The role of what the element of `open` holds; kBody when it says nothing about it. `around` is
/// the role of the place it stands in.
Role RoleOf(const Token& open, Role around);

}  // namespace kg
