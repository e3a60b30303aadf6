// Pictures: what an SVG may hold, and that nothing lies on something else.
#include "export/picture.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <libxml/parser.h>
#include <libxml/tree.h>

#include <memory>
#include <set>
#include <sstream>

#include "tests/export/graphs.h"

namespace kg {
namespace {

using testing::Contains;
using testing::HasSubstr;

struct Svg {
  std::set<std::string> ids{};
  std::vector<std::string> texts{};
  std::vector<std::string> links{};
  std::vector<std::string> hover_texts{};
};

const std::set<std::string> kElements = {"svg",     "g",        "title",   "a",   "text",
                                         "polygon", "polyline", "ellipse", "path"};
const std::set<std::string> kAttributes = {
    "width",     "height",      "viewBox", "id",           "class",
    "transform", "fill",        "stroke",  "stroke-width", "stroke-dasharray",
    "points",    "d",           "cx",      "cy",           "rx",
    "ry",        "x",           "y",       "text-anchor",  "font-family",
    "font-size", "font-weight", "href",    "title",        "space"};

std::string Taken(xmlChar* text) {
  std::string copy = text == nullptr ? "" : reinterpret_cast<const char*>(text);
  xmlFree(text);
  return copy;
}

void ReadAttribute(xmlAttr* attribute, Svg& svg) {
  const std::string name = reinterpret_cast<const char*>(attribute->name);
  const std::string value = Taken(xmlNodeListGetString(attribute->doc, attribute->children, 1));
  EXPECT_THAT(kAttributes, Contains(name)) << value;
  if (name == "href") svg.links.push_back(value);
  if (name == "title") svg.hover_texts.push_back(value);
  if (name != "id") return;
  EXPECT_THAT(value, testing::MatchesRegex("[A-Za-z0-9_-]+"));
  EXPECT_TRUE(svg.ids.insert(value).second) << value << " is there twice";
}

void ReadElement(xmlNode* element, Svg& svg) {
  const std::string name = reinterpret_cast<const char*>(element->name);
  EXPECT_THAT(kElements, Contains(name));
  if (name == "text") svg.texts.push_back(Taken(xmlNodeGetContent(element)));
  for (xmlAttr* attribute = element->properties; attribute != nullptr;
       attribute = attribute->next) {
    ReadAttribute(attribute, svg);
  }
  for (xmlNode* child = element->children; child != nullptr; child = child->next) {
    if (child->type == XML_ELEMENT_NODE) ReadElement(child, svg);
  }
}

/// Fails the test when it is not XML or holds what is not on the lists.
Svg ReadSvg(const std::string& bytes) {
  Svg svg;
  const std::unique_ptr<xmlDoc, decltype(&xmlFreeDoc)> document(
      xmlReadMemory(bytes.data(), static_cast<int>(bytes.size()), "x.svg", nullptr,
                    XML_PARSE_NONET),
      xmlFreeDoc);
  EXPECT_NE(document, nullptr);
  if (document != nullptr) ReadElement(xmlDocGetRootElement(document.get()), svg);
  return svg;
}

Svg Drawn(const NewsGraph& graph, const Marks& marks = {}, const PictureOptions& options = {}) {
  return ReadSvg(DrawPicture(graph, marks, options, "svg"));
}

TEST(Svg, HoldsTextAndLinksAloneWhateverTheNames) {
  const Svg svg = Drawn(HostileGraph());
  EXPECT_THAT(svg.texts, Contains(R"(\N \G \l \r \E \T \H \L)"));
  EXPECT_THAT(svg.texts, Contains("a \"quoted\" name"));
  EXPECT_THAT(svg.texts, Contains(HasSubstr("<b>bold</b>")));
  EXPECT_THAT(svg.links, testing::Each(testing::MatchesRegex("https?://[!#-~]+")));
  EXPECT_THAT(svg.links, Contains("https://example.org/?a=1&b=2&quot;&lt;"));
  EXPECT_THAT(svg.links, Contains("https://example.org/x%22%20onload=%22alert(1)"));
}

TEST(Svg, HoldsTextAloneWhateverTitleAndNoteAndGroupsAre) {
  for (const std::string& text : HostileTexts()) Drawn(SmallGraph(), MarksFor(SmallGraph(), text));
}

TEST(Svg, ShowsTitleNoteLegendAndWhatOnePointsAt) {
  Marks marks = MarksFor(SmallGraph(), "题目");
  marks.note = "2023 年，2 篇文章";
  const Svg svg = Drawn(SmallGraph(), marks);
  for (const char* text : {"题目", "2023 年，2 篇文章", "人物", "机构", "文章", "未收录的文章",
                           "提及", "同文出现", "① 题目"}) {
    EXPECT_THAT(svg.texts, Contains(text));
  }
  EXPECT_THAT(svg.hover_texts, Contains("2023-05-16 李辉访问基辅"));
  EXPECT_THAT(svg.hover_texts, Contains("李辉 – 欧盟: 同文出现 0.5"));
  EXPECT_THAT(svg.links, Contains("https://www.example.org/a2?p=1&q=2"));
}

TEST(Svg, LegendNamesOnlyWhatIsThereAndInEnglishOnRequest) {
  const NewsGraph graph =
      NewsGraph::Build({{NodeKind::kPerson, "a", "a"}, {NodeKind::kPlace, "b", "b"}},
                       {{0, 1, Relation::kCoMentioned, 1}});
  const Svg svg = Drawn(graph, {}, {.legend = "en"});
  EXPECT_THAT(svg.texts, testing::IsSupersetOf({"person", "place", "named together"}));
  EXPECT_THAT(svg.texts, testing::Not(Contains("article")));
  EXPECT_THAT(svg.texts, testing::Not(Contains("mentions")));
}

struct Placed {
  std::string name;
  double x, y, width, height;
};

std::vector<Placed> PlacesOf(const NewsGraph& graph, const PictureOptions& options) {
  std::istringstream lines(
      DrawPicture(graph, MarksFor(graph, "一个很长的题目，比图还宽"), options, "plain"));
  std::vector<Placed> places;
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string word;
    Placed placed;
    if (words >> word >> placed.name >> placed.x >> placed.y >> placed.width >> placed.height &&
        word == "node") {
      places.push_back(placed);
    }
  }
  return places;
}

bool Overlap(const Placed& a, const Placed& b) {
  constexpr double kTouch = 0.005;  // inches
  return std::abs(a.x - b.x) < (a.width + b.width) / 2 - kTouch &&
         std::abs(a.y - b.y) < (a.height + b.height) / 2 - kTouch;
}

class EveryLayout : public testing::TestWithParam<const char*> {};

TEST_P(EveryLayout, PutsNothingOnTopOfAnything) {
  for (const NewsGraph& graph :
       {SmallGraph(), HostileGraph(), RandomGraph(60, 5), RandomGraph(100, 6)}) {
    const std::vector<Placed> places = PlacesOf(graph, {.layout = GetParam()});
    EXPECT_GT(places.size(), graph.size());
    for (std::size_t i = 0; i < places.size(); ++i) {
      for (std::size_t k = 0; k < i; ++k) {
        EXPECT_FALSE(Overlap(places[i], places[k])) << places[i].name << " and " << places[k].name;
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Layouts, EveryLayout,
                         testing::Values("", "dot", "neato", "sfdp", "twopi"));

std::string Refusal(const NewsGraph& graph, const PictureOptions& options = {}) {
  try {
    DrawPicture(graph, {}, options, "svg");
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kUsage);
    return error.what();
  }
  return {};
}

TEST(Pictures, RefuseWhatIsTooLargeAndSayWhatToDo) {
  EXPECT_THAT(Refusal(RandomGraph(1501, 7)), HasSubstr("diagram NAME"));
  EXPECT_THAT(Refusal(RandomGraph(400, 7), {.layout = "dot"}), HasSubstr("sfdp"));
}

TEST(Pictures, RefuseLayoutsAndLanguagesThatTheyDoNotHave) {
  EXPECT_THAT(Refusal(SmallGraph(), {.layout = "circo"}), HasSubstr("neato"));
  EXPECT_THAT(Refusal(SmallGraph(), {.legend = "fr"}), HasSubstr("zh"));
}

TEST(Pictures, AFormatThatGraphvizLacksIsAnError) {
  EXPECT_THROW(DrawPicture(SmallGraph(), {}, {}, "nothing"), Error);
}

TEST(Pictures, AreOfTheirFormat) {
  EXPECT_TRUE(DrawPicture(SmallGraph(), {}, {}, "png").starts_with("\x89PNG\r\n"));
  const std::string pdf = DrawPicture(SmallGraph(), {}, {}, "pdf");
  EXPECT_TRUE(pdf.starts_with("%PDF"));
  EXPECT_THAT(pdf, HasSubstr("/CreationDate (D:00000000000000Z)"));
}

}  // namespace
}  // namespace kg
