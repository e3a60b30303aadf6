// query_latency STORE [COUNT [COMMAND…]]: how long whole commands take, each a process of its own.
// Names are those of persons in random articles, so that who is named often is asked for often;
// pairs are two of one article. Article ids are hashes: the first COUNT (100) articles are a random
// choice, and the same one in every run. For each command a line
//   NAME wall median p99 max ms, CPU median p99 max ms, memory MB, exit codes other than 0
// of which CPU (user and system) is the one to compare on a busy machine. COMMAND picks some.
#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "graph/store.h"

extern char** environ;

namespace {

struct Cost {
  double wall = 0;  // milliseconds
  double cpu = 0;
  double megabytes = 0;
  bool failed = false;
};

/// What is asked about: two persons of one article, and the article.
struct Subject {
  std::string article{};
  std::string person{};
  std::string other{};
};

Cost Run(const std::vector<std::string>& words) {
  std::vector<char*> arguments;
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  const auto start = std::chrono::steady_clock::now();
  pid_t child = 0;
  int status = -1;
  rusage usage{};
  if (posix_spawn(&child, arguments[0], &actions, nullptr, arguments.data(), environ) == 0) {
    wait4(child, &status, 0, &usage);
  }
  const std::chrono::duration<double, std::milli> wall = std::chrono::steady_clock::now() - start;
  posix_spawn_file_actions_destroy(&actions);
  const auto milliseconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_usec) / 1e3;
  };
  return {wall.count(), milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime),
          static_cast<double>(usage.ru_maxrss) / 1024,
          !WIFEXITED(status) || WEXITSTATUS(status) != 0};
}

std::vector<Subject> Subjects(const std::string& folder, std::size_t count) {
  const kg::GraphStore store = kg::GraphStore::Open(folder);
  std::vector<Subject> subjects;
  std::uint64_t turn = 0;
  struct Enough {};
  try {
    store.ForEachArticle([&](const kg::Article& article) {
      std::vector<std::string> persons;
      for (const kg::Entity& entity : article.entities) {
        if (entity.kind == kg::NodeKind::kPerson) persons.push_back("person:" + entity.name);
      }
      if (persons.size() < 2) return;
      const std::size_t first = turn++ % persons.size();
      subjects.push_back({"article:" + article.url, persons[first],
                          persons[(first + 1 + turn % (persons.size() - 1)) % persons.size()]});
      if (subjects.back().other == subjects.back().person) subjects.pop_back();
      if (subjects.size() == count) throw Enough();
    });
  } catch (const Enough&) {
  }
  return subjects;
}

double Quantile(std::vector<double> values, double share) {
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1) + 0.5)];
}

void Measure(const std::string& name, const std::vector<Cost>& costs) {
  std::vector<double> wall;
  std::vector<double> cpu;
  double memory = 0;
  int failed = 0;
  for (const Cost& cost : costs) {
    wall.push_back(cost.wall);
    cpu.push_back(cost.cpu);
    memory = std::max(memory, cost.megabytes);
    failed += cost.failed ? 1 : 0;
  }
  std::printf("%-12s wall %7.1f %8.1f %8.1f ms  cpu %7.1f %8.1f %8.1f ms  %6.1f MB  %d failed\n",
              name.c_str(), Quantile(wall, 0.5), Quantile(wall, 0.99), Quantile(wall, 1),
              Quantile(cpu, 0.5), Quantile(cpu, 0.99), Quantile(cpu, 1), memory, failed);
  std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fputs("usage: query_latency STORE [COUNT [COMMAND...]]\n", stderr);
    return 2;
  }
  const std::string store = argv[1];
  const std::size_t count = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 100;
  const std::vector<std::string> wanted(argv + std::min(argc, 3), argv + argc);
  const std::string program =
      (std::filesystem::canonical("/proc/self/exe").parent_path() / "newsgraph").string();
  const std::vector<Subject> subjects = Subjects(store, count);
  if (subjects.empty()) {
    std::fputs("query_latency: no article names two persons\n", stderr);
    return 1;
  }
  using Words = std::vector<std::string>;
  struct Command {
    std::string name;
    Words (*words)(const Subject&);
  };
  const Command commands[] = {
      {"version", [](const Subject&) { return Words{"--version"}; }},
      {"show",
       [](const Subject& s) {
         return Words{"show", s.person};
       }},
      {"show article",
       [](const Subject& s) {
         return Words{"show", s.article};
       }},
      {"timeline",
       [](const Subject& s) {
         return Words{"timeline", s.person};
       }},
      {"neighbors",
       [](const Subject& s) {
         return Words{"neighbors", s.person};
       }},
      {"explain",
       [](const Subject& s) {
         return Words{"explain", s.person, s.other};
       }},
      {"search",
       [](const Subject& s) {
         return Words{"search", s.person.substr(7)};
       }},
      {"path",
       [](const Subject& s) {
         return Words{"path", s.person, s.other, "-k", "3"};
       }},
  };
  for (const Command& command : commands) {
    if (!wanted.empty() && std::find(wanted.begin(), wanted.end(), command.name) == wanted.end()) {
      continue;
    }
    std::vector<Cost> costs;
    for (const Subject& subject : subjects) {
      Words words = {program, "--store", store};
      const Words more = command.words(subject);
      words.insert(words.end(), more.begin(), more.end());
      costs.push_back(Run(words));
    }
    Measure(command.name, costs);
  }
  return 0;
}
