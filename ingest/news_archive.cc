// The news archive, one article a file:
//   <!--1700491502000-->         when the feed saw it, in milliseconds; "NaN"; may be missing
//   [title](address)             the title may hold brackets and, seldom, line breaks
//   ------
//   日期：Fri, 12 Jun 2020 …      only where the first line is missing
//   (empty)
//   <div>the page</div>          one line as a rule
// Copies of the archive put front matter before all of it.

#include <algorithm>
#include <charconv>

#include "graph/canonical_url.h"
#include "ingest/archive_reader.h"
#include "ingest/entities.h"
#include "ingest/front_matter.h"
#include "ingest/html_page.h"
#include "ingest/page_time.h"
#include "ingest/text_parts.h"

namespace kg {
namespace {

constexpr std::string_view kCommentStart = "<!--";
constexpr std::string_view kCommentEnd = "-->";
constexpr std::string_view kDate = "日期：";
constexpr int kLongestTitle = 16;  // lines

struct Head {
  std::string_view comment{};  // what stands in it
  std::string_view title_line{};
  std::size_t title_line_number = 0;
  bool closed = false;  // by a line of dashes
  std::string_view page{};
  std::string_view date{};
};

bool IsDashes(std::string_view line) {
  line = Trimmed(line);
  return line.size() >= 3 && line.find_first_not_of('-') == std::string_view::npos;
}

bool NextFilledLine(Lines& lines, std::string_view* line) {
  while (lines.Next(line)) {
    if (!Trimmed(*line).empty()) return true;
  }
  return false;
}

// The date and the empty lines below the dashes; the page is all that follows.
void ReadBelowDashes(Lines& lines, Head* head) {
  head->closed = true;
  head->page = lines.rest();
  for (std::string_view line; lines.Next(&line); head->page = lines.rest()) {
    line = Trimmed(line);
    if (line.starts_with(kDate)) {
      head->date = Trimmed(line.substr(kDate.size()));
    } else if (!line.empty()) {
      return;
    }
  }
}

// Everything up to the page, whatever is there.
Head ReadHead(std::string_view bytes) {
  Lines lines(bytes);
  const std::size_t behind_front_matter = bytes.size() - FrontMatterSize(bytes);
  Head head;
  std::string_view line;
  while (lines.rest().size() > behind_front_matter) lines.Next(&line);
  if (!NextFilledLine(lines, &line)) return head;
  const std::string_view first = Trimmed(line);
  if (first.starts_with(kCommentStart) && first.ends_with(kCommentEnd)) {
    head.comment = first.substr(kCommentStart.size());
    head.comment.remove_suffix(std::min(kCommentEnd.size(), head.comment.size()));
    head.title_line_number = lines.number() + 1;
    if (!NextFilledLine(lines, &line)) return head;
  }
  head.title_line_number = lines.number();
  const char* const start = line.data();
  for (int i = 0; i < kLongestTitle && !IsDashes(line); ++i) {
    head.title_line = Trimmed({start, static_cast<std::size_t>(line.data() + line.size() - start)});
    if (!lines.Next(&line)) return head;
  }
  if (IsDashes(line)) ReadBelowDashes(lines, &head);
  return head;
}

// A comment that a generator of the archive writes: a number, or what it has for an unknown one.
bool IsTimeComment(std::string_view comment) {
  constexpr std::size_t kLongest = 20;
  return !comment.empty() && comment.size() <= kLongest &&
         comment.find(' ') == std::string_view::npos;
}

std::optional<Time> ParseEpoch(std::string_view milliseconds) {
  std::int64_t number = 0;
  const char* end = milliseconds.data() + milliseconds.size();
  const auto [stop, error] = std::from_chars(milliseconds.data(), end, number);
  if (error != std::errc{} || stop != end || number <= 0) return std::nullopt;
  const Time time{std::chrono::seconds{number / 1000}};
  return time <= kLastTime ? std::optional(time) : std::nullopt;
}

// From the right: titles hold brackets, addresses do not.
bool SplitTitleLine(std::string_view line, std::string_view* title, std::string_view* url) {
  const std::size_t middle = line.rfind("](");
  if (!line.starts_with('[') || !line.ends_with(')') || middle == std::string_view::npos)
    return false;
  *title = Trimmed(line.substr(1, middle - 1));
  *url = Trimmed(line.substr(middle + 2, line.size() - middle - 3));
  return true;
}

class NewsArchiveReader final : public ArchiveReader {
 public:
  bool Recognizes(std::string_view, std::string_view bytes) const override {
    const Head head = ReadHead(bytes);
    return IsTimeComment(head.comment) || (head.closed && head.title_line.starts_with('['));
  }

  void Read(std::string_view bytes, const ReadContext& context) const override {
    const Head head = ReadHead(bytes);
    const auto reject = [&](std::string reason) {
      context.reject({std::string(context.path), head.title_line_number, std::move(reason)});
    };
    std::string_view title;
    std::string_view url;
    if (head.title_line.empty()) return reject("there is no title");
    if (!SplitTitleLine(head.title_line, &title, &url))
      return reject("this is not [title](address)");
    if (!head.closed) return reject("no line of dashes follows the title");
    if (title.empty()) return reject("the title is empty");
    RawArticle article{.url = DecodeEntities(url, EntityContext::kAttribute),
                       .title = TitleText(title)};
    const auto canonical = CanonicalUrl(article.url);
    if (!canonical) return reject("the address is not a web address");
    article.seen = ParseEpoch(head.comment);
    if (!article.seen) article.seen = PageTime(head.date, {});
    article.page = ReadHtmlPage(head.page, *canonical);
    context.article(std::move(article));
  }
};

}  // namespace

Entry<ArchiveReader> news_archive_reader() {
  return {"news_archive", "one article a file: [title](address), dashes, a line of HTML",
          Make<ArchiveReader, NewsArchiveReader>};
}

}  // namespace kg
