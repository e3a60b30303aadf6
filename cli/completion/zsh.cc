#include "cli/completion/shells.h"

namespace kg {
namespace {

// `text` in single quotes, with a backslash before what _arguments takes as its own.
std::string ZshQuoted(std::string_view text, std::string_view special) {
  std::string quoted;
  for (const char c : text) {
    if (special.find(c) != special.npos) quoted += '\\';
    quoted += c == '\'' ? "'\\''" : std::string(1, c);
  }
  return quoted;
}

std::string Help(const Option& option) { return ZshQuoted(FirstLine(option.help), "[]:\\"); }

// ":FILE:_files", ":WORD:(day week)", ":WORD: "
std::string Takes(const Option& option) {
  const std::string name = ":" + Placeholder(option) + ":";
  if (option.is_path) return name + "_files";
  return option.choices.empty() ? name + " " : name + "(" + Joined(option.choices) + ")";
}

void Specs(const OptionSet& set, std::ostream& out) {
  for (const Option& option : set.options()) {
    if (option.positional) {
      out << " \\\n          '" << (option.repeated ? "*" : "") << Takes(option) << '\'';
      continue;
    }
    for (const std::string& spelling : Spellings(option)) {
      const bool glued = spelling.starts_with("--") && !option.flag;  // takes --name=word, too
      out << " \\\n          '" << (option.repeated ? "*" : "") << spelling << (glued ? "=" : "")
          << '[' << Help(option) << ']' << (option.flag ? "" : Takes(option)) << '\'';
    }
  }
}

}  // namespace

void WriteZshCompletion(const Grammar& grammar, std::ostream& out) {
  out << "#compdef newsgraph\n# Completion of newsgraph for zsh, made by `newsgraph completion "
         "zsh`.\n_newsgraph() {\n  local context state state_descr line\n  typeset -A opt_args\n"
         "  local -a commands everywhere\n  commands=(\n";
  for (const CommandWords& command : grammar.commands) {
    out << "    '" << command.named.name << ':' << ZshQuoted(command.named.summary, ":\\") << "'\n";
  }
  out << "  )\n  everywhere=('(- *)'{-h,--help}'[print help]'";
  Specs(grammar.options, out);
  out << ")\n  _arguments -C $everywhere '--version[print the version]' '1: :->command' '*:: "
         ":->words'\n"
         "  case $state in\n    command) _describe -t commands command commands ;;\n"
         "    words)\n      case $line[1] in\n";
  for (const CommandWords& command : grammar.commands) {
    out << "        " << command.named.name << ") _arguments $everywhere";
    Specs(command.options, out);
    out << " ;;\n";
  }
  // Sourced, it makes itself known; autoloaded, it is the function's body and runs.
  out << "      esac ;;\n  esac\n}\n"
         "if [[ $funcstack[1] == _newsgraph ]]; then\n  _newsgraph \"$@\"\nelse\n"
         "  compdef _newsgraph newsgraph\nfi\n";
}

}  // namespace kg
