// Words offered are of letters, digits and hyphens: nothing in them is special to bash.
#include "cli/completion/shells.h"

namespace kg {
namespace {

constexpr const char* kHead =
    R"(# Completion of newsgraph for bash, made by `newsgraph completion bash`.
_newsgraph() {
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} command= i
  # "--format=json" is three words here.
  if [[ $cur == = ]]; then cur=
  elif [[ $prev == = ]]; then prev=${COMP_WORDS[COMP_CWORD - 2]}; fi
)";

constexpr const char* kMiddle = R"(  local options='-h --help' words= paths=
  COMPREPLY=()
)";

constexpr const char* kTail = R"(  if [[ $cur == -* ]]; then words=$options paths=; fi
  [[ $words ]] && COMPREPLY=($(compgen -W "$words" -- "$cur"))
  if [[ $paths ]]; then
    compopt -o filenames 2>/dev/null
    local path
    while IFS= read -r path; do COMPREPLY+=("$path"); done < <(compgen -f -- "$cur")
  fi
}
complete -F _newsgraph newsgraph
)";

// "timeline:--by|timeline:-b"
std::string Pattern(const std::string& command, const Option& option) {
  std::string pattern;
  for (const std::string& spelling : Spellings(option)) {
    pattern += (pattern.empty() ? "" : "|") + command + ":" + spelling;
  }
  return pattern;
}

// What may stand behind each option that takes a word; nothing is known of most.
void AfterOptions(const std::string& command, const OptionSet& set, std::ostream& out) {
  for (const Option& option : set.options()) {
    if (option.flag || option.positional) continue;
    out << "    " << Pattern(command, option) << ") ";
    if (option.is_path) {
      out << "paths=1";
    } else {
      out << "words='" << Joined(option.choices) << '\'';
    }
    out << " options= ;;\n";
  }
}

// The words and options of a command, or of the program when no command is there yet.
void WriteOffers(const std::string& command, const std::vector<std::string>& words,
                 const OptionSet& set, std::ostream& out) {
  std::vector<std::string> options;
  std::vector<std::string> offered = words;
  bool paths = false;
  for (const Option& option : set.options()) {
    for (const std::string& spelling : Spellings(option)) options.push_back(spelling);
    if (!option.positional) continue;
    offered.insert(offered.end(), option.choices.begin(), option.choices.end());
    paths |= option.is_path;
  }
  out << "        " << (command.empty() ? "''" : command) << ") options+=' " << Joined(options)
      << "' words='" << Joined(offered) << "'" << (paths ? " paths=1" : "") << " ;;\n";
}

}  // namespace

void WriteBashCompletion(const Grammar& grammar, std::ostream& out) {
  std::vector<std::string> commands;
  for (const CommandWords& command : grammar.commands) commands.emplace_back(command.named.name);
  std::vector<std::string> everywhere;
  std::vector<std::string> with_word;
  for (const Option& option : grammar.options.options()) {
    for (const std::string& spelling : Spellings(option)) {
      everywhere.push_back(spelling);
      if (!option.flag) with_word.push_back((with_word.empty() ? "" : "| ") + spelling);
    }
  }
  out << kHead << "  for ((i = 1; i < COMP_CWORD; ++i)); do\n    case ${COMP_WORDS[i]} in\n      "
      << Joined(with_word)
      << ") ((++i)); [[ ${COMP_WORDS[i]} == = ]] && ((++i)) ;;\n"
         "      -* | =) ;;\n      *) command=${COMP_WORDS[i]}; break ;;\n    esac\n  done\n"
      << kMiddle << "  case $command:$prev in\n";
  AfterOptions("*", grammar.options, out);
  for (const CommandWords& command : grammar.commands) {
    AfterOptions(std::string(command.named.name), command.options, out);
  }
  out << "    *)\n      options+=' " << Joined(everywhere) << "'\n      case $command in\n";
  WriteOffers("", commands, {}, out);
  for (const CommandWords& command : grammar.commands) {
    WriteOffers(std::string(command.named.name), {}, command.options, out);
  }
  out << "      esac ;;\n  esac\n" << kTail;
}

}  // namespace kg
