// Which files of an archive are passed over.
#pragma once

#include <string_view>

namespace kg {

/// Whether a file, or a folder on the way to it, has a name that starts with a dot. `path` is
/// relative; "./" before it is nothing.
inline bool IsHidden(std::string_view path) {
  if (path.starts_with("./")) path.remove_prefix(2);
  return path.starts_with('.') || path.find("/.") != std::string_view::npos;
}

}  // namespace kg
