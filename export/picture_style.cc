#include "export/picture_style.h"

#include <algorithm>
#include <array>
#include <utility>

namespace kg {
namespace {

constexpr std::array<KindLook, kNodeKinds> kKinds = {{
    {{"文章", "article"}, "note", "filled", "#FBF8D0", "#7A7000"},
    {{"人物", "person"}, "ellipse", "filled", "#D3E9F8", "#0072B2"},
    {{"机构", "organization"}, "box", "filled", "#FCE5B8", "#A86E00"},
    {{"地点", "place"}, "hexagon", "filled", "#CDEBDF", "#00795A"},
    {{"话题", "topic"}, "box", "filled,rounded", "#F3DCE9", "#A5457A"},
    {{"媒体", "publisher"}, "tab", "filled", "#E6E6E6", "#4D4D4D"},
}};

constexpr std::array<RelationLook, kRelations> kRelationLooks = {{
    {{"相关阅读", "related list"}, "#D55E00", "solid", "normal"},
    {{"正文链接", "link in the text"}, "#D55E00", "dashed", "vee"},
    {{"提及", "mentions"}, "#0072B2", "solid", "normal"},
    {{"属于话题", "has topic"}, "#A5457A", "dashed", "vee"},
    {{"刊于", "published by"}, "#7F7F7F", "dotted", "vee"},
    {{"同文出现", "named together"}, "#6B7A88", "solid", "none"},
    {{"同一个", "same as"}, "#00795A", "dashed", "none"},
    {{"不是同一个", "different from"}, "#B34700", "dotted", "none"},
}};

struct Tint {
  const char* sign;
  const char* fill;
  const char* line;
};
constexpr std::array<Tint, 7> kTints = {{
    {"①", "#BFE1F6", "#0072B2"},
    {"②", "#FAD9A1", "#A86E00"},
    {"③", "#B9E3D3", "#00795A"},
    {"④", "#EFCFE0", "#A5457A"},
    {"⑤", "#F7F1A8", "#7A7000"},
    {"⑥", "#F6C7A8", "#B34700"},
    {"⑦", "#D9D9D9", "#404040"},
}};

}  // namespace

const KindLook& LookOf(NodeKind kind) { return kKinds.at(static_cast<std::size_t>(kind)); }

const RelationLook& LookOf(Relation relation) {
  return kRelationLooks.at(static_cast<std::size_t>(relation));
}

bool IsAbsent(const Node& node) {
  return node.kind == NodeKind::kArticle && node.state != ArticleState::kFull;
}

GroupLooks::GroupLooks(const Marks& marks) {
  std::map<std::string, std::size_t> sizes;
  for (const std::string& group : marks.group) {
    if (!group.empty()) ++sizes[group];
  }
  std::vector<std::pair<std::string, std::size_t>> order(sizes.begin(), sizes.end());
  std::stable_sort(order.begin(), order.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  if (order.size() > kTints.size()) order.resize(kTints.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    const auto named = marks.group_names.find(order[i].first);
    const std::string& name = named == marks.group_names.end() ? order[i].first : named->second;
    looks_.push_back({name, kTints[i].sign, kTints[i].fill, kTints[i].line});
    of_group_[order[i].first] = i;
  }
}

const GroupLook& GroupLooks::of(const std::string& group) const {
  const auto found = of_group_.find(group);
  return found == of_group_.end() ? other_ : looks_[found->second];
}

}  // namespace kg
