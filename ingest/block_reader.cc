#include "ingest/block_reader.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "graph/utf8.h"
#include "ingest/entities.h"

namespace kg {
namespace {

// Regions within regions: a label in a caption in a list. Deeper ones take the role around them.
constexpr std::size_t kMaxRegions = 4;

std::uint8_t StyleOf(Tag tag) {
  switch (tag) {
    case Tag::kB:
    case Tag::kStrong: return kBold;
    case Tag::kI:
    case Tag::kEm: return kItalic;
    case Tag::kSpan: return kInSpan;
    case Tag::kSmall: return kSmallPrint;
    case Tag::kTime: return kInTime;
    case Tag::kAddress: return kInAddress;
    default: return 0;
  }
}

bool HasWord(std::string_view list, std::string_view word) {
  for (std::size_t at = list.find(word); at != std::string_view::npos;
       at = list.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || list[at - 1] == ' ') && (end == list.size() || list[end] == ' ')) return true;
  }
  return false;
}

// Icons, counters and file names have alternative texts too; a caption is a phrase.
bool IsCaption(std::string_view alt) {
  return alt.size() >= 12 && alt.front() != '[' && alt.find("logo") == std::string_view::npos &&
         std::ranges::any_of(alt, [](char c) { return static_cast<signed char>(c) < 0; });
}

}  // namespace

BlockPage BlockReader::Read() {
  for (Token token = scanner_.Next(); token.kind != TokenKind::kEnd; token = scanner_.Next()) {
    if (token.kind == TokenKind::kText) {
      OnText(token.text);
    } else if (token.kind == TokenKind::kClose) {
      OnClose(token);
    } else if (IsVoid(token.tag)) {
      OnVoid(token);
    } else if (!IsUnreadable(token.tag) || !scanner_.SkipBehindClose(token.tag)) {
      OnOpen(token);
    }
  }
  Break();
  PushAltText();
  ForgiveOpenRegions();
  return std::move(page_);
}

void BlockReader::OnText(std::string_view raw) {
  const std::size_t before = text_.code_points();
  const std::size_t bytes_before = text_.text().size();
  text_.Append(raw);
  if (text_.code_points() == before) return;
  if (before == 0) {
    block_.container = container_;
    block_.role = role();
    block_.after_image = after_image_;
    if (after_image_ && (styles_ & kSmallPrint) != 0 && block_.role == Role::kBody) {
      block_.role = Role::kCaption;
    }
  }
  block_.styles &= styles_;
  if (!link_) return;
  if (!link_->start) link_->start = before + (text_.text()[bytes_before] == ' ' ? 1 : 0);
  link_->end = text_.code_points();
}

void BlockReader::OnOpen(const Token& token) {
  if (token.tag == Tag::kOther) return;
  if (IsBlock(token.tag)) OpenBlock(token.tag);
  ChangeStyle(token.tag, 1);
  if (token.tag == Tag::kA) OpenLinkAt(token.attributes);
  if (token.tag == Tag::kVideo || token.tag == Tag::kAudio) after_image_ = true;
  if (page_.date.empty()) ReadDate(token);
  OpenRegion(token);
}

void BlockReader::OpenBlock(Tag tag) {
  if (tag == Tag::kP || tag == Tag::kLi) CloseLink();
  Break();
  container_ = tag;
  // Styles that were never closed end with the paragraph.
  style_depths_ = {};
  styles_ = 0;
}

void BlockReader::OnClose(const Token& token) {
  if (token.tag == Tag::kOther) return;
  LeaveRegions(token.tag);
  if (token.tag == Tag::kA) CloseLink();
  ChangeStyle(token.tag, -1);
  if (!IsBlock(token.tag)) return;
  if (token.tag == Tag::kP || token.tag == Tag::kLi) CloseLink();
  Break();
  container_ = Tag::kOther;
}

void BlockReader::OnVoid(const Token& token) {
  switch (token.tag) {
    case Tag::kBr: Break(); break;
    case Tag::kHr:
      Break();
      container_ = Tag::kOther;
      PushAltText();
      after_image_ = false;
      break;
    case Tag::kImg: OnImage(token.attributes); break;
    case Tag::kMeta:
      if (page_.date.empty()) ReadDate(token);
      break;
    default: break;
  }
}

void BlockReader::OnImage(std::span<const Attribute> attributes) {
  if (link_) page_.links[link_->link].image = true;
  if (!text_.empty() || role() == Role::kJunk || role() == Role::kRelated) return;  // an icon
  PushAltText();
  after_image_ = true;
  alt_text_ = CleanText(FindAttribute(attributes, "alt").value_or(""));
}

void BlockReader::OpenLinkAt(std::span<const Attribute> attributes) {
  CloseLink();
  PageLink link{.block = page_.blocks.size()};
  for (const Attribute& attribute : attributes) {
    if (attribute.name == "href") {
      link.url = DecodeEntities(attribute.value, EntityContext::kAttribute);
    } else if (attribute.name == "rel") {
      link.tag = HasWord(attribute.value, "tag") && !HasWord(attribute.value, "category");
      link.author = HasWord(attribute.value, "author");
    } else if (attribute.name == "data-article-item-link") {
      link.item = true;
    }
  }
  if (link.url.empty()) return;
  page_.links.push_back(std::move(link));
  link_ = {.link = page_.links.size() - 1, .start = std::nullopt};
}

// Notes the part of the open link that lies in this block.
void BlockReader::EndPiece() {
  if (!link_ || !link_->start) return;
  PageLink& link = page_.links[link_->link];
  if (link.pieces++ == 0) link.block = page_.blocks.size();
  block_.links.push_back({.link = link_->link,
                          .span = {static_cast<std::uint32_t>(*link_->start),
                                   static_cast<std::uint32_t>(link_->end)}});
  link_->start.reset();
}

void BlockReader::CloseLink() {
  EndPiece();
  link_.reset();
}

void BlockReader::OpenRegion(const Token& token) {
  for (Region& region : regions_) {
    if (region.tag == token.tag) ++region.depth;
  }
  if (regions_.size() == kMaxRegions || role() == Role::kJunk) return;
  Role role_inside = RoleOf(token, role());
  // `<figcaption><span>words</span> <span>© agency</span>`: the second span is the credit.
  if (token.tag == Tag::kSpan && role() == Role::kCaption && role_inside == Role::kBody &&
      !text_.empty() && text_.blank_due()) {
    role_inside = Role::kJunk;
  }
  if (role_inside == Role::kBody) return;
  Break();
  regions_.push_back({role_inside, token.tag, 1, page_.blocks.size()});
}

void BlockReader::LeaveRegions(Tag tag) {
  for (std::size_t i = 0; i < regions_.size(); ++i) {
    if (regions_[i].tag != tag || --regions_[i].depth != 0) continue;
    Break();
    regions_.erase(regions_.begin() + static_cast<std::ptrdiff_t>(i), regions_.end());
    return;
  }
}

// The end tag was lost: better some words too many than an article without its text.
void BlockReader::ForgiveOpenRegions() {
  if (regions_.empty()) return;
  const Region& outer = regions_.front();
  for (std::size_t i = outer.first_block; i < page_.blocks.size(); ++i) {
    Role& role_there = page_.blocks[i].role;
    if (role_there != Role::kCaption || outer.role == Role::kCaption) role_there = Role::kBody;
  }
}

void BlockReader::ReadDate(const Token& token) {
  std::optional<std::string_view> date;
  if (token.tag == Tag::kTime) {
    date = FindAttribute(token.attributes, "pudate");
    if (!date) date = FindAttribute(token.attributes, "datetime");
  } else if (token.tag == Tag::kSpan || token.tag == Tag::kMeta) {
    const std::string_view property =
        FindAttribute(token.attributes, "property").value_or(std::string_view{});
    if (HasWord(property, "dc:date") || property == "article:published_time") {
      date = FindAttribute(token.attributes, "content");
    }
  }
  if (!date) return;
  page_.date = CleanText(*date);
  page_.date_block = page_.blocks.size();
}

void BlockReader::ChangeStyle(Tag tag, int by) {
  const std::uint8_t style = StyleOf(tag);
  if (style == 0) return;
  int& depth = style_depths_[static_cast<std::size_t>(std::countr_zero(style))];
  depth = std::max(depth + by, 0);
  styles_ = static_cast<std::uint8_t>(depth > 0 ? styles_ | style : styles_ & ~style);
}

void BlockReader::Break() {
  if (text_.empty()) {
    text_.Take();
    return;
  }
  EndPiece();
  if (block_.role == Role::kCaption) {
    alt_text_.clear();
  } else if (block_.role == Role::kBody) {
    PushAltText();
    after_image_ = false;
  }
  block_.code_points = static_cast<std::uint32_t>(text_.code_points());
  block_.text = text_.Take();
  page_.blocks.push_back(std::move(block_));
  block_ = {};
}

// A picture without a caption has what describes it.
void BlockReader::PushAltText() {
  if (!IsCaption(alt_text_)) alt_text_.clear();
  if (alt_text_.empty()) return;
  Block block{.text = std::exchange(alt_text_, {}), .role = Role::kCaption, .styles = 0};
  page_.blocks.push_back(std::move(block));
}

BlockPage ReadBlocks(std::string_view html) { return BlockReader(html).Read(); }

std::string LinkText(const BlockPage& page, std::size_t index) {
  std::string text;
  std::size_t pieces_left = page.links[index].pieces;
  for (std::size_t i = page.links[index].block; pieces_left > 0; ++i) {
    const std::vector<LinkPiece>& pieces = page.blocks[i].links;
    const auto piece = std::ranges::lower_bound(pieces, index, {}, &LinkPiece::link);
    if (piece == pieces.end() || piece->link != index) continue;
    if (!text.empty()) text += ' ';
    text += Slice(page.blocks[i].text, piece->span);
    --pieces_left;
  }
  return text;
}

}  // namespace kg
