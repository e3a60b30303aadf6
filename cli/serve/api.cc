#include "cli/serve/api.h"

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include <algorithm>
#include <chrono>
#include <mutex>
#include <new>
#include <sstream>
#include <utility>
#include <vector>

#include "cli/filters.h"
#include "cli/serve/snapshot.h"
#include "export/page.h"
#include "graph/utf8.h"
#include "queries/query.h"

namespace kg {
namespace {

using Words = std::vector<std::pair<std::string, std::string>>;

constexpr std::string_view kApi = "/api/";
constexpr int kMostItems = 1000;

unsigned HttpStatusOf(ErrorCode code) {
  constexpr unsigned kBadRequest = 400;
  constexpr unsigned kNotFound = 404;
  constexpr unsigned kUnavailable = 503;
  switch (code) {
    case ErrorCode::kUsage: return kBadRequest;
    case ErrorCode::kUnknownName:
    case ErrorCode::kNotFound: return kNotFound;
    default: return kUnavailable;
  }
}

HttpAnswer JsonAnswer(unsigned status, const Json& document) {
  return {.status = status, .body = Compact(document) + "\n"};
}

HttpAnswer Complaint(unsigned status, std::string_view message) {
  return JsonAnswer(status, {{"schema", "newsgraph/error/1"}, {"message", message}});
}

// "TEXT" is asked for as "text".
std::string ParameterOf(const Option& option) {
  std::string name = option.name;
  std::ranges::transform(name, name.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return name;
}

void Give(const OptionSet& set, const Words& words) {
  for (const auto& [name, word] : words) {
    const auto known = std::ranges::find(set.options(), name, ParameterOf);
    if (known == set.options().end()) {
      throw Error(ErrorCode::kUsage, "there is no parameter '" + name + "'");
    }
    known->parse(known->flag ? "" : word);
  }
  for (const Option& option : set.options()) {
    if (option.required &&
        std::ranges::find(words, ParameterOf(option), &Words::value_type::first) == words.end()) {
      throw Error(ErrorCode::kUsage, "the parameter '" + ParameterOf(option) + "' is missing");
    }
  }
}

Json RunQuery(const GraphStore& store, std::string_view name, const Words& words) {
  const auto entry = std::ranges::find(Queries(), name, &Entry<Query>::name);
  if (entry == Queries().end()) {
    throw Error(ErrorCode::kNotFound, "there is no '" + std::string(name) + "'");
  }
  const std::unique_ptr<Query> query = entry->make();
  FilterWords filter_words;
  OptionSet set;
  query->AddOptions(set);
  filter_words.AddOptions(set, query->Heeds());
  Give(set, words);
  if (query->Writes()) throw Error(ErrorCode::kUsage, "nothing is written here");
  SharedFilters filters = filter_words.Parse();
  filters.limit = std::min(filters.limit, kMostItems);
  return query->Run(store, filters).document;
}

}  // namespace

struct Api::Impl {
  explicit Impl(std::filesystem::path path) : path_(std::move(path)) { Reopen(); }

  HttpAnswer Route(std::string_view path, const Words& words) {
    if (path == "/") return Page();
    if (!path.starts_with(kApi)) return Complaint(404, "there is no such page");
    const std::string_view name = path.substr(kApi.size());
    FollowTheStore();
    try {
      return Ask(name, words);
    } catch (const Error& error) {
      if (error.code() != ErrorCode::kIo && error.code() != ErrorCode::kCorrupt) throw;
    }
    // A process that writes may have replaced files that this view of the store still needs.
    Reopen();
    return Ask(name, words);
  }

 private:
  using Clock = std::chrono::steady_clock;

  static HttpAnswer Page() {
    std::ostringstream out;
    WritePage(out, PageReach::kOwnServer, [](std::ostream& data) { data << R"({"api":"/api/"})"; });
    return {.body = std::move(out).str(),
            .type = "text/html; charset=utf-8",
            .policy = PagePolicy(PageReach::kOwnServer)};
  }

  HttpAnswer Ask(std::string_view name, const Words& words) {
    const std::shared_ptr<const Snapshot> now = Now();
    if (name == "stats" && words.empty()) return JsonAnswer(200, now->Stats());
    if (name != "graph") return JsonAnswer(200, RunQuery(now->store(), name, words));
    Give({}, words);
    return {.body = now->Overview()};
  }

  // Has what was written since be seen. One thread looks, seldom; the others go on with what they
  // have.
  void FollowTheStore() {
    const std::unique_lock lock(looking_, std::try_to_lock);
    if (!lock.owns_lock() || Clock::now() < next_look_) return;
    next_look_ = Clock::now() + kBetweenLooks;
    if (StateOfFiles(path_) == Now()->state()) return;
    try {
      Reopen();
    } catch (const Error&) {  // in the middle of a change: what is open still answers
    }
  }

  std::shared_ptr<const Snapshot> Now() const {
    const std::lock_guard lock(mutex_);
    return now_;
  }

  void Reopen() {
    auto opened = std::make_shared<const Snapshot>(path_);
    const std::lock_guard lock(mutex_);
    now_ = std::move(opened);
  }

  static constexpr std::chrono::seconds kBetweenLooks{2};

  const std::filesystem::path path_;
  mutable std::mutex mutex_;
  std::shared_ptr<const Snapshot> now_;
  std::mutex looking_;
  Clock::time_point next_look_ = Clock::now() + kBetweenLooks;
};

Api::Api(const std::filesystem::path& store) : impl_(std::make_unique<Impl>(store)) {
  RequirePage();
}

Api::~Api() = default;

HttpAnswer Api::Answer(const std::string& target) {
  try {
    const auto url = boost::urls::parse_origin_form(target);
    if (!url) return Complaint(400, "this is no address");
    Words words;
    for (const auto parameter : url->params()) {
      if (parameter.key.empty()) continue;  // "/api/graph?" has one without a name
      words.emplace_back(std::string(parameter.key), std::string(parameter.value));
      if (!IsValidUtf8(words.back().first) || !IsValidUtf8(words.back().second)) {
        return Complaint(400, "this is no UTF-8");
      }
    }
    return impl_->Route(url->path(), words);
  } catch (const Error& error) {
    return Complaint(HttpStatusOf(error.code()), error.what());
  } catch (const std::bad_alloc&) {
    return Complaint(503, "out of memory");
  }
}

}  // namespace kg
