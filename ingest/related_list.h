// The publisher's own list of other articles, in the forms that pages have it.
#pragma once

#include <vector>

#include "ingest/article_source.h"
#include "ingest/page_blocks.h"

namespace kg {

/// The related list of `page`, in its order, each address once:
///   - links marked data-article-item-link, each with the kicker that stands before it (the kicker
///     tells of the linked article). By order of the page, as the elements around are often broken;
///   - lists of which every item is one bold link, as some publishers set below the lead;
///   - links of a block of class "related";
///   - links without any text to an article by its number, all that is left of a dropped box.
/// Makes the blocks that it took junk, headings among them.
std::vector<RawLink> TakeRelated(BlockPage* page);

}  // namespace kg
