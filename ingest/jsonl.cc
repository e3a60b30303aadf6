// JSON Lines, one article a line, or one JSON object in a file.

#include <cmath>
#include <nlohmann/json.hpp>

#include "graph/canonical_url.h"
#include "graph/utf8.h"
#include "ingest/archive_reader.h"
#include "ingest/clean_text.h"
#include "ingest/html_page.h"
#include "ingest/page_time.h"
#include "ingest/text_parts.h"

namespace kg {
namespace {

using nlohmann::json;

constexpr int kDeepest = 64;

// Why a record is no article.
struct Refusal {
  std::string reason;
};

json Parse(std::string_view text) {
  const auto guard = [](int depth, json::parse_event_t, json&) {
    if (depth > kDeepest) throw Refusal{"the JSON is nested too deeply"};
    return true;
  };
  const bool valid = IsValidUtf8(text);
  const std::string mended = valid ? std::string() : Sanitized(text);
  const std::string_view source = valid ? text : mended;
  return json::parse(source.begin(), source.end(), guard);
}

std::string Text(const json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// A list of texts, or one text.
std::vector<std::string> Texts(const json& object, const char* key) {
  std::vector<std::string> texts;
  const auto take = [&texts](const json& value) {
    if (!value.is_string()) return;
    std::string text = CleanText(value.get_ref<const std::string&>());
    if (!text.empty()) texts.push_back(std::move(text));
  };
  const auto found = object.find(key);
  if (found == object.end()) return texts;
  if (!found->is_array()) {
    take(*found);
  } else {
    for (const json& value : *found) take(value);
  }
  return texts;
}

// A date in words, or seconds or milliseconds since 1970.
std::optional<Time> TimeOf(const json& object, const std::string& publisher) {
  constexpr double kFirstMilliseconds = 1e11;
  constexpr double kLast = 1e15;
  const auto found = object.find("published");
  if (found == object.end()) return std::nullopt;
  if (found->is_string()) return PageTime(found->get_ref<const std::string&>(), publisher);
  if (!found->is_number()) return std::nullopt;
  const auto number = found->get<double>();
  if (std::abs(number) > kLast) return std::nullopt;
  const Time time{std::chrono::seconds{
      static_cast<std::int64_t>(number >= kFirstMilliseconds ? number / 1000 : number)}};
  return time >= kFirstTime && time <= kLastTime ? std::optional(time) : std::nullopt;
}

std::string KickerOf(const json& link) {
  std::string kicker;
  for (const std::string& part : Texts(link, "kicker"))
    kicker += (kicker.empty() ? "" : "/") + part;
  return kicker;
}

std::vector<RawLink> RelatedOf(const json& object) {
  std::vector<RawLink> related;
  const auto found = object.find("related");
  if (found == object.end() || !found->is_array()) return related;
  for (const json& link : *found) {
    if (link.is_string()) {
      related.push_back({.url = link.get<std::string>()});
    } else if (link.is_object() && link.contains("url")) {
      related.push_back({Text(link, "url"), CleanText(Text(link, "title")), KickerOf(link)});
    }
  }
  return related;
}

std::vector<std::string> ParagraphsOf(const std::string& text) {
  std::vector<std::string> paragraphs;
  Lines lines(text);
  for (std::string_view line; lines.Next(&line);) {
    if (std::string paragraph = CleanText(line); !paragraph.empty()) {
      paragraphs.push_back(std::move(paragraph));
    }
  }
  return paragraphs;
}

PageContent PageOf(const json& object, std::string_view canonical_url) {
  const std::string text = Text(object, "text");
  const std::string html = Text(object, "html");
  PageContent page;
  if (!html.empty()) page = ReadHtmlPage(html, canonical_url);
  if (!text.empty()) {
    page.paragraphs = ParagraphsOf(text);
    page.anchors.clear();
  }
  if (std::vector<RawLink> related = RelatedOf(object); !related.empty())
    page.related = std::move(related);
  if (std::vector<std::string> authors = Texts(object, "authors"); !authors.empty()) {
    page.authors = std::move(authors);
  }
  return page;
}

RawArticle ArticleOf(const json& object) {
  if (!object.is_object()) throw Refusal{"this is no JSON object"};
  RawArticle article{.url = Text(object, "url"), .title = TitleText(Text(object, "title"))};
  if (article.url.empty()) throw Refusal{"the object has no url"};
  const auto canonical = CanonicalUrl(article.url);
  if (!canonical) throw Refusal{"the url is not a web address"};
  if (Trimmed(article.title).empty()) throw Refusal{"the object has no title"};
  article.published = TimeOf(object, FactsOf(*canonical).publisher);
  article.extra_tags = Texts(object, "tags");
  article.language = CleanText(Text(object, "language"));
  article.page = PageOf(object, *canonical);
  return article;
}

void ReadRecord(std::string_view text, std::size_t line, const ReadContext& context) {
  const auto reject = [&](std::string reason) {
    context.reject({std::string(context.path), line, std::move(reason)});
  };
  RawArticle article;
  try {
    article = ArticleOf(Parse(text));
  } catch (const Refusal& refusal) {
    return reject(refusal.reason);
  } catch (const json::exception& error) {
    return reject(std::string("this is not JSON: ") + error.what());
  }
  context.article(std::move(article));
}

// One object over several lines: its first line alone is none.
bool IsOneObject(std::string_view bytes) {
  const std::string_view all = Trimmed(bytes);
  const std::string_view first = Trimmed(all.substr(0, all.find('\n')));
  return first.size() < all.size() && !first.ends_with('}');
}

class JsonLinesReader final : public ArchiveReader {
 public:
  bool Recognizes(std::string_view, std::string_view bytes) const override {
    return Trimmed(bytes).starts_with('{');
  }

  void Read(std::string_view bytes, const ReadContext& context) const override {
    if (IsOneObject(bytes)) return ReadRecord(bytes, 1, context);
    Lines lines(bytes);
    for (std::string_view line; lines.Next(&line);) {
      if (!Trimmed(line).empty()) ReadRecord(line, lines.number(), context);
    }
  }
};

}  // namespace

Entry<ArchiveReader> jsonl_reader() {
  return {"jsonl", "JSON Lines: url, title, published, text or html, related, tags, authors",
          Make<ArchiveReader, JsonLinesReader>};
}

}  // namespace kg
