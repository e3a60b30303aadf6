#include "tools/train_people/silver.h"

#include <algorithm>
#include <set>

#include "graph/sentences.h"
#include "graph/utf8.h"
#include "ingest/archive_reader.h"
#include "ingest/file_source.h"
#include "ingest/people/extractor.h"
#include "ingest/people/tagger.h"
#include "ingest/stored_text.h"

namespace kg::people {
namespace {

PlainArticle PlainOf(const RawArticle& raw) {
  StoredText stored;
  if (!raw.title.empty()) stored.AddLine(Field::kTitle, raw.title);
  for (const std::string& paragraph : raw.page.paragraphs) stored.AddLine(Field::kBody, paragraph);
  return {stored.text(), stored.fields()};
}

std::vector<PlainArticle> ReadArchives(const std::vector<std::filesystem::path>& archives) {
  constexpr std::uint64_t kLargest = 16U << 20;
  std::vector<PlainArticle> articles;
  std::vector<Rejection> rejected;
  FileSource files(archives);
  while (auto file = files.Next(rejected)) {
    const std::string path = file->path;
    std::string reason;
    const auto bytes = ReadSource(std::move(*file), kLargest, &reason);
    if (!bytes) continue;
    ReadArticles(*bytes, {.path = path,
                          .article = [&](RawArticle&& raw) { articles.push_back(PlainOf(raw)); },
                          .reject = [](Rejection&&) {}});
  }
  return articles;
}

class Labeller {
 public:
  Labeller(const TagModel& model, const SilverOptions& options, std::mt19937_64& random)
      : model_(model), options_(options), random_(random) {}

  void Label(const PlainArticle& article) {
    std::vector<FoundName> names = ExtractNames({article.text, article.fields}, model_);
    std::set<std::string> persons;
    for (const FoundName& name : names) {
      if (name.kind == NodeKind::kPerson) persons.insert(name.entity);
    }
    for (const std::string& person : persons) ++silver_.persons[person];
    if (characters_ >= options_.characters) return;
    AddOtherKinds(article, names);
    for (const FieldSpan& field : article.fields) {
      if (field.field == Field::kBody || field.field == Field::kTitle) {
        LabelField(article.text, field.span, names);
      }
    }
  }

  Silver Take() { return std::move(silver_); }

 private:
  // And what may be a person. A transliteration that is no person is mostly a place: to call it
  // nothing would teach the tagger that all of them are persons.
  void AddOtherKinds(const PlainArticle& article, std::vector<FoundName>& names) {
    constexpr float kInDoubt = 2;
    const DecodedText decoded = Decode(article.text);
    const Text whole(decoded, 0, decoded.chars.size());
    Tagger tagger(model_, kInDoubt);
    std::vector<TaggedName> tagged;
    tagger.FindAll(whole, tagged);
    doubts_.clear();
    const std::size_t known = names.size();
    for (const TaggedName& name : tagged) {
      const Span span{static_cast<std::uint32_t>(name.start), static_cast<std::uint32_t>(name.end)};
      const bool free =
          std::none_of(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(known),
                       [&](const auto& other) {
                         return span.start < other.span.end && other.span.start < span.end;
                       });
      if (!free) continue;
      if (name.kind != NodeKind::kPerson) {
        names.push_back({.span = span, .kind = name.kind});
      } else {
        doubts_.push_back(span.start);
      }
    }
    std::ranges::sort(names, {}, &FoundName::span);
  }

  void LabelField(std::string_view text, Span field, const std::vector<FoundName>& names) {
    const std::string part(Slice(text, field));
    for (const Span sentence : Sentences(part)) {
      TrainingText labelled{.text = std::string(Slice(part, sentence)), .weight = options_.weight};
      const std::uint32_t start = field.start + sentence.start;
      const std::uint32_t end = field.start + sentence.end;
      const auto doubt = std::ranges::lower_bound(doubts_, start);
      if (doubt != doubts_.end() && *doubt < end) continue;
      bool person = false;
      for (const FoundName& name : names) {
        if (name.span.start < start || name.span.end > end) continue;
        labelled.names.push_back({{name.span.start - start, name.span.end - start}, name.kind});
        person |= name.kind == NodeKind::kPerson;
      }
      if (!person && random_() % 8 != 0) continue;
      characters_ += end - start;
      silver_.texts.push_back(std::move(labelled));
    }
  }

  const TagModel& model_;
  const SilverOptions& options_;
  std::mt19937_64& random_;
  std::vector<std::uint32_t> doubts_{};  // where the article may have a name that was not found
  std::size_t characters_ = 0;
  Silver silver_{};
};

}  // namespace

std::vector<PlainArticle> ReadPlain(const std::vector<std::filesystem::path>& archives,
                                    std::mt19937_64& random) {
  std::vector<PlainArticle> articles = ReadArchives(archives);
  for (std::size_t i = articles.size(); i > 1; --i) {
    std::swap(articles[i - 1], articles[random() % i]);
  }
  return articles;
}

Silver LabelSilver(std::span<const PlainArticle> articles, const TagModel& model,
                   const SilverOptions& options, std::mt19937_64& random) {
  Labeller labeller(model, options, random);
  for (const PlainArticle& article : articles) labeller.Label(article);
  return labeller.Take();
}

}  // namespace kg::people
