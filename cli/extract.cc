// The names in texts and articles, without a store: a JSON line each.
#include <iterator>
#include <nlohmann/json.hpp>
#include <sstream>

#include "cli/command.h"
#include "cli/output_file.h"
#include "graph/error.h"
#include "graph/utf8.h"
#include "ingest/archive_reader.h"
#include "ingest/build_article.h"
#include "ingest/file_source.h"
#include "ingest/people/extractor.h"

namespace kg {
namespace {

constexpr std::uint64_t kLargestFile = std::uint64_t{1} << 30;

// One mention, as score tools read it: the person is the entity where it is one.
nlohmann::json MentionJson(std::string_view text, Span span, NodeKind kind,
                           const std::string& entity) {
  nlohmann::json mention = {{"start", span.start},
                            {"end", span.end},
                            {"text", Slice(text, span)},
                            {"kind", ToString(kind)},
                            {"entity", entity}};
  if (kind == NodeKind::kPerson) mention["person"] = entity;
  return mention;
}

bool IsBlank(std::string_view line) { return line.find_first_not_of(" \t\r") == line.npos; }

// A record that is a text of its own and no article.
bool IsTextRecord(const nlohmann::json& record) {
  return record.is_object() && record.contains("id") && record.contains("text") &&
         record["text"].is_string() && !record.contains("url");
}

class Extracted {
 public:
  Extracted(std::ostream& out, std::ostream& err, std::optional<NodeKind> only)
      : out_(out), err_(err), only_(only) {}

  void File(std::string_view bytes, const std::string& path) {
    const std::size_t first = bytes.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    if (first != bytes.npos && bytes[first] == '{') {
      Lines(bytes, path);
    } else if (!Article(bytes, path)) {
      PlainText(Sanitized(bytes), path);
    }
  }

  bool all_read() const { return all_read_; }

 private:
  void Lines(std::string_view bytes, const std::string& path) {
    // A record over several lines is one object: the readers know those.
    if (!nlohmann::json::accept(bytes.substr(0, bytes.find('\n')))) {
      if (!Article(bytes, path)) Reject({path, 1, "no JSON Lines and no article"});
      return;
    }
    for (std::size_t number = 1; !bytes.empty(); ++number) {
      const std::string_view line = bytes.substr(0, bytes.find('\n'));
      bytes.remove_prefix(std::min(line.size() + 1, bytes.size()));
      if (!IsBlank(line)) Line(line, path, number);
    }
  }

  void Line(std::string_view line, const std::string& path, std::size_t number) {
    const nlohmann::json record = nlohmann::json::parse(line, nullptr, false);
    if (IsTextRecord(record)) {
      PlainText(record["text"].get<std::string>(), record["id"]);
    } else if (record.is_discarded() || !Article(line, path)) {
      Reject({path, number, "no JSON record with 'id' and 'text', and no article"});
    }
  }

  // False when the bytes are no article.
  bool Article(std::string_view bytes, const std::string& path) {
    bool any = false;
    ReadArticles(bytes, {.path = path,
                         .article =
                             [&](RawArticle&& raw) {
                               std::string reason;
                               const auto article = BuildArticle(std::move(raw), &reason);
                               any |= article.has_value();
                               if (article) Write(article->url, article->text, article->fields);
                             },
                         .reject = [](Rejection&&) {}});
    return any;
  }

  void PlainText(const std::string& text, const nlohmann::json& id) {
    Write(id, text, {{Field::kBody, {0, static_cast<std::uint32_t>(CountCodePoints(text))}}});
  }

  void Write(const nlohmann::json& id, const std::string& text,
             const std::vector<FieldSpan>& fields) {
    nlohmann::json mentions = nlohmann::json::array();
    for (const FoundName& name : ExtractNames({text, fields})) {
      if (only_ && name.kind != *only_) continue;
      mentions.push_back(MentionJson(text, name.span, name.kind, name.entity));
    }
    out_ << nlohmann::json{{"id", id}, {"mentions", std::move(mentions)}}.dump() << '\n';
  }

  void Reject(const Rejection& rejection) {
    all_read_ = false;
    err_ << "rejected " << rejection.path << ':' << rejection.line << ": " << rejection.reason
         << '\n';
  }

  std::ostream& out_;
  std::ostream& err_;
  std::optional<NodeKind> only_;
  bool all_read_ = true;
};

class ExtractCommand final : public Command {
 public:
  void AddOptions(OptionSet& set) override {
    set.AddPositional("FILE", files_,
                      "texts, articles or JSON Lines with id and text; - for standard input")
        .is_path = true;
    set.Add("type", type_, "only person, organization or place; all when left out").choices = {
        "person", "organization", "place"};
    set.Add("output", output_, "file to write; standard output when left out").is_path = true;
  }

  std::string_view Example() const override {
    return "newsgraph extract --type person lines.jsonl > names.jsonl";
  }

  int Run(const Globals&, Streams io) override {
    const std::optional<NodeKind> only = ParseType();
    bool all_read = true;
    WriteOutput(output_, io.out, [&](std::ostream& out) {
      Extracted extracted(out, io.err, only);
      for (const std::string& file : files_) extracted.File(Bytes(file, io), file);
      all_read = extracted.all_read();
    });
    return all_read ? kAnswered : kRejectedOrMissing;
  }

 private:
  std::optional<NodeKind> ParseType() const {
    if (type_.empty()) return std::nullopt;
    const auto kind = ParseNodeKind(type_);
    if (kind == NodeKind::kPerson || kind == NodeKind::kOrganization || kind == NodeKind::kPlace) {
      return kind;
    }
    throw Error(ErrorCode::kUsage,
                "--type: '" + type_ + "' is none of person, organization, place");
  }

  static std::string Bytes(const std::string& file, Streams io) {
    if (file == "-") return {std::istreambuf_iterator<char>(io.in), {}};
    std::string reason;
    auto bytes = ReadFile(file, kLargestFile, &reason);
    if (!bytes) throw Error(ErrorCode::kNotFound, file + ": " + reason);
    return std::move(*bytes);
  }

  std::vector<std::string> files_;
  std::string type_;
  std::string output_;
};

}  // namespace

Entry<Command> extract_command() {
  return {"extract", "the names in texts and articles, without a store",
          Make<Command, ExtractCommand>};
}

}  // namespace kg
