#include "cli/completion/shells.h"

namespace kg {
namespace {

std::string FishQuoted(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + '\'';
}

// "-l output -s o -r -F -d 'file to write'"
std::string Spec(const Option& option) {
  std::string spec;
  for (const std::string& spelling : Spellings(option)) {
    spec += spelling.starts_with("--") ? " -l " + spelling.substr(2) : " -s " + spelling.substr(1);
  }
  const bool takes_word = !option.flag && !option.positional;
  if (option.is_path) {
    spec += takes_word ? " -r -F" : " -F";
  } else if (takes_word) {
    spec += " -x";
  }
  if (!option.choices.empty()) spec += " -a " + FishQuoted(Joined(option.choices));
  return spec + " -d " + FishQuoted(FirstLine(option.help));
}

}  // namespace

void WriteFishCompletion(const Grammar& grammar, std::ostream& out) {
  out << "# Completion of newsgraph for fish, made by `newsgraph completion fish`.\n"
         "complete -c newsgraph -f\n"
         "complete -c newsgraph -s h -l help -d 'print help'\n"
         "complete -c newsgraph -n __fish_use_subcommand -l version -d 'print the version'\n";
  for (const Option& option : grammar.options.options()) {
    out << "complete -c newsgraph" << Spec(option) << '\n';
  }
  for (const CommandWords& command : grammar.commands) {
    const std::string name(command.named.name);
    out << "complete -c newsgraph -n __fish_use_subcommand -a " << name << " -d "
        << FishQuoted(command.named.summary) << '\n';
    for (const Option& option : command.options.options()) {
      out << "complete -c newsgraph -n '__fish_seen_subcommand_from " << name << "'" << Spec(option)
          << '\n';
    }
  }
}

}  // namespace kg
