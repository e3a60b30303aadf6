// iCalendar (RFC 5545): an entry of a whole day for each article with a date.
#include "export/exporter.h"
#include "export/iri.h"
#include "export/node_facts.h"
#include "export/text_buffer.h"
#include "graph/utf8.h"

namespace kg {
namespace {

constexpr std::size_t kMostOctets = 75;

std::string IcsEscaped(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '\n') {
      escaped += "\\n";
      continue;
    }
    if (c == '\\' || c == ';' || c == ',') escaped += '\\';
    escaped += c == '\t' ? ' ' : c;
  }
  return escaped;
}

/// "20230405", and with `clock` "20230405T000000Z".
std::string Stamp(Time time, bool clock) {
  std::string stamp;
  for (const char c : ToIso(time)) {
    if (c != '-' && c != ':') stamp += c;
  }
  if (!clock) stamp.resize(stamp.find('T'));
  return stamp;
}

class IcsExporter final : public Exporter {
 public:
  void Write(const NewsGraph& graph, const Marks& marks, std::ostream& out) override {
    TextBuffer buffer(out);
    buffer.Add("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//newsgraph//newsgraph//EN\r\n");
    for (NewsGraph::Index i = 0; i < graph.size(); ++i) {
      if (graph.node(i).published)
        WriteEvent(FactsOf(graph, marks, i), *graph.node(i).published, buffer);
    }
    buffer.Add("END:VCALENDAR\r\n");
    buffer.Finish();
  }

 private:
  static void WriteEvent(const NodeFacts& facts, Time published, TextBuffer& out) {
    out.Add("BEGIN:VEVENT\r\n");
    AddLine("UID:" + facts.id + "@newsgraph", out);
    AddLine("DTSTAMP:" + Stamp(published, true), out);
    AddLine("DTSTART;VALUE=DATE:" + Stamp(published, false), out);
    AddLine("SUMMARY:" + IcsEscaped(facts.label), out);
    const std::string address = HttpIri(facts.url);
    if (!address.empty()) AddLine("URL:" + address, out);
    out.Add("TRANSP:TRANSPARENT\r\nEND:VEVENT\r\n");
    out.EndRecord();
  }

  /// Folded between characters.
  static void AddLine(std::string_view line, TextBuffer& out) {
    std::size_t room = kMostOctets;
    while (line.size() > room) {
      std::size_t cut = room;
      while (cut > 0 && IsContinuation(line[cut])) --cut;
      out.Add(line.substr(0, cut));
      out.Add("\r\n ");
      line.remove_prefix(cut);
      room = kMostOctets - 1;
    }
    out.Add(line);
    out.Add("\r\n");
  }
};

}  // namespace

Entry<Exporter> ics_format() {
  return {"ics", "a calendar with an entry for each dated article", Make<Exporter, IcsExporter>};
}

}  // namespace kg
