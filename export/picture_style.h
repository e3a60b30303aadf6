// How kinds, relations and groups look: shape and colour both tell kinds apart, so that a picture
// can be read in grey and by the colour-blind. Colours are those of Okabe and Ito, as light tints
// to write on and as darker lines.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "graph/news_graph.h"

namespace kg {

/// Chinese falls through to what else the reader of an SVG may have.
inline constexpr const char* kFont = "Noto Sans CJK SC,PingFang SC,Microsoft YaHei,sans-serif";
inline constexpr const char* kBoldFont = "Noto Sans CJK SC Bold";
inline constexpr const char* kInk = "#1A1A1A";
inline constexpr const char* kPaleInk = "#595959";
inline constexpr const char* kCenterLine = "#D55E00";

/// A word of the legend.
struct Word {
  const char* chinese;
  const char* english;
};

struct KindLook {
  Word word;
  const char* shape;
  const char* style;
  const char* fill;
  const char* line;
};
const KindLook& LookOf(NodeKind kind);

struct RelationLook {
  Word word;
  const char* color;
  const char* style;
  const char* arrow;  // "none" for what has no direction
};
const RelationLook& LookOf(Relation relation);

/// A stub or retracted article: drawn with a dashed line.
bool IsAbsent(const Node& node);

/// A group as it is drawn.
struct GroupLook {
  std::string name{};
  const char* sign = "";  // "①", beside the names of members: for readers in grey
  const char* fill = "#FFFFFF";
  const char* line = kPaleInk;
};

/// Colours for the seven largest groups of a graph, ties in order of name. Who is in none of them
/// is drawn in white.
class GroupLooks {
 public:
  explicit GroupLooks(const Marks& marks);

  bool any() const { return !looks_.empty(); }
  const GroupLook& of(const std::string& group) const;
  const std::vector<GroupLook>& legend() const { return looks_; }

 private:
  std::map<std::string, std::size_t> of_group_;  // position in looks_
  std::vector<GroupLook> looks_;
  GroupLook other_;
};

}  // namespace kg
