#include <spawn.h>

#include <csignal>
#include <string>

#include "cli/command.h"
#include "cli/serve/api.h"
#include "cli/serve/http_server.h"

extern char** environ;

namespace kg {
namespace {

// Whoever asked for it sees whether it worked; the address is on the terminal in any case.
void OpenInBrowser(const std::string& url) {
  std::string program = "xdg-open";
  std::string address = url;
  char* const words[] = {program.data(), address.data(), nullptr};
  pid_t child = 0;
  std::signal(SIGCHLD, SIG_IGN);
  ::posix_spawnp(&child, program.c_str(), nullptr, nullptr, words, environ);
}

class ServeCommand final : public Command {
 public:
  void AddOptions(OptionSet& set) override {
    set.Add("port", port_, "port on this machine; 0 takes a free one");
    set.AddFlag("open", open_, "open the page in the browser");
  }

  std::string_view Example() const override { return "newsgraph serve --open"; }

  int Run(const Globals& globals, Streams io) override {
    constexpr int kMostPort = 65535;
    if (port_ < 0 || port_ > kMostPort) throw Error(ErrorCode::kUsage, "--port: 0 to 65535");
    Api api(globals.store);
    HttpServer server(static_cast<unsigned short>(port_), {},
                      [&](const std::string& target) { return api.Answer(target); });
    const std::string url = "http://127.0.0.1:" + std::to_string(server.port()) + "/";
    io.out << url << std::endl;
    if (!io.out) throw Error(ErrorCode::kIo, "the output was cut short");
    if (!globals.quiet)
      io.err << "for this machine alone, reading only; Ctrl-C ends it\n" << std::flush;
    if (open_) OpenInBrowser(url);
    return server.Run() == SIGTERM ? kTerminated : kInterrupted;
  }

 private:
  static constexpr int kTerminated = 143;

  int port_ = 0;
  bool open_ = false;
};

}  // namespace

Entry<Command> serve_command() {
  return {"serve", "the explorer in a browser, on this machine alone", Make<Command, ServeCommand>};
}

}  // namespace kg
