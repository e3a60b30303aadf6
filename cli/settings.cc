#include "cli/settings.h"

#include <toml++/toml.h>

#include <algorithm>
#include <cstdlib>
#include <sstream>
#include <string>
#include <vector>

#include "cli/nearest_word.h"

namespace kg {
namespace {

namespace fs = std::filesystem;

std::string HomeFolder() {
  const char* home = std::getenv("HOME");
  return home != nullptr ? home : "";
}

std::string Listed(const std::vector<std::string>& words) {
  std::string listed;
  for (const std::string& word : words) listed += (listed.empty() ? "" : ", ") + word;
  return listed;
}

// What a file may say: not which file it is.
bool IsSetting(const Option& option) {
  return !option.positional && option.name != "config" && option.name != "no-config";
}

class Settings {
 public:
  Settings(fs::path file, const Parsed& parsed) : file_(std::move(file)), parsed_(parsed) {}

  toml::table Read() const {
    try {
      return toml::parse_file(file_.string());
    } catch (const toml::parse_error& error) {
      Refuse(error.source(), std::string(error.description()));
    }
  }

  /// All of `table` but what is named in `tables`.
  void Apply(const toml::table& table, const OptionSet& set,
             const std::vector<std::string>& tables) const {
    for (const auto& [key, value] : table) {
      const std::string name(key.str());
      if (std::ranges::find(tables, name) != tables.end()) continue;
      const auto option = std::ranges::find(set.options(), name, &Option::name);
      if (option == set.options().end() || !IsSetting(*option)) {
        RefuseKey(key.source(), name, set, tables);
      }
      if (!parsed_.given.contains(&*option)) Give(*option, value);
    }
  }

  [[noreturn]] void Refuse(const toml::source_region& where, const std::string& what) const {
    throw Error(ErrorCode::kUsage,
                file_.string() + ":" + std::to_string(where.begin.line) + ": " + what);
  }

 private:
  [[noreturn]] void RefuseKey(const toml::source_region& where, const std::string& name,
                              const OptionSet& set, const std::vector<std::string>& tables) const {
    std::vector<std::string> known = tables;
    for (const Option& option : set.options()) {
      if (IsSetting(option)) known.push_back(option.name);
    }
    std::string what = "there is no option \"" + name + "\"";
    if (const auto near = NearestWord(name, known)) what += "; did you mean \"" + *near + "\"?";
    Refuse(where, what);
  }

  void Give(const Option& option, const toml::node& value) const {
    const toml::array* words = value.as_array();
    if (words == nullptr) return GiveOne(option, value);
    if (!option.repeated) Refuse(value.source(), option.name + " takes one word, no list");
    for (const toml::node& word : *words) GiveOne(option, word);
  }

  void GiveOne(const Option& option, const toml::node& value) const {
    if (option.flag) {
      if (!value.is_boolean()) Refuse(value.source(), option.name + " takes true or false");
      if (value.as_boolean()->get()) option.parse("");
      return;
    }
    std::string word = WordOf(value);
    if (option.is_path && word.starts_with("~/")) word = HomeFolder() + word.substr(1);
    if (!option.choices.empty() &&
        std::ranges::find(option.choices, word) == option.choices.end()) {
      Refuse(value.source(), option.name + ": '" + word + "' is none of " + Listed(option.choices));
    }
    try {
      option.parse(word);
    } catch (const Error& error) {
      Refuse(value.source(), error.what());
    }
  }

  std::string WordOf(const toml::node& value) const {
    if (const auto text = value.value_exact<std::string>()) return *text;
    std::ostringstream word;  // numbers and dates as TOML writes them
    if (value.is_integer()) {
      word << value.as_integer()->get();
    } else if (value.is_floating_point()) {
      word << value.as_floating_point()->get();
    } else if (value.is_date()) {
      word << value.as_date()->get();
    } else if (value.is_date_time()) {
      word << value.as_date_time()->get();
    } else {
      Refuse(value.source(), "a word, number or date is expected here");
    }
    return word.str();
  }

  const fs::path file_;
  const Parsed& parsed_;
};

}  // namespace

fs::path DefaultSettingsFile() {
  const char* set = std::getenv("XDG_CONFIG_HOME");
  // As the XDG specification has it: a relative path is none.
  fs::path folder = set != nullptr ? set : "";
  if (!folder.is_absolute()) folder = fs::path(HomeFolder()) / ".config";
  if (!folder.is_absolute()) return {};
  const fs::path file = folder / "newsgraph" / "config.toml";
  std::error_code none;
  return fs::exists(file, none) ? file : fs::path();
}

void ApplySettings(const fs::path& file, const Grammar& grammar, const Parsed& parsed) {
  const Settings settings(file, parsed);
  const toml::table table = settings.Read();
  std::vector<std::string> commands;
  for (const CommandWords& command : grammar.commands) commands.emplace_back(command.named.name);
  settings.Apply(table, grammar.options, commands);
  for (const CommandWords& command : grammar.commands) {
    const toml::node* const own = table.get(command.named.name);
    if (own == nullptr) continue;
    if (!own->is_table()) {
      settings.Refuse(own->source(), "options of " + std::string(command.named.name) +
                                         " stand below [" + std::string(command.named.name) + "]");
    }
    settings.Apply(*own->as_table(), command.options, {});
  }
}

}  // namespace kg
