#include "export/page.h"

#include "graph/error.h"

namespace kg {

// Made of web/dist/page.html by CMake; empty where that is missing.
extern const unsigned char kPageBytes[];
extern const unsigned kPageSize;

namespace {

constexpr std::string_view kConnectMark = "{{connect}}";
constexpr std::string_view kDataMark = "{{data}}";

std::string_view Page() { return {reinterpret_cast<const char*>(kPageBytes), kPageSize}; }

std::string_view SourceOf(PageReach reach) {
  return reach == PageReach::kNothing ? "'none'" : "'self'";
}

// The parts of the page around its two marks, each of which stands there once.
struct Parts {
  std::string_view head;
  std::string_view middle;
  std::string_view tail;
};

Parts PartsOf(std::string_view page) {
  const std::size_t connect = page.find(kConnectMark);
  const std::size_t data = page.find(kDataMark, connect);
  if (connect == std::string_view::npos || data == std::string_view::npos) {
    throw Error(ErrorCode::kUnsupported, "the page of this build has no place for data");
  }
  const std::size_t middle = connect + kConnectMark.size();
  return {page.substr(0, connect), page.substr(middle, data - middle),
          page.substr(data + kDataMark.size())};
}

}  // namespace

void RequirePage() {
  if (kPageSize > 0) return;
  throw Error(ErrorCode::kUnsupported,
              "this newsgraph was built without the explorer page: web/dist/page.html was missing; "
              "'npm ci && npm run build' in web/ makes it, then build again");
}

void WritePage(std::ostream& out, PageReach reach,
               const std::function<void(std::ostream&)>& write_data) {
  RequirePage();
  const Parts parts = PartsOf(Page());
  out << parts.head << SourceOf(reach) << parts.middle;
  write_data(out);
  out << parts.tail;
}

std::string PagePolicy(PageReach reach) {
  RequirePage();
  constexpr std::string_view kBefore = "Content-Security-Policy\" content=\"";
  const Parts parts = PartsOf(Page());
  const std::size_t start = parts.head.rfind(kBefore) + kBefore.size();
  std::string policy(parts.head.substr(start));
  policy += SourceOf(reach);
  return policy.append(parts.middle.substr(0, parts.middle.find('"')));
}

std::string ForScript(std::string_view json) {
  std::string text;
  text.reserve(json.size());
  for (std::size_t i = 0; i < json.size(); ++i) {
    if (json[i] == '<') {
      text += "\\u003c";
    } else if (json.substr(i).starts_with("\u2028")) {
      text += "\\u2028";
      i += 2;
    } else if (json.substr(i).starts_with("\u2029")) {
      text += "\\u2029";
      i += 2;
    } else {
      text += json[i];
    }
  }
  return text;
}

}  // namespace kg
