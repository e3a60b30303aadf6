// The manual page, made of what --help is made of.
#include <ostream>
#include <string>
#include <string_view>
#include <utility>

#include "cli/command.h"
#include "cli/grammar.h"
#include "cli/output_file.h"
#include "cli/version.h"

namespace kg {
namespace {

// Text as roff takes it: nothing in it is a request or an escape, and hyphens can be copied.
std::string Roff(std::string_view text) {
  std::string roff;
  bool line_start = true;
  for (const char c : text) {
    if (line_start && (c == '.' || c == '\'')) roff += "\\&";
    line_start = c == '\n';
    if (c == '\\') {
      roff += "\\e";
    } else if (c == '-') {
      roff += "\\-";
    } else if (c == '\n') {
      roff += "\n.br\n";
    } else {
      roff += c;
    }
  }
  return roff;
}

void Item(std::ostream& out, const std::string& heading, std::string_view help) {
  out << ".TP\n" << heading << '\n' << Roff(help) << '\n';
}

void OptionEntry(std::ostream& out, const Option& option) {
  std::string heading;
  for (const std::string& spelling : Spellings(option)) {
    heading += (heading.empty() ? "\\fB" : ", \\fB") + Roff(spelling) + "\\fR";
  }
  if (!option.flag) {
    heading += (heading.empty() ? "\\fI" : " \\fI") + Roff(Placeholder(option)) + "\\fR";
  }
  if (option.positional && option.repeated) heading += " ...";
  std::string help = option.help;
  if (!option.shown_default.empty()) help += " (default: " + option.shown_default + ")";
  Item(out, heading, help);
}

void CommandSection(std::ostream& out, const CommandWords& command) {
  out << ".SS \"newsgraph " << command.named.name << "\"\n" << Roff(command.named.summary) << "\n";
  std::string group;
  for (const Option& option : command.options.options()) {
    if (option.group != group) out << ".PP\n" << Roff(option.group) << ":\n";
    group = option.group;
    OptionEntry(out, option);
  }
  out << ".PP\nExample:\n.PP\n.RS 4\n.nf\n"
      << Roff(command.named.command->Example()) << "\n.fi\n.RE\n";
}

constexpr std::pair<const char*, const char*> kStatuses[] = {
    {"0", "answered"},
    {"1", "nothing found"},
    {"2", "wrong usage, or a name that fits several"},
    {"3", "some inputs were rejected, or there is no such source or store"},
    {"4", "the store is in use by another writer"},
    {"5", "the store is damaged or of another format"},
    {"7", "disk, memory or output refused"},
    {"130, 143", "interrupted"}};

constexpr const char* kSettings =
    "Defaults of options, in TOML: those of all commands at the top (store = \"news.db\"), those "
    "of "
    "one command in a table of its name ([timeline] and below it limit = 20). The command line "
    "goes "
    "before the environment, the environment before this file.";

constexpr std::pair<const char*, const char*> kEnvironment[] = {
    {"NEWSGRAPH_STORE", "the store, where --store does not say"},
    {"XDG_CONFIG_HOME", "where newsgraph/config.toml is looked for, instead of ~/.config"},
    {"NEWSGRAPH_PUBLISHERS",
     "a file that says how further publishers write addresses, sections and dates"}};

void WriteManual(std::ostream& out) {
  const Grammar grammar;
  out << ".TH NEWSGRAPH 1 \"" << kReleaseDate << "\" \"newsgraph " << kVersion
      << "\" \"User Commands\"\n"
         ".SH NAME\nnewsgraph \\- a knowledge graph of articles, people and topics\n"
         ".SH SYNOPSIS\n.B newsgraph\n[\\fIOPTION\\fR ...] \\fICOMMAND\\fR [\\fIWORD\\fR ...]\n"
         ".SH DESCRIPTION\n"
      << Roff(kDescription) << "\n.PP\n"
      << Roff(
             "Answers go to standard output, everything else to standard error. A name is a node "
             "id (person:马克龙), a name or alias in simplified or traditional script, a web "
             "address or cluster:ID; a name that fits several lists them and asks.")
      << "\n.SH OPTIONS\nThese may stand before and behind the command.\n";
  for (const Option& option : grammar.options.options()) OptionEntry(out, option);
  Item(out, "\\fB\\-h\\fR, \\fB\\-\\-help\\fR", "print help, of a command when behind one");
  Item(out, "\\fB\\-\\-version\\fR", "print the version");
  out << ".SH COMMANDS\n";
  for (const CommandWords& command : grammar.commands) CommandSection(out, command);
  out << ".SH EXIT STATUS\n";
  for (const auto& [status, meaning] : kStatuses) Item(out, Roff(status), meaning);
  out << ".SH FILES\n";
  Item(out, "\\fI~/.config/newsgraph/config.toml\\fR", kSettings);
  out << ".SH ENVIRONMENT\n";
  for (const auto& [name, meaning] : kEnvironment) Item(out, Roff(name), meaning);
}

class ManualCommand final : public Command {
 public:
  void AddOptions(OptionSet& set) override {
    set.Add("output", output_, "file to write; standard output when left out").is_path = true;
  }

  std::string_view Example() const override {
    return "newsgraph manual -o newsgraph.1 && man -l newsgraph.1";
  }

  int Run(const Globals&, Streams io) override {
    WriteOutput(output_, io.out, WriteManual);
    return kAnswered;
  }

 private:
  std::string output_;
};

}  // namespace

Entry<Command> manual_command() {
  return {"manual", "the manual page of all commands, for man", Make<Command, ManualCommand>};
}

}  // namespace kg
