#include "export/slide.h"

#include <fmt/format.h>

#include <chrono>

#include "export/iri.h"
#include "export/picture_text.h"
#include "export/xml_writer.h"

namespace kg {
namespace {

constexpr int kHeadlineColumns = 200;

}  // namespace

Json SlideDate(Time time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(time - day);
  Json json = {{"year", static_cast<int>(date.year())},
               {"month", static_cast<unsigned>(date.month())},
               {"day", static_cast<unsigned>(date.day())}};
  if (time != day) {
    json["hour"] = clock.hours().count();
    json["minute"] = clock.minutes().count();
  }
  return json;
}

Json TitleSlide(std::string_view headline, std::string_view note) {
  return {{"text",
           {{"headline", XmlEscaped(PlainLine(headline, kHeadlineColumns / 2))},
            {"text", fmt::format("<p>{}</p>", XmlEscaped(note))}}}};
}

Json Slide(std::string_view id, Time time, std::string_view headline,
           const std::vector<std::string>& paragraphs, std::string_view url) {
  std::string text;
  for (const std::string& paragraph : paragraphs) text += "<p>" + XmlEscaped(paragraph) + "</p>";
  const std::string address = HttpIri(url);
  if (!address.empty()) {
    text += fmt::format("<p><a href=\"{}\">{}</a></p>", XmlEscaped(address),
                        XmlEscaped(PlainLine(address, 80)));
  }
  return {
      {"unique_id", id},
      {"start_date", SlideDate(time)},
      {"text", {{"headline", XmlEscaped(PlainLine(headline, kHeadlineColumns))}, {"text", text}}}};
}

}  // namespace kg
