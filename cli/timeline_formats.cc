#include "cli/timeline_formats.h"

#include <fmt/format.h>

#include "export/dot_writer.h"
#include "export/node_facts.h"
#include "export/picture_style.h"
#include "export/picture_text.h"
#include "export/slide.h"
#include "graph/error.h"

namespace kg {
namespace {

constexpr int kQuoteColumns = 400;

std::string TextAt(const Json& json, const char* key) {
  const Json& value = json.at(key);
  return value.is_string() ? value.get<std::string>() : std::string();
}

Time TimeAt(const Json& json, const char* key) { return ParseIso(TextAt(json, key)).value(); }

/// When the item stands on the line: what its text says happened when, where that was asked for.
Time MomentOf(const Json& item) {
  return item.contains("event") ? TimeAt(item["event"], "start") : TimeAt(item, "published");
}

std::string IdOfArticle(const Json& article) {
  return PlainId({.kind = NodeKind::kArticle, .key = TextAt(article, "url")});
}

/// "马克龙 – 习近平".
std::string TitleOf(const Json& document) {
  const std::string name = TextAt(document.at("subject"), "name");
  return document.contains("with") ? name + " – " + TextAt(document["with"], "name") : name;
}

Json SlideOf(const Json& item) {
  std::vector<std::string> paragraphs;
  for (const Json& evidence : item.at("evidence")) {
    if (evidence.at("field") == "title") continue;  // it is the headline
    paragraphs.push_back(PlainLine(TextAt(evidence, "quote"), kQuoteColumns));
  }
  const Json& article = item.at("article");
  return Slide(IdOfArticle(article), MomentOf(item), TextAt(article, "name"), paragraphs,
               TextAt(article, "url"));
}

}  // namespace

void PrintSlides(const Findings& findings, std::ostream& out) {
  const Json& document = findings.document;
  Json events = Json::array();
  for (const Json& item : document.at("items")) events.push_back(SlideOf(item));
  if (events.empty()) {
    throw Error(ErrorCode::kUsage, "TimelineJS wants articles with a date, and there is none");
  }
  Json eras = Json::array();
  for (const Json& burst : document.at("bursts")) {
    eras.push_back({{"start_date", SlideDate(TimeAt(burst, "start"))},
                    {"end_date", SlideDate(TimeAt(burst, "end"))}});
  }
  const std::size_t shown = events.size();
  const std::string note = fmt::format("有日期的文章共 {} 篇，此处 {} 篇",
                                       shown + document.at("hidden").get<std::size_t>(), shown);
  const Json slides = {{"title", TitleSlide(TitleOf(document), note)},
                       {"events", std::move(events)},
                       {"eras", std::move(eras)}};
  out << slides.dump(1, ' ', false, Json::error_handler_t::replace) << '\n';
}

void PrintTimelineDot(const Findings& findings, std::ostream& out) {
  constexpr int kLabelColumns = 28;
  constexpr int kLabelLines = 4;
  const KindLook& look = LookOf(NodeKind::kArticle);
  DotWriter writer(out);
  writer.Set({{"layout", "dot"},
              {"rankdir", "LR"},
              {"charset", "UTF-8"},
              {"fontname", kFont},
              {"label", PictureLine(TitleOf(findings.document), 200)},
              {"labelloc", "t"}});
  writer.SetNodeDefaults({{"fontname", kFont},
                          {"fontsize", "11"},
                          {"shape", "box"},
                          {"style", "rounded,filled"},
                          {"fillcolor", look.fill},
                          {"color", look.line}});
  const std::size_t line = writer.AddLook({{"arrowsize", "0.6"}, {"color", look.line}});
  std::string before;
  for (const Json& item : findings.document.at("items")) {
    const Json& article = item.at("article");
    const std::string name = IdOfArticle(article);
    const bool milestone = item.at("milestone").get<bool>();
    writer.AddNode(
        name, {{"label", DayOf(MomentOf(item)) + "\\n" +
                             PictureLines(TextAt(article, "name"), kLabelColumns, kLabelLines)},
               {"tooltip", PictureLine(TextAt(article, "name"), 200)},
               {"URL", PictureUrl(TextAt(article, "url"), "&")},
               {"penwidth", milestone ? "3" : "1"}});
    if (!before.empty()) writer.AddEdge(before, name, "next", line);
    before = name;
  }
  writer.Finish();
}

}  // namespace kg
