// Words that pages show around an article.
#pragma once

#include <string_view>

namespace kg {

/// Whether a block of clean text is none of the article: an interface word, a copyright or
/// newsletter line, a footer of the feed, the word that a program printed in place of a value.
bool IsBoilerplate(std::string_view text);

/// "同一主题", "相关报道": what heads a list of other articles and is never a kicker.
bool IsRelatedHeading(std::string_view text);

/// "相关图集：…" heads a gallery: pictures with captions, no part of the story.
bool IsGalleryHeading(std::string_view text);

}  // namespace kg
