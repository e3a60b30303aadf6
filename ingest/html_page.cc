#include "ingest/html_page.h"

#include <algorithm>
#include <optional>
#include <unordered_set>

#include "graph/utf8.h"
#include "ingest/boilerplate.h"
#include "ingest/byline.h"
#include "ingest/page_blocks.h"
#include "ingest/page_date.h"
#include "ingest/related_list.h"

namespace kg {
namespace {

constexpr std::size_t kHeadBlocks = 6;  // a byline or a date stands among the first of a page

// What is left of a block is the article's text, when each of these has taken its part.
class PageSorter {
 public:
  explicit PageSorter(BlockPage page) : page_(std::move(page)) {}
  PageContent Sort();

 private:
  void TakeTrailer();
  void TakeTags();
  void TakeGalleries();
  void TakeHead();
  void TakeByline(std::size_t date_block);
  void TakeCredits();
  void TakeAuthorLinks();
  void AddCaptions();
  void AddParagraphs();
  void AddAnchors(const Block& block);

  BlockPage page_;
  PageContent content_{};
};

void AddOnce(std::string text, std::vector<std::string>* list,
             std::unordered_set<std::string>* seen) {
  if (!text.empty() && seen->insert(text).second) list->push_back(std::move(text));
}

// What a feed adds below an article: a heading, then addresses.
void PageSorter::TakeTrailer() {
  bool in_trailer = false;
  for (Block& block : page_.blocks) {
    const bool starts = block.text.starts_with("获取更多RSS");
    in_trailer = starts || (in_trailer && block.text.starts_with("http"));
    if (in_trailer) block.role = Role::kJunk;
  }
}

bool IsTagLine(std::string_view text) {
  return text.starts_with("Post tags:") || text.starts_with("Tags:") || text.starts_with("标签");
}

// Nothing but links with rel="tag" and what stands between them.
bool IsOnlyTags(const Block& block, const std::vector<PageLink>& links) {
  std::size_t linked = 0;
  for (const LinkPiece& piece : block.links) {
    if (!links[piece.link].tag) return false;
    linked += piece.span.end - piece.span.start;
  }
  return !block.links.empty() && linked + 2 * block.links.size() > block.code_points;
}

void PageSorter::TakeTags() {
  std::unordered_set<std::string> seen;
  for (Block& block : page_.blocks) {
    if (block.links.empty()) continue;
    const bool line = IsTagLine(block.text);
    if (!line && !IsOnlyTags(block, page_.links)) continue;
    for (const LinkPiece& piece : block.links) {
      if (!page_.links[piece.link].tag) continue;
      AddOnce(std::string(Slice(block.text, piece.span)), &content_.tags, &seen);
    }
    block.role = Role::kJunk;
  }
}

// A gallery tells its own story picture by picture; its words are captions.
void PageSorter::TakeGalleries() {
  bool in_gallery = false;
  for (Block& block : page_.blocks) {
    if (block.role != Role::kBody) continue;
    if (IsGalleryHeading(block.text)) {
      in_gallery = true;
      block.role = Role::kJunk;
    } else if (in_gallery) {
      in_gallery = block.after_image && block.container == Tag::kDiv;
      if (in_gallery) block.role = Role::kCaption;
    }
  }
}

bool IsBylineBlock(const Block& block) {
  return block.role == Role::kBody && (block.Has(kItalic) || block.container == Tag::kLi) &&
         block.container != Tag::kP && block.links.empty();
}

// The date, and the byline before it, come before the first paragraph.
void PageSorter::TakeHead() {
  if (!page_.date.empty()) {
    content_.date = page_.date;
    TakeByline(page_.date_block);
  }
  const std::size_t head = std::min(kHeadBlocks, page_.blocks.size());
  for (std::size_t i = 0; i < head; ++i) {
    Block& block = page_.blocks[i];
    if (block.role != Role::kBody) continue;
    if (LooksLikeDate(block.text)) {
      block.role = Role::kJunk;
      if (!content_.date.empty()) return;
      content_.date = block.text;
      TakeByline(i);
      return;
    }
    if (!IsBylineBlock(block)) return;
  }
}

// A list or a line in italics that the date ends, with nothing before it.
void PageSorter::TakeByline(std::size_t date_block) {
  if (date_block > kHeadBlocks) return;
  const auto end = page_.blocks.begin() + static_cast<std::ptrdiff_t>(date_block);
  const auto is_other = [](const Block& block) {
    return block.role == Role::kBody && !IsBylineBlock(block);
  };
  if (std::any_of(page_.blocks.begin(), end, is_other)) return;
  for (auto block = page_.blocks.begin(); block != end; ++block) {
    if (block->role == Role::kBody) block->role = Role::kByline;
  }
}

void PageSorter::TakeCredits() {
  bool labelled = false;  // the block before said "author:" and no more
  for (Block& block : page_.blocks) {
    const bool name_only = block.role == Role::kByline || block.Has(kInAddress) || labelled;
    labelled = block.role == Role::kBody && IsAuthorLabel(block.text);
    if (block.role != Role::kBody && block.role != Role::kByline) continue;
    if (name_only) {
      AppendNames(block.text, &content_.authors);
    } else if (!labelled) {
      const auto authors = ParseCredit(block.text);
      if (!authors) continue;
      for (const std::string& author : *authors) AppendNames(author, &content_.authors);
    }
    block.role = Role::kJunk;
  }
}

void PageSorter::TakeAuthorLinks() {
  for (std::size_t i = 0; i < page_.links.size(); ++i) {
    if (page_.links[i].author) AppendNames(LinkText(page_, i), &content_.authors);
  }
}

void PageSorter::AddCaptions() {
  std::unordered_set<std::string> seen;
  for (Block& block : page_.blocks) {
    if (block.role != Role::kCaption || IsBoilerplate(block.text)) continue;
    AddOnce(std::move(block.text), &content_.captions, &seen);
  }
}

bool IsTimeOfDay(const Block& block) { return block.Has(kInTime) && block.code_points < 40; }

void PageSorter::AddParagraphs() {
  for (Block& block : page_.blocks) {
    if (block.role != Role::kBody || IsTimeOfDay(block) || IsBoilerplate(block.text)) continue;
    const std::size_t size = SizeWithoutCredit(block.text);
    if (size < block.text.size()) {
      block.text.resize(size);
      block.code_points = static_cast<std::uint32_t>(CountCodePoints(block.text));
    }
    AddAnchors(block);
    content_.paragraphs.push_back(std::move(block.text));
  }
}

bool LeadsSomewhere(std::string_view url) {
  return !url.starts_with('#') && !url.starts_with("mailto:") && !url.starts_with("javascript:");
}

void PageSorter::AddAnchors(const Block& block) {
  for (const LinkPiece& piece : block.links) {
    const std::string& url = page_.links[piece.link].url;
    if (!LeadsSomewhere(url) || piece.span.end > block.code_points) continue;
    content_.anchors.push_back(
        {.url = url, .paragraph = content_.paragraphs.size(), .span = piece.span});
  }
}

PageContent PageSorter::Sort() {
  content_.related = TakeRelated(&page_);
  TakeTrailer();
  TakeTags();
  TakeGalleries();
  TakeAuthorLinks();
  TakeHead();
  TakeCredits();
  AddCaptions();
  AddParagraphs();
  return std::move(content_);
}

}  // namespace

// Every form known so far tells itself by its marks, so nothing hangs on the publisher: a page that
// moved to another host, or a copy of it in another archive, reads the same.
PageContent ReadHtmlPage(std::string_view html, std::string_view /*canonical_url*/) {
  return PageSorter(ReadBlocks(html)).Sort();
}

}  // namespace kg
