// The block of YAML that a Markdown page may start with.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kg {

/// Size of the front matter at the start of `text`, both fences included; 0 when there is none.
std::size_t FrontMatterSize(std::string_view text);

/// What static site generators write there: "key: value" with plain or quoted words, "[a, b]" and
/// "- a" lists, folded ("> …") and continued text. Nested maps are left out.
class FrontMatter {
 public:
  explicit FrontMatter(std::string_view block);

  /// The first value of each of `keys` that there is, in the order of `keys`.
  std::vector<std::string> Texts(std::initializer_list<std::string_view> keys) const;

  /// All values of all `keys`; where a key has one value alone, "a, b" in it are two.
  std::vector<std::string> Lists(std::initializer_list<std::string_view> keys) const;

 private:
  using Field = std::pair<std::string, std::vector<std::string>>;

  void TakeLine(std::string_view line);
  void TakeMore(std::string_view text);
  const Field* Find(std::string_view key) const;

  std::vector<Field> fields_;
  bool open_ = false;  // lines with more indent go on with the last field
};

}  // namespace kg
