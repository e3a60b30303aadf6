// From words to a command and from failures to exit statuses: the one place that catches.
#include <iostream>
#include <new>

#include "cli/command.h"
#include "cli/parser.h"
#include "cli/safe_text.h"
#include "cli/settings.h"

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

int Welcome(std::ostream& err) {
  err << kDescription
      << "\n\nTo begin:\n"
         "  newsgraph ingest FOLDER     read the articles in it into ./newsgraph.db\n"
         "  newsgraph stats             what the store holds\n"
         "  newsgraph serve --open      look around in the browser\n\n"
         "newsgraph --help lists all commands, newsgraph COMMAND --help tells of one.\n";
  return kUsageError;
}

int RunChecked(const std::vector<std::string>& words, Streams io,
               const std::filesystem::path& settings) {
  if (words.empty()) return Welcome(io.err);
  const Grammar grammar;
  const Parsed parsed = Parse(grammar, words, io);
  if (parsed.command == nullptr) return parsed.status;
  const Globals& globals = grammar.globals;
  const std::filesystem::path file =
      globals.settings.empty() ? settings : std::filesystem::path(globals.settings);
  if (!globals.no_settings && !file.empty()) ApplySettings(file, grammar, parsed);
  return parsed.command->named.command->Run(globals, io);
}

int Complain(Streams io, const std::string& what, int status) {
  io.err << "newsgraph: " << SafeText(what) << '\n';
  return status;
}

}  // namespace

int RunCommandLine(const std::vector<std::string>& words, Streams io,
                   const std::filesystem::path& settings) {
  try {
    return RunChecked(words, io, settings);
  } catch (const Error& error) {
    return Complain(io, error.what(), StatusOf(error.code()));
  } catch (const std::bad_alloc&) {
    return Complain(io, "out of memory; what was stored stays", kRefused);
  } catch (const std::exception& error) {
    return Complain(io, error.what(), kRefused);
  }
}

}  // namespace kg
