// Names for the fields of options structs, so that queries and formats know nothing of the
// command line's parser.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kg {

/// One option. `parse` throws Error(kUsage) on a word it cannot take.
struct Option {
  std::string name{};  // without dashes; for positionals as shown in the usage line
  std::string help{};
  bool positional = false;
  bool required = false;  // positionals only
  bool repeated = false;  // takes several words
  bool flag = false;      // takes no word
  std::string shown_default{};
  std::string group{};                 // heading in the help; the usual one when empty
  std::vector<std::string> choices{};  // the words it takes, for shells to offer; empty: any
  bool is_path = false;                // a file or folder
  std::function<void(std::string_view word)> parse{};
};

/// Fields are lent: they must outlive the set. Each Add is one option `--name`; what it returns is
/// good until the next Add, to say more of the option.
class OptionSet {
 public:
  Option& Add(std::string name, std::string& field, std::string help);
  Option& Add(std::string name, std::vector<std::string>& field, std::string help);
  Option& Add(std::string name, int& field, std::string help);
  Option& Add(std::string name, double& field, std::string help);
  Option& AddFlag(std::string name, bool& field, std::string help);
  Option& AddPositional(std::string name, std::string& field, std::string help,
                        bool required = true);
  Option& AddPositional(std::string name, std::vector<std::string>& field, std::string help,
                        bool required = true);

  /// An option made by hand.
  Option& Add(Option option) { return options_.emplace_back(std::move(option)); }

  const std::vector<Option>& options() const { return options_; }

 private:
  std::vector<Option> options_;
};

}  // namespace kg
