#include "graph/publishers.h"

#include <re2/re2.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>
#include <utility>

#include "graph/error.h"

namespace kg {
namespace {

constexpr std::string_view kBuiltIn =
#include "graph/publishers.def"
    ;

std::string_view Trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r";
  const std::size_t start = text.find_first_not_of(kBlanks);
  if (start == std::string_view::npos) return {};
  return text.substr(start, text.find_last_not_of(kBlanks) - start + 1);
}

/// Takes one line after the other; what it throws says what is wrong, but not where.
class TableReader {
 public:
  void Take(std::string_view line) {
    if (line.empty() || line.front() == '#') return;
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) Fail("'key: value' is expected");
    const std::string_view key = line.substr(0, colon);
    const std::string_view value = Trimmed(line.substr(colon + 1));
    if (value.empty()) Fail("there is no value");
    if (key == "host") {
      EndPublisher();
      publishers_.emplace_back().host = value;
    } else if (publishers_.empty()) {
      Fail("a publisher begins with its host");
    } else {
      Set(key, value);
    }
  }

  std::vector<Publisher> Finish() {
    EndPublisher();
    return std::move(publishers_);
  }

  [[noreturn]] static void Fail(const std::string& what) { throw Error(ErrorCode::kUsage, what); }

 private:
  void Set(std::string_view key, std::string_view value) {
    Publisher& publisher = publishers_.back();
    if (key == "also") {
      std::istringstream hosts{std::string(value)};
      for (std::string host; hosts >> host;) publisher.aliases.push_back(host);
    } else if (key == "name") {
      publisher.name = value;
    } else if (key == "zone") {
      publisher.zone = value;
    } else if (key == "dates" && value == "none") {
      publisher.dated_paths = false;
    } else if (key == "article") {
      publisher.articles.push_back(ParseForm(value));
    } else if (key == "section") {
      publisher.sections.push_back(Compile(value));
    } else {
      Fail("unknown key or value '" + std::string(key) + "'");
    }
  }

  void EndPublisher() const {
    if (publishers_.empty()) return;
    const Publisher& last = publishers_.back();
    if (last.name.empty()) Fail(last.host + " has no name");
    if (last.articles.empty()) Fail(last.host + " has no article form");
  }

  static ArticleForm ParseForm(std::string_view value) {
    constexpr std::string_view kArrow = " => ";
    const std::size_t arrow = value.find(kArrow);
    ArticleForm form{.pattern = Compile(Trimmed(value.substr(0, arrow)))};
    if (arrow == std::string_view::npos) return form;
    form.rewrite = Trimmed(value.substr(arrow + kArrow.size()));
    std::string wrong;
    if (!form.pattern->CheckRewriteString(form.rewrite, &wrong)) Fail(wrong);
    if (!form.rewrite.starts_with('/')) Fail("an address is rewritten to /path or //host/path");
    return form;
  }

  static std::shared_ptr<const re2::RE2> Compile(std::string_view pattern) {
    re2::RE2::Options options;
    options.set_log_errors(false);
    auto compiled =
        std::make_shared<re2::RE2>(re2::StringPiece(pattern.data(), pattern.size()), options);
    if (!compiled->ok()) Fail(compiled->error());
    return compiled;
  }

  std::vector<Publisher> publishers_;
};

/// Bare hosts, sorted, and whose they are.
class HostIndex {
 public:
  explicit HostIndex(const std::vector<Publisher>& publishers) {
    for (const Publisher& publisher : publishers) {
      hosts_.emplace_back(BareHost(publisher.host), &publisher);
      for (const std::string& alias : publisher.aliases) {
        hosts_.emplace_back(BareHost(alias), &publisher);
      }
    }
    std::ranges::stable_sort(hosts_, {}, &Entry::first);
  }

  const Publisher* Find(std::string_view host) const {
    const std::string_view bare = BareHost(host);
    const auto found = std::ranges::lower_bound(hosts_, bare, {}, &Entry::first);
    return found != hosts_.end() && found->first == bare ? found->second : nullptr;
  }

 private:
  using Entry = std::pair<std::string_view, const Publisher*>;
  std::vector<Entry> hosts_;
};

std::vector<Publisher> UsersPublishers() {
  const char* path = std::getenv("NEWSGRAPH_PUBLISHERS");
  if (path == nullptr || *path == '\0') return {};
  std::ifstream table(path);
  if (!table)
    throw Error(ErrorCode::kNotFound, std::string("cannot read NEWSGRAPH_PUBLISHERS: ") + path);
  return LoadPublishers(table);
}

}  // namespace

std::vector<Publisher> LoadPublishers(std::istream& in) {
  TableReader reader;
  std::string line;
  std::size_t number = 0;
  try {
    while (std::getline(in, line)) {
      ++number;
      reader.Take(Trimmed(line));
    }
    return reader.Finish();
  } catch (const Error& error) {
    throw Error(error.code(), "publishers, line " + std::to_string(number) + ": " + error.what());
  }
}

const std::vector<Publisher>& Publishers() {
  static const std::vector<Publisher> publishers = [] {
    std::vector<Publisher> all = UsersPublishers();
    std::istringstream table{std::string(kBuiltIn)};
    std::ranges::move(LoadPublishers(table), std::back_inserter(all));
    return all;
  }();
  return publishers;
}

std::string_view BareHost(std::string_view host) {
  const auto skip = [&host](std::string_view prefix) {
    if (!host.starts_with(prefix) || host.find('.', prefix.size()) == host.npos) return false;
    host.remove_prefix(prefix.size());
    return true;
  };
  while (skip("www.") || skip("m.")) {
  }
  return host;
}

const Publisher* FindPublisher(std::string_view host) {
  static const HostIndex index(Publishers());
  return index.Find(host);
}

}  // namespace kg
