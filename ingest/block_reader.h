// The state of ReadBlocks(): what is open at one place of the page.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "ingest/clean_text.h"
#include "ingest/page_blocks.h"

namespace kg {

class BlockReader {
 public:
  explicit BlockReader(std::string_view html) : scanner_(html) {}
  BlockPage Read();

 private:
  // An element with a role of its own. Elements of the same name inside are counted, as that is
  // all that can be relied on where tags are lost.
  struct Region {
    Role role;
    Tag tag;
    std::size_t depth;
    std::size_t first_block;
  };
  struct OpenLink {
    std::size_t link;
    std::optional<std::size_t> start;  // of its text in the block, once there is some
    std::size_t end = 0;
  };

  void OnText(std::string_view raw);
  void OnOpen(const Token& token);
  void OnClose(const Token& token);
  void OnVoid(const Token& token);
  void OnImage(std::span<const Attribute> attributes);
  void OpenBlock(Tag tag);
  void OpenLinkAt(std::span<const Attribute> attributes);
  void CloseLink();
  void OpenRegion(const Token& token);
  void LeaveRegions(Tag tag);
  void ForgiveOpenRegions();
  void ReadDate(const Token& token);
  void ChangeStyle(Tag tag, int by);
  void Break();
  void PushAltText();
  void EndPiece();

  Role role() const { return regions_.empty() ? Role::kBody : regions_.back().role; }

  TagScanner scanner_;
  BlockPage page_{};
  TextCleaner text_{};
  Block block_{};  // the one that text_ is gathered for
  Tag container_ = Tag::kOther;
  std::vector<Region> regions_{};
  std::optional<OpenLink> link_{};
  std::array<int, 8> style_depths_{};
  std::uint8_t styles_ = 0;
  bool after_image_ = false;
  std::string alt_text_{};  // of the last picture, until a better caption comes
};

}  // namespace kg
