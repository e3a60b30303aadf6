// A page as the blocks of text it shows, before anything is known of what they say.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "graph/model.h"
#include "ingest/page_regions.h"

namespace kg {

/// How text is set; bits.
enum Style : std::uint8_t {
  kBold = 1,
  kItalic = 2,
  kInSpan = 4,
  kSmallPrint = 8,
  kInTime = 16,
  kInAddress = 32,
};

/// The part of a link that lies in one block.
struct LinkPiece {
  std::size_t link = 0;  // in BlockPage::links
  Span span{};           // code points of the block
};

/// Text between two boundaries: tags of block elements, <br>, ends of regions. Clean, never empty.
struct Block {
  std::string text{};
  std::uint32_t code_points = 0;
  Role role = Role::kBody;
  Tag container = Tag::kOther;  // the block element that was opened last; kOther behind a close
  std::uint8_t styles = 0xFF;   // the styles that all of the text has
  bool after_image = false;     // nothing but captions between a picture and this
  std::vector<LinkPiece> links{};

  bool Has(Style style) const { return (styles & style) != 0; }
};

/// An <a href>, whether or not it holds text.
struct PageLink {
  std::string url{};       // entities decoded
  bool tag = false;        // rel="tag", no category
  bool author = false;     // rel="author"
  bool item = false;       // data-article-item-link
  bool image = false;      // holds a picture
  std::size_t block = 0;   // the block that it starts in or before
  std::size_t pieces = 0;  // blocks that have some of its text; 0 when it has none
};

struct BlockPage {
  std::vector<Block> blocks{};
  std::vector<PageLink> links{};  // in order of the page
  std::string date{};             // of the first <time> or dated element, as its attribute says
  std::size_t date_block = 0;     // the block that it stands in or before
};

/// One pass, linear time and memory, whatever the bytes.
BlockPage ReadBlocks(std::string_view html);

/// The text of link `index`, from all blocks it runs through.
std::string LinkText(const BlockPage& page, std::size_t index);

}  // namespace kg
