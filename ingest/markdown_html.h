// Markdown as HTML that holds what an article needs of it: paragraphs, links, captions.
#pragma once

#include <string>
#include <string_view>

namespace kg {

/// Paragraphs, headings, list items and quotations become paragraphs; emphasis is dropped, code is
/// text, the words for a picture are its caption, HTML stays as it is. Never fails; linear.
std::string MarkdownToHtml(std::string_view markdown);

}  // namespace kg
