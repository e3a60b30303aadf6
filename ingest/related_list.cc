#include "ingest/related_list.h"

#include <algorithm>
#include <string>
#include <unordered_set>

#include "graph/utf8.h"
#include "ingest/boilerplate.h"

namespace kg {
namespace {

class RelatedTaker {
 public:
  explicit RelatedTaker(BlockPage* page) : page_(*page) {}

  std::vector<RawLink> Take() {
    MarkBoldLists();
    for (std::size_t i = 0; i < page_.links.size(); ++i) TakeLink(i);
    for (Block& block : page_.blocks) {
      if (block.role == Role::kRelated) block.role = Role::kJunk;
    }
    return std::move(related_);
  }

 private:
  void MarkBoldLists();
  void TakeLink(std::size_t index);
  std::string TakeKicker(const PageLink& link);
  void TakeHeading(std::size_t before);
  void Add(std::size_t index, std::string kicker);

  BlockPage& page_;
  std::vector<RawLink> related_{};
  std::unordered_set<std::string> seen_{};
  std::size_t kickers_from_ = 0;  // blocks before this belong to earlier items
};

// Numbers: /content/article/5494127.html, /a/4376094.html.
bool IsBareArticleNumber(std::string_view url) {
  constexpr std::string_view kEnd = ".html";
  if (!url.starts_with('/') || !url.ends_with(kEnd)) return false;
  const std::string_view last = url.substr(url.rfind('/') + 1);
  const std::string_view number = last.substr(0, last.size() - kEnd.size());
  return number.size() >= 4 && number.find_first_not_of("0123456789") == std::string_view::npos;
}

bool IsOneBoldLink(const Block& block) {
  return block.role == Role::kBody && block.container == Tag::kLi && block.Has(kBold) &&
         block.links.size() == 1 && block.links[0].span.start == 0 &&
         block.links[0].span.end == block.code_points;
}

// Every item of a run of list items has to be of the form: a list of sources may have some that
// are.
void RelatedTaker::MarkBoldLists() {
  std::vector<Block>& blocks = page_.blocks;
  for (std::size_t from = 0; from < blocks.size();) {
    std::size_t end = from;
    bool all = true;
    for (; end < blocks.size() && blocks[end].container == Tag::kLi; ++end) {
      all = all && IsOneBoldLink(blocks[end]);
    }
    for (std::size_t i = from; all && i < end; ++i) blocks[i].role = Role::kRelated;
    if (all && end > from) TakeHeading(from);
    from = std::max(end, from + 1);
  }
}

void RelatedTaker::TakeLink(std::size_t index) {
  const PageLink& link = page_.links[index];
  if (link.pieces == 0) {
    if (!link.image && IsBareArticleNumber(link.url)) Add(index, {});
    return;
  }
  Block& block = page_.blocks[link.block];
  if (link.item) {
    Add(index, TakeKicker(link));
    for (std::size_t i = link.block; i < link.block + link.pieces && i < page_.blocks.size(); ++i) {
      page_.blocks[i].role = Role::kJunk;
    }
    kickers_from_ = link.block + 1;
  } else if (block.role == Role::kRelated) {
    Add(index, {});
  }
}

// The last words before the link that are set as a kicker, in its own block or in one before.
std::string RelatedTaker::TakeKicker(const PageLink& link) {
  const Block& own = page_.blocks[link.block];
  if (!own.links.empty() && own.links[0].span.start > 1) {
    return std::string(Slice(own.text, {0, own.links[0].span.start - 1}));
  }
  std::string kicker;
  for (std::size_t i = link.block; i > kickers_from_; --i) {
    Block& before = page_.blocks[i - 1];
    if (before.container == Tag::kP || !before.Has(kInSpan)) break;
    before.role = Role::kJunk;
    if (IsRelatedHeading(before.text)) break;
    if (kicker.empty()) kicker = before.text;
  }
  return kicker;
}

void RelatedTaker::TakeHeading(std::size_t before) {
  if (before > 0 && IsRelatedHeading(page_.blocks[before - 1].text)) {
    page_.blocks[before - 1].role = Role::kJunk;
  }
}

void RelatedTaker::Add(std::size_t index, std::string kicker) {
  const PageLink& link = page_.links[index];
  if (!seen_.insert(link.url).second) return;
  related_.push_back(
      {.url = link.url, .text = LinkText(page_, index), .kicker = std::move(kicker)});
}

}  // namespace

std::vector<RawLink> TakeRelated(BlockPage* page) { return RelatedTaker(page).Take(); }

}  // namespace kg
