// What is known of a site beyond the rules that hold for all addresses.
#pragma once

#include <istream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace re2 {
class RE2;
}

namespace kg {

/// One way in which a publisher writes the addresses of its articles.
struct ArticleForm {
  /// Must match all of "/path" or, failing that, all of "/path?query", both percent-encoded.
  std::shared_ptr<const re2::RE2> pattern{};
  /// What stays of it: "/path" or "//host/path" with \1 to \9 for the groups. Empty: the path.
  std::string rewrite{};
};

struct Publisher {
  std::string host{};                  // as canonical addresses have it
  std::vector<std::string> aliases{};  // other hosts of the same site
  std::string name{};                  // for people
  std::string zone = "UTC";            // IANA name: of dates on its pages that name none
  bool dated_paths = true;             // false: eight digits in a row are no date there
  std::vector<ArticleForm> articles{};
  /// Must match all of the decoded path; the first that does gives the section as its group.
  std::vector<std::shared_ptr<const re2::RE2>> sections{};
};

/// Reads a table; publishers.def shows its form. Throws Error(kUsage) with the line that is wrong.
std::vector<Publisher> LoadPublishers(std::istream& in);

/// All publishers that the program knows: those of the table that $NEWSGRAPH_PUBLISHERS names, if
/// it does, then the built-in ones; of two with one host the first counts. Read once. Throws
/// Error(kNotFound) or Error(kUsage) when the user's table cannot be read.
const std::vector<Publisher>& Publishers();

/// `host` (lower case) without any "www." and "m." before a name that has another dot.
std::string_view BareHost(std::string_view host);

/// The publisher whose host or alias this is, "www." and "m." aside; null when it is unknown.
const Publisher* FindPublisher(std::string_view host);

}  // namespace kg
