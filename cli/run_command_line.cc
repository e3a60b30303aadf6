// From words to a command and from failures to exit statuses: the one place that catches.
#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <new>
#include <system_error>

#include "cli/command.h"
#include "cli/nearest_word.h"
#include "cli/safe_text.h"
#include "cli/version.h"

namespace kg {
namespace {

int StatusOf(ErrorCode code) {
  switch (code) {
    case ErrorCode::kUsage: return kUsageError;
    case ErrorCode::kUnknownName: return kNothingFound;
    case ErrorCode::kNotFound: return kRejectedOrMissing;
    case ErrorCode::kLocked: return kStoreLocked;
    case ErrorCode::kCorrupt:
    case ErrorCode::kUnsupported: return kStoreDamaged;
    case ErrorCode::kIo: return kRefused;
  }
  return kRefused;
}

std::string DefaultStore() {
  const char* named = std::getenv("NEWSGRAPH_STORE");
  return named != nullptr && *named != '\0' ? named : "./newsgraph.db";
}

std::string CliName(const Option& option) {
  if (option.positional) return option.name;
  if (option.name.size() == 1) return "-" + option.name;
  return (option.name == "output" ? "-o,--" : "--") + option.name;
}

void AddOption(CLI::App& app, const Option& option) {
  if (option.flag) {
    CLI::Option* flag = app.add_flag_callback(
        CliName(option), [&option] { option.parse(""); }, option.help);
    if (!option.group.empty()) flag->group(option.group);
    return;
  }
  CLI::Option* added = app.add_option(
      CliName(option),
      [&option](const CLI::results_t& words) {
        for (const std::string& word : words) option.parse(word);
        return true;
      },
      option.help);
  added->type_name(option.positional ? "" : "WORD");
  // A repeated option takes one word each time, so that it never swallows a positional.
  if (option.repeated) added->take_all()->allow_extra_args(option.positional);
  if (option.repeated && option.positional)
    added->expected(1, CLI::detail::expected_max_vector_size);
  if (option.required) added->required();
  if (!option.group.empty()) added->group(option.group);
  if (!option.shown_default.empty()) added->default_str(option.shown_default);
}

void AddGlobals(CLI::App& app, Globals& globals) {
  app.add_option("--store", globals.store,
                 "folder of the store; else $NEWSGRAPH_STORE, else ./newsgraph.db")
      ->type_name("DIR");
  app.add_flag("--quiet", globals.quiet, "no progress and no list of rejected files");
  // Nothing is coloured yet; accepted so that scripts may say so.
  app.add_flag_callback(
      "--no-color", [] {}, "plain text");
  app.set_version_flag("--version", std::string("newsgraph ") + kVersion);
  app.require_subcommand(1);
  app.fallthrough();
}

struct Choice {
  CLI::App* app;
  Command* command;
};

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

int Parse(CLI::App& app, const std::vector<std::string>& words, Streams io) {
  std::vector<std::string> reversed(words.rbegin(), words.rend());
  try {
    app.parse(reversed);
    return kAnswered;
  } catch (const CLI::Success& asked) {  // --help, --version
    app.exit(asked, io.out, io.err);
    return -1;
  } catch (const CLI::ParseError& error) {
    TellUnknown(app, app.remaining(true), io.err);
    app.exit(error, io.err, io.err);
    return kUsageError;
  }
}

int RunChecked(const std::vector<std::string>& words, Streams io) {
  Globals globals{.store = DefaultStore()};
  CLI::App app("A knowledge graph of articles, people and topics from a news archive.",
               "newsgraph");
  AddGlobals(app, globals);
  const std::vector<NamedCommand> commands = AllCommands();
  std::vector<OptionSet> sets(commands.size());
  std::vector<Choice> choices;
  for (std::size_t i = 0; i < commands.size(); ++i) {
    CLI::App* sub =
        app.add_subcommand(std::string(commands[i].name), std::string(commands[i].summary));
    commands[i].command->AddOptions(sets[i]);
    for (const Option& option : sets[i].options()) AddOption(*sub, option);
    sub->footer("Example:\n  " + std::string(commands[i].command->Example()));
    choices.push_back({sub, commands[i].command.get()});
  }
  const int parsed = Parse(app, words, io);
  if (parsed != kAnswered) return parsed < 0 ? kAnswered : parsed;
  for (const Choice& choice : choices) {
    if (choice.app->parsed()) return choice.command->Run(globals, io);
  }
  return kUsageError;
}

int Complain(Streams io, const std::string& what, int status) {
  io.err << "newsgraph: " << SafeText(what) << '\n';
  return status;
}

}  // namespace

int RunCommandLine(const std::vector<std::string>& words, Streams io) {
  try {
    return RunChecked(words, io);
  } catch (const Error& error) {
    return Complain(io, error.what(), StatusOf(error.code()));
  } catch (const std::bad_alloc&) {
    return Complain(io, "out of memory; what was stored stays", kRefused);
  } catch (const std::exception& error) {
    return Complain(io, error.what(), kRefused);
  }
}

}  // namespace kg
