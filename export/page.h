// The explorer page: one HTML document, built from web/ and kept in the program.
#pragma once

#include <functional>
#include <ostream>
#include <string>
#include <string_view>

namespace kg {

/// What the page may fetch.
enum class PageReach {
  kNothing,   // all data is inside: a file
  kOwnServer  // it asks the server that it came from
};

/// Throws Error(kUnsupported) when the program was built without the page.
void RequirePage();

/// The page with what `write_data` writes, one JSON document without '<', as its data. Throws as
/// RequirePage() does.
void WritePage(std::ostream& out, PageReach reach,
               const std::function<void(std::ostream&)>& write_data);

/// The Content-Security-Policy that the page names, for the header of an answer.
std::string PagePolicy(PageReach reach);

/// `json` without what ends a script element: '<' and the line separators of U+2028, escaped. They
/// stand in strings alone, so it means the same.
std::string ForScript(std::string_view json);

}  // namespace kg
