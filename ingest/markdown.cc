// Markdown pages with front matter, as static site generators keep them.

#include <algorithm>

#include "graph/canonical_url.h"
#include "ingest/archive_reader.h"
#include "ingest/clean_text.h"
#include "ingest/front_matter.h"
#include "ingest/html_page.h"
#include "ingest/markdown_html.h"
#include "ingest/page_time.h"
#include "ingest/text_parts.h"

namespace kg {
namespace {

// The first "# heading" of the text, for pages that have no title in front of it.
std::string FirstHeading(std::string_view markdown) {
  Lines lines(markdown);
  for (std::string_view line; lines.Next(&line);) {
    if (line.starts_with("# ")) return std::string(Trimmed(line.substr(2)));
  }
  return {};
}

std::string TitleOf(const FrontMatter& front_matter, std::string_view markdown) {
  const std::vector<std::string> titles = front_matter.Texts({"title"});
  return TitleText(titles.empty() ? FirstHeading(markdown) : titles.front());
}

// A site's own "url" can be a path in it; the article's is the first that names a host.
std::string AddressOf(const FrontMatter& front_matter) {
  for (const std::string& url : front_matter.Texts(
           {"url", "from", "link", "source", "source_url", "original", "canonical_url"})) {
    if (CanonicalUrl(url)) return url;
  }
  return {};
}

// "published" can be a date or a switch.
std::optional<Time> PublishedAt(const FrontMatter& front_matter, const std::string& publisher) {
  for (const std::string& date : front_matter.Texts({"date", "published", "pubdate"})) {
    if (const auto time = PageTime(date, publisher)) return time;
  }
  return std::nullopt;
}

std::vector<std::string> CleanList(const std::vector<std::string>& values) {
  std::vector<std::string> clean;
  for (const std::string& value : values) {
    if (std::string text = CleanText(value); !text.empty()) clean.push_back(std::move(text));
  }
  return clean;
}

class MarkdownReader final : public ArchiveReader {
 public:
  bool Recognizes(std::string_view, std::string_view bytes) const override {
    return FrontMatterSize(bytes) > 0;
  }

  void Read(std::string_view bytes, const ReadContext& context) const override {
    const std::size_t size = FrontMatterSize(bytes);
    const FrontMatter front_matter(bytes.substr(0, size));
    const std::string_view text = bytes.substr(size);
    const auto reject = [&](std::string reason) {
      context.reject({std::string(context.path), 1, std::move(reason)});
    };
    RawArticle article{.url = AddressOf(front_matter), .title = TitleOf(front_matter, text)};
    if (article.url.empty()) return reject("the front matter has no web address (url, from)");
    if (article.title.empty()) return reject("the front matter has no title");
    const std::string url = *CanonicalUrl(article.url);
    article.published = PublishedAt(front_matter, FactsOf(url).publisher);
    article.extra_tags =
        CleanList(front_matter.Lists({"tags", "tag", "keywords", "categories", "category"}));
    article.page = ReadHtmlPage(MarkdownToHtml(text), url);
    const auto authors = CleanList(front_matter.Lists({"author", "authors"}));
    if (!authors.empty()) article.page.authors = authors;
    context.article(std::move(article));
  }
};

}  // namespace

Entry<ArchiveReader> markdown_reader() {
  return {"markdown", "a Markdown page with title and url or from in its front matter",
          Make<ArchiveReader, MarkdownReader>};
}

}  // namespace kg
