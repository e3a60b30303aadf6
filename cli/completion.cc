#include <array>
#include <string>

#include "cli/command.h"
#include "cli/completion/shells.h"
#include "cli/output_file.h"

namespace kg {
namespace {

struct Shell {
  const char* name;
  void (*write)(const Grammar& grammar, std::ostream& out);
};

constexpr std::array kShells = {Shell{"bash", WriteBashCompletion},
                                Shell{"zsh", WriteZshCompletion},
                                Shell{"fish", WriteFishCompletion}};

class CompletionCommand final : public Command {
 public:
  void AddOptions(OptionSet& set) override {
    Option& shell = set.AddPositional("SHELL", shell_, "bash, zsh or fish");
    for (const Shell& known : kShells) shell.choices.emplace_back(known.name);
    set.Add("output", output_, "file to write; standard output when left out").is_path = true;
  }

  std::string_view Example() const override {
    return "newsgraph completion bash > newsgraph.bash && . ./newsgraph.bash";
  }

  int Run(const Globals&, Streams io) override {
    for (const Shell& known : kShells) {
      if (known.name != shell_) continue;
      WriteOutput(output_, io.out, [&](std::ostream& out) { known.write(Grammar(), out); });
      return kAnswered;
    }
    throw Error(ErrorCode::kUsage, "'" + shell_ + "' is none of bash, zsh, fish");
  }

 private:
  std::string shell_;
  std::string output_;
};

}  // namespace

Entry<Command> completion_command() {
  return {"completion", "a script that lets a shell complete words",
          Make<Command, CompletionCommand>};
}

}  // namespace kg
