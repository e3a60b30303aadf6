#include "cli/parser.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>
#include <utility>

#include "cli/nearest_word.h"
#include "cli/safe_text.h"
#include "cli/version.h"

namespace kg {
namespace {

constexpr std::size_t kHelpColumn = 30;
constexpr std::size_t kHelpWidth = 80;

// Breaks between words, so that no line has more than `width` bytes where words allow it.
std::string Wrapped(const std::string& text, std::size_t width) {
  std::string wrapped;
  std::size_t used = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_of(" \n", at), text.size());
    const std::size_t size = end - at;
    if (used > 0 && used + 1 + size > width) {
      wrapped.back() = '\n';
      used = 0;
    }
    wrapped += text.substr(at, size + 1);
    used = end < text.size() && text[end] == '\n' ? 0 : used + size + 1;
    at = end + 1;
  }
  return wrapped;
}

class HelpFormatter final : public CLI::Formatter {
 public:
  std::string make_option_desc(const CLI::Option* option) const override {
    return Wrapped(CLI::Formatter::make_option_desc(option), kHelpWidth - kHelpColumn);
  }
};

// An option of the grammar and what CLI11 made of it.
using Known = std::vector<std::pair<const Option*, const CLI::Option*>>;

std::string CliName(const Option& option) {
  if (option.positional) return option.name;
  std::string name;
  for (const std::string& spelling : Spellings(option)) {
    name += (name.empty() ? "" : ",") + spelling;
  }
  return name;
}

CLI::Option* AddOption(CLI::App& app, const Option& option) {
  if (option.flag) {
    return app.add_flag_callback(
        CliName(option), [&option] { option.parse(""); }, option.help);
  }
  CLI::Option* added = app.add_option(
      CliName(option),
      [&option](const CLI::results_t& words) {
        for (const std::string& word : words) option.parse(word);
        return true;
      },
      option.help);
  added->type_name(option.positional ? "" : Placeholder(option));
  // A repeated option takes one word each time, so that it never swallows a positional.
  if (option.repeated) added->take_all()->allow_extra_args(option.positional);
  if (option.repeated && option.positional) {
    added->expected(1, CLI::detail::expected_max_vector_size);
  }
  if (option.required) added->required();
  if (!option.shown_default.empty()) added->default_str(option.shown_default);
  return added;
}

void AddOptions(CLI::App& app, const OptionSet& set, Known& known) {
  for (const Option& option : set.options()) {
    CLI::Option* added = AddOption(app, option);
    if (!option.group.empty()) added->group(option.group);
    known.emplace_back(&option, added);
  }
}

// What CLI11 says of unknown words is that a command is missing, or that they were not expected.
void TellUnknown(const CLI::App& app, const std::vector<std::string>& words, std::ostream& err) {
  const auto tell = [&](const char* what, const std::string& word,
                        const std::vector<std::string>& known) {
    err << "newsgraph: unknown " << what << " \"" << SafeText(word) << '"';
    if (const auto near = NearestWord(word, known)) err << "; did you mean \"" << *near << "\"?";
    err << '\n';
  };
  const auto chosen = app.get_subcommands();
  std::vector<std::string> known;
  if (chosen.empty()) {
    for (const CLI::App* sub : app.get_subcommands(nullptr)) known.push_back(sub->get_name());
    const auto command =
        std::ranges::find_if(words, [](const std::string& word) { return !word.starts_with('-'); });
    if (command != words.end()) tell("command", *command, known);
    return;
  }
  for (const CLI::App* at : {&app, static_cast<const CLI::App*>(chosen.front())}) {
    for (const CLI::Option* option : at->get_options()) {
      for (const std::string& name : option->get_lnames()) known.push_back("--" + name);
    }
  }
  for (const std::string& word : app.remaining(true)) {
    if (word.starts_with("--")) tell("option", word.substr(0, word.find('=')), known);
  }
}

// False when there is nothing more to do: `status` says how it ended.
bool ParseWords(CLI::App& app, const std::vector<std::string>& words, Streams io, int& status) {
  std::vector<std::string> reversed(words.rbegin(), words.rend());
  try {
    app.parse(reversed);
    return true;
  } catch (const CLI::Success& asked) {  // --help, --version
    app.exit(asked, io.out, io.err);
  } catch (const CLI::ParseError& error) {
    TellUnknown(app, app.remaining(true), io.err);
    app.exit(error, io.err, io.err);
    status = kUsageError;
  }
  return false;
}

}  // namespace

Parsed Parse(const Grammar& grammar, const std::vector<std::string>& words, Streams io) {
  CLI::App app(kDescription, "newsgraph");
  app.formatter(std::make_shared<HelpFormatter>());
  app.get_formatter()->column_width(kHelpColumn);
  app.set_help_flag("-h,--help", "print this and exit");
  app.set_version_flag("--version", std::string("newsgraph ") + kVersion,
                       "print the version and exit");
  app.require_subcommand(1);
  app.fallthrough();
  app.footer("Example:\n  newsgraph ingest articles/\n  newsgraph timeline 马克龙\n");
  Known known;
  AddOptions(app, grammar.options, known);
  std::vector<const CLI::App*> subs;
  for (const CommandWords& command : grammar.commands) {
    CLI::App* sub =
        app.add_subcommand(std::string(command.named.name), std::string(command.named.summary));
    AddOptions(*sub, command.options, known);
    sub->footer("Example:\n  " + std::string(command.named.command->Example()));
    subs.push_back(sub);
  }
  Parsed parsed{.given = grammar.from_environment};
  if (!ParseWords(app, words, io, parsed.status)) return parsed;
  for (const auto& [option, added] : known) {
    if (added->count() > 0) parsed.given.insert(option);
  }
  const auto chosen = std::ranges::find_if(subs, [](const CLI::App* sub) { return sub->parsed(); });
  parsed.command = &grammar.commands[static_cast<std::size_t>(chosen - subs.begin())];
  return parsed;
}

}  // namespace kg
