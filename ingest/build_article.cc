#include "ingest/build_article.h"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>
#include <utility>

#include "graph/canonical_url.h"
#include "graph/sort_unique.h"
#include "graph/utf8.h"
#include "ingest/language.h"
#include "ingest/page_time.h"
#include "ingest/people/extractor.h"
#include "ingest/stored_text.h"

namespace kg {
namespace {

constexpr std::array<std::string_view, 1> kTitlePrefixes = {"CLONE - "};
constexpr std::array<std::string_view, 3> kTitleSuffixes = {
    " – 法国国际广播电台 - RFI", " - 法国国际广播电台 - RFI", " - iYouPort"};

bool IsTitleBlank(char32_t c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0xA0 || c == 0x3000 ||
         c == 0x200B || c == 0xFEFF;
}

// Runs of blanks of any kind become one; none at either end.
std::string OneLine(std::string_view text) {
  std::string line;
  bool gap = false;
  for (std::size_t pos = 0; pos < text.size();) {
    const std::size_t start = pos;
    if (IsTitleBlank(NextCodePoint(text, &pos))) {
      gap = !line.empty();
      continue;
    }
    if (gap) line += ' ';
    gap = false;
    line.append(text.substr(start, pos - start));
  }
  return line;
}

// Without blanks at the ends or line breaks inside; runs of blanks stay, as publishers set them.
std::string TrimmedLine(std::string_view text) {
  std::string line;
  std::size_t kept = 0;
  for (std::size_t pos = 0; pos < text.size();) {
    const std::size_t start = pos;
    const char32_t c = NextCodePoint(text, &pos);
    const bool blank = IsTitleBlank(c);
    if (blank && line.empty()) continue;
    if (c == '\t' || c == '\n') {
      line += ' ';
    } else {
      line.append(text.substr(start, pos - start));
    }
    if (!blank) kept = line.size();
  }
  line.resize(kept);
  return line;
}

// Times that no store can hold are not known.
bool IsKnown(const std::optional<Time>& time) {
  return time && *time >= kFirstTime && *time <= kLastTime;
}

std::vector<std::string_view> SplitAtSlash(std::string_view kicker) {
  std::vector<std::string_view> parts;
  while (!kicker.empty()) {
    const std::size_t slash = std::min(kicker.find('/'), kicker.size());
    parts.push_back(kicker.substr(0, slash));
    kicker.remove_prefix(std::min(slash + 1, kicker.size()));
  }
  return parts;
}

/// Puts one article together, field by field.
class Builder {
 public:
  Builder(RawArticle&& raw, std::string url) : raw_(std::move(raw)) {
    article_.url = std::move(url);
    article_.facts = FactsOf(article_.url);
    article_.title = CleanTitle(raw_.title);
  }

  bool HasTitle() const { return !article_.title.empty(); }

  Article Build() && {
    AddTimes();
    AddText();
    AddTags();
    AddRelated();
    AddLinks();
    AddNames();
    article_.authors = std::move(raw_.page.authors);
    article_.language = raw_.language.empty() ? GuessLanguage(stored_.text()) : raw_.language;
    article_.fields = stored_.fields();
    article_.text = stored_.TakeText();
    return std::move(article_);
  }

 private:
  void AddTimes() {
    if (IsKnown(raw_.seen)) article_.seen = raw_.seen;
    const std::array<std::pair<std::optional<Time>, TimeSource>, 4> known = {{
        {raw_.published, TimeSource::kGiven},
        {raw_.page.date.empty() ? std::nullopt : PageTime(raw_.page.date, article_.facts.publisher),
         TimeSource::kBody},
        {raw_.seen, TimeSource::kFeed},
        {article_.facts.day, TimeSource::kUrl},
    }};
    for (const auto& [time, from] : known) {
      if (!IsKnown(time)) continue;
      article_.published = time;
      article_.published_from = from;
      return;
    }
  }

  void AddText() {
    std::size_t size = 2 * article_.title.size();  // tags and related lines are short
    for (const auto* lines : {&raw_.page.paragraphs, &raw_.page.captions}) {
      for (const std::string& line : *lines) size += line.size() + 1;
    }
    stored_.Reserve(size);
    stored_.AddLine(Field::kTitle, article_.title);
    for (const std::string& paragraph : raw_.page.paragraphs) {
      paragraphs_.push_back(stored_.AddLine(Field::kBody, paragraph));
    }
    for (const std::string& caption : raw_.page.captions) {
      stored_.AddLine(Field::kCaption, caption);
    }
  }

  void AddTags() {
    std::vector<std::string> tags = std::move(raw_.page.tags);
    tags.insert(tags.end(), raw_.extra_tags.begin(), raw_.extra_tags.end());
    std::set<std::string> known;
    for (const std::string& tag : tags) {
      std::string name = OneLine(tag);
      if (name.empty() || !known.insert(name).second) continue;
      const Span span = stored_.AddLine(Field::kTag, name);
      article_.labels.push_back({std::move(name), LabelRole::kTag, span});
    }
    if (!article_.facts.section.empty()) {
      article_.labels.push_back({article_.facts.section, LabelRole::kSection, {}});
    }
  }

  void AddRelated() {
    for (const RawLink& raw : raw_.page.related) {
      std::optional<std::string> url = CanonicalUrl(raw.url, article_.url);
      if (!url || *url == article_.url || !linked_.insert(*url).second) continue;
      Link link;
      link.rank = static_cast<std::uint32_t>(article_.related.size()) + 1;
      link.labels = AddKicker(raw.kicker);
      link.title = OneLine(raw.text);
      link.span = stored_.AddLine(Field::kRelated, link.title.empty() ? *url : link.title);
      link.url = std::move(*url);
      article_.related.push_back(std::move(link));
    }
  }

  std::vector<Label> AddKicker(const std::string& raw) {
    std::vector<Label> labels;
    const std::string kicker = OneLine(raw);
    if (kicker.empty()) return labels;
    std::uint32_t start = stored_.AddLine(Field::kRelated, kicker).start;
    for (const std::string_view part : SplitAtSlash(kicker)) {
      std::string name = OneLine(part);
      const auto lead = static_cast<std::uint32_t>(
          part.find_first_not_of(' ') == std::string_view::npos ? 0 : part.find_first_not_of(' '));
      const auto size = static_cast<std::uint32_t>(CountCodePoints(name));
      const bool known = std::any_of(labels.begin(), labels.end(),
                                     [&](const Label& label) { return label.name == name; });
      if (!name.empty() && !known) {
        labels.push_back({std::move(name), LabelRole::kTag, {start + lead, start + lead + size}});
      }
      start += static_cast<std::uint32_t>(CountCodePoints(part)) + 1;
    }
    return labels;
  }

  void AddLinks() {
    for (const RawAnchor& anchor : raw_.page.anchors) {
      std::optional<std::string> url = CanonicalUrl(anchor.url, article_.url);
      if (!url || *url == article_.url || !IsArticleLink(article_.url, *url)) continue;
      if (!linked_.insert(*url).second) continue;
      const std::uint32_t base = paragraphs_[anchor.paragraph].start;
      Link link;
      link.span = {base + anchor.span.start, base + anchor.span.end};
      link.url = std::move(*url);
      article_.links.push_back(std::move(link));
    }
  }

  void AddNames() {
    std::vector<FoundName> found = ExtractNames({stored_.text(), stored_.fields()});
    StoredText::Locator locator(stored_);
    std::vector<std::pair<const FoundName*, Mention>> located;
    located.reserve(found.size());
    for (const FoundName& name : found) located.emplace_back(&name, locator.Locate(name.span));
    std::ranges::sort(located, [](const auto& a, const auto& b) {
      return std::tie(a.first->kind, a.first->entity, a.second.span) <
             std::tie(b.first->kind, b.first->entity, b.second.span);
    });
    for (const auto& [name, mention] : located) {
      std::vector<Entity>& entities = article_.entities;
      if (entities.empty() || entities.back().kind != name->kind ||
          entities.back().name != name->entity) {
        entities.push_back({.kind = name->kind, .name = name->entity});
      }
      entities.back().mentions.push_back(mention);
      if (!name->alias.empty()) entities.back().aliases.emplace_back(name->alias);
    }
    for (Entity& entity : article_.entities) SortUnique(entity.aliases);
  }

  RawArticle raw_;
  Article article_{};
  StoredText stored_{};
  std::vector<Span> paragraphs_{};  // where each body paragraph lies
  std::set<std::string> linked_{};  // addresses this article links to
};

}  // namespace

std::string CleanTitle(std::string_view raw) {
  const std::string line = TrimmedLine(Sanitized(raw));
  std::string_view title = line;
  for (const std::string_view prefix : kTitlePrefixes) {
    if (title.starts_with(prefix)) title.remove_prefix(prefix.size());
  }
  for (const std::string_view suffix : kTitleSuffixes) {
    if (title.ends_with(suffix)) title.remove_suffix(suffix.size());
  }
  return TrimmedLine(title);
}

std::optional<Article> BuildArticle(RawArticle&& raw, std::string* reason) {
  std::optional<std::string> url = CanonicalUrl(raw.url);
  if (!url) {
    *reason = "the address is not a web address";
    return std::nullopt;
  }
  Builder builder(std::move(raw), std::move(*url));
  if (!builder.HasTitle()) {
    *reason = "the title is empty";
    return std::nullopt;
  }
  return std::move(builder).Build();
}

}  // namespace kg
