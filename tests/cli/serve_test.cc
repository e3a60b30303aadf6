// The server: what it answers, what it refuses, and that nobody keeps it from the others.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <random>
#include <thread>
#include <vector>

#include "cli/serve/api.h"
#include "cli/serve/http_server.h"
#include "graph/error.h"
#include "tests/support/command_line.h"
#include "tests/support/http_client.h"
#include "tests/support/sample_store.h"
#include "tests/support/temp_dir.h"

namespace kg {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

double SecondsFor(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// In a thread of its own for as long as the object lives.
class Running {
 public:
  explicit Running(HttpHandler handler, const HttpLimits& limits = {})
      : server_(0, limits, std::move(handler)), thread_([this] { server_.Run(); }) {}
  ~Running() {
    server_.Stop();
    thread_.join();
  }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

  unsigned short port() const { return server_.port(); }

 private:
  HttpServer server_;
  std::thread thread_;
};

HttpAnswer Echo(const std::string& target) { return {.body = target, .type = "text/plain"}; }

TEST(HttpServer, H1RefusesOtherHostsAndOtherPages) {
  const Running server(Echo);
  const std::string own = std::to_string(server.port());
  const auto status = [&](const std::string& fields) {
    return Ask(server.port(), "/x", "GET", fields).status;
  };
  EXPECT_EQ(status(""), 200);
  EXPECT_EQ(status("Host: localhost:" + own + "\r\n"), 200);
  EXPECT_EQ(status("Host: evil.example\r\n"), 421);
  EXPECT_EQ(status("Host: evil.example:" + own + "\r\n"), 421);
  EXPECT_EQ(status("Host: 127.0.0.1:1\r\n"), 421);
  EXPECT_EQ(status("Host: 127.0.0.1\r\n"), 421);
  EXPECT_EQ(status("Host: 127.0.0.1:" + own + ".evil.example\r\n"), 421);
  EXPECT_EQ(status("Host: 127.0.0.1:" + own + "\r\nHost: evil.example\r\n") / 100, 4);
  EXPECT_EQ(status("Origin: http://evil.example\r\n"), 403);
  EXPECT_EQ(status("Origin: null\r\n"), 403);
  EXPECT_EQ(status("Origin: http://127.0.0.1:" + own + "\r\n"), 200);
  EXPECT_EQ(status("Sec-Fetch-Site: cross-site\r\n"), 403);
  EXPECT_EQ(status("Sec-Fetch-Site: same-site\r\n"), 403);
  EXPECT_EQ(status("Sec-Fetch-Site: same-origin\r\n"), 200);
  const HttpReply reply = Ask(server.port(), "/x", "GET", "Origin: http://evil.example\r\n");
  EXPECT_THAT(reply.head, Not(HasSubstr("Access-Control")));
}

TEST(HttpServer, H1TakesGetAndHeadAlone) {
  const Running server(Echo);
  for (const char* method : {"POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"}) {
    const HttpReply reply = Ask(server.port(), "/x", method);
    EXPECT_EQ(reply.status, 405) << method;
    EXPECT_THAT(reply.head, HasSubstr("Allow: GET, HEAD\r\n"));
  }
  const HttpReply head = Ask(server.port(), "/four", "HEAD");
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.body, "");
  EXPECT_THAT(head.head, HasSubstr("Content-Length: 5\r\n"));
}

TEST(HttpServer, H2ListensOnLoopbackAlone) {
  const Running server(Echo);
  std::ifstream listening("/proc/net/tcp");
  char port[8];
  std::snprintf(port, sizeof port, ":%04X", server.port());
  int found = 0;
  for (std::string line; std::getline(listening, line);) {
    constexpr const char* kListens = " 0A ";
    if (line.find(port) == std::string::npos || line.find(kListens) == std::string::npos) continue;
    ++found;
    EXPECT_THAT(line, HasSubstr(std::string("0100007F") + port));  // 127.0.0.1
  }
  EXPECT_EQ(found, 1);
}

TEST(HttpServer, H3ManySlowClientsDoNotKeepAFastOneWaiting) {
  const Running server(Echo, {.request = 2s});
  std::vector<std::unique_ptr<Connection>> slow;
  for (int i = 0; i < 200; ++i) {
    slow.push_back(std::make_unique<Connection>(server.port()));
    slow.back()->Send("GET / HTTP/1.1\r\nHost: 127.0");
  }
  EXPECT_LT(SecondsFor([&] { EXPECT_EQ(Ask(server.port(), "/fast").body, "/fast"); }), 1);
  // One that drips a byte now and then is gone after the deadline all the same.
  const double gone = SecondsFor([&] {
    while (slow.front()->Send("x")) std::this_thread::sleep_for(100ms);
  });
  EXPECT_LT(gone, 6);
}

TEST(HttpServer, H3TooManyConnectionsAreTurnedAway) {
  const Running server(Echo, {.request = 1s, .connections = 8});
  std::vector<std::unique_ptr<Connection>> open;
  for (int i = 0; i < 8; ++i) {
    open.push_back(std::make_unique<Connection>(server.port()));
    open.back()->Send("GET");
  }
  EXPECT_EQ(ParseReply(Connection(server.port()).ReadAll()).status, 503);
  for (auto& connection : open) connection->ReadAll();  // until the deadline closes them
  EXPECT_EQ(Ask(server.port(), "/again").status, 200);
}

TEST(HttpServer, H4TakesNoLongHeaderBodyOrAddress) {
  const Running server(Echo);
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(Ask(server.port(), "/x", "GET", "X: " + std::string(20000, 'x') + "\r\n").status, 431);
  EXPECT_EQ(Ask(server.port(), "/x", "GET", "Content-Length: 200000000\r\n").status, 413);
  EXPECT_EQ(Ask(server.port(), "/" + std::string(6000, 'x')).status, 414);
  EXPECT_EQ(Ask(server.port(), "no slash\r\n\r\n").status, 400);
  EXPECT_LT(std::chrono::steady_clock::now() - start, 3s);
}

TEST(HttpServer, H6AnAnswerThatTakesTooLongIsGivenUp) {
  const Running server(
      [](const std::string& target) {
        if (target == "/slow") std::this_thread::sleep_for(900ms);
        return Echo(target);
      },
      {.answer = 200ms});
  EXPECT_LT(SecondsFor([&] { EXPECT_EQ(Ask(server.port(), "/slow").status, 503); }), 0.8);
  EXPECT_EQ(Ask(server.port(), "/fast").status, 200);
}

TEST(HttpServer, AHandlerThatThrowsIsAnsweredFor) {
  const Running server(
      [](const std::string&) -> HttpAnswer { throw std::runtime_error("secret"); });
  const HttpReply reply = Ask(server.port(), "/");
  EXPECT_EQ(reply.status, 500);
  EXPECT_THAT(reply.body, Not(HasSubstr("secret")));
}

TEST(HttpServer, H9APortInUseIsAnError) {
  const Running server(Echo);
  try {
    const HttpServer second(server.port(), {}, Echo);
    FAIL() << "two listen on one port";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kIo);
    EXPECT_THAT(error.what(), HasSubstr(std::to_string(server.port())));
  }
}

/// The API behind a server, on the sample.
class Served : public testing::Test {
 protected:
  Served()
      : api_(SampleStore()), server_([this](const std::string& t) { return api_.Answer(t); }) {}

  HttpReply Get(std::string_view target) const { return Ask(server_.port(), target); }
  nlohmann::json Json(std::string_view target) const {
    const HttpReply reply = Get(target);
    EXPECT_EQ(reply.status, 200) << target << ": " << reply.body;
    return nlohmann::json::parse(reply.body);
  }

  Api api_;
  Running server_;
};

TEST_F(Served, H5HandsOutThePageAndNoFiles) {
  const HttpReply page = Get("/");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.head, HasSubstr("Content-Type: text/html; charset=utf-8\r\n"));
  EXPECT_THAT(page.body, HasSubstr(R"({"api":"/api/"})"));
  for (const char* path :
       {"/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/etc/passwd", "/api/../../etc/passwd",
        "//etc/passwd", "/index.html", "/favicon.ico"}) {
    EXPECT_EQ(Get(path).status, 404) << path;
  }
}

TEST_F(Served, H7EveryAnswerSaysWhatABrowserMayDoWithIt) {
  for (const char* target : {"/", "/api/stats", "/api/nothing", "/none"}) {
    const std::string head = Get(target).head;
    EXPECT_THAT(head, HasSubstr("Content-Security-Policy: default-src 'none'")) << target;
    EXPECT_THAT(head, HasSubstr("frame-ancestors 'none'"));
    EXPECT_THAT(head, HasSubstr("X-Content-Type-Options: nosniff\r\n"));
    EXPECT_THAT(head, HasSubstr("Referrer-Policy: no-referrer\r\n"));
    EXPECT_THAT(head, HasSubstr("Cache-Control: no-store\r\n"));
    EXPECT_THAT(head, HasSubstr("Cross-Origin-Opener-Policy: same-origin\r\n"));
    EXPECT_THAT(head, HasSubstr("Cross-Origin-Resource-Policy: same-origin\r\n"));
    EXPECT_THAT(head, Not(HasSubstr("unsafe")));
  }
}

// 李辉, 金正恩, 馬克龍, as addresses have them.
constexpr const char* kLiHui = "%E6%9D%8E%E8%BE%89";
constexpr const char* kKim = "%E9%87%91%E6%AD%A3%E6%81%A9";
constexpr const char* kMacron = "%E9%A6%AC%E5%85%8B%E9%BE%8D";

TEST_F(Served, AnswersWhatTheCommandsAnswer) {
  const std::vector<std::pair<std::string, std::vector<std::string>>> same = {
      {std::string("search?text=") + kMacron + "&in=name", {"search", "馬克龍", "--in", "name"}},
      {std::string("show?name=") + kMacron, {"show", "馬克龍"}},
      {std::string("neighbors?name=") + kLiHui + "&limit=5&type=person",
       {"neighbors", "李辉", "--limit", "5", "--type", "person"}},
      {std::string("path?a=") + kLiHui + "&b=" + kKim + "&k=2&evidence=1",
       {"path", "李辉", "金正恩", "-k", "2", "--evidence"}},
      {std::string("explain?a=") + kLiHui + "&b=" + kKim, {"explain", "李辉", "金正恩"}},
      {std::string("timeline?name=") + kLiHui + "&since=2023-01-01",
       {"timeline", "李辉", "--since", "2023-01-01"}},
      {"clusters?limit=3", {"clusters", "--limit", "3"}},
      {"stats", {"stats"}}};
  for (const auto& [target, words] : same) {
    std::vector<std::string> command = {"--store", SampleStore().string()};
    command.insert(command.end(), words.begin(), words.end());
    command.insert(command.end(), {"--format", "json"});
    EXPECT_EQ(Json("/api/" + target), nlohmann::json::parse(RunProgram(command).out)) << target;
  }
}

TEST_F(Served, TheOverviewHasPlacesForTheMostMentionedNames) {
  const auto data = Json("/api/graph?");
  EXPECT_EQ(data["nodes"].size(), 160);
  EXPECT_GT(data["links"].size(), 200);
  EXPECT_GT(data["periods"].size(), 20);
  for (const auto& node : data["nodes"]) EXPECT_TRUE(node.contains("x")) << node;
}

TEST_F(Served, StatsAreWorkedOutOnce) {
  Api api(SampleStore());
  const double first = SecondsFor([&] { EXPECT_EQ(api.Answer("/api/stats").status, 200); });
  const double next = SecondsFor([&] {
    for (int i = 0; i < 200; ++i) EXPECT_EQ(api.Answer("/api/stats").status, 200);
  });
  EXPECT_LT(next, 20 * first);
}

TEST(Api, SeesWhatIsIngestedWhileItServes) {
  const TempDir folder;
  const std::string store = (folder.path() / "store").string();
  const auto ingest = [&](const std::string& source) {
    EXPECT_EQ(RunProgram({"--store", store, "ingest", KG_SOURCE_DIR "/sample/" + source}).status,
              kAnswered);
  };
  const auto of_command = [&] {
    return nlohmann::json::parse(RunProgram({"--store", store, "stats", "--format", "json"}).out);
  };
  ingest("jekyll");
  Api api(store);
  const auto stats = [&] { return nlohmann::json::parse(api.Answer("/api/stats").body); };
  EXPECT_EQ(stats(), of_command());
  const std::string overview = api.Answer("/api/graph").body;
  ingest("articles");
  const auto after = of_command();
  ASSERT_NE(stats(), nlohmann::json());
  for (int i = 0; i < 200 && stats() != after; ++i) std::this_thread::sleep_for(50ms);
  EXPECT_EQ(stats(), after);
  EXPECT_NE(api.Answer("/api/graph").body, overview);
}

TEST_F(Served, SaysWhatWasWrong) {
  const std::vector<std::pair<std::string, int>> wrong = {
      {"/api/nothing", 404},
      {"/api/", 404},
      {"/api/ingest", 404},
      {"/api/export", 404},
      {"/api/show", 400},
      {"/api/show?name=nobody", 404},
      {"/api/show?nam=x", 400},
      {"/api/show?name=%ff", 400},
      {"/api/show?name=%zz", 400},
      {"/api/neighbors?name=x&hops=99", 400},
      {"/api/clusters?action=run", 400},
      {"/api/timeline?name=x&since=never", 400}};
  for (const auto& [target, status] : wrong) {
    const HttpReply reply = Get(target);
    EXPECT_EQ(reply.status, status) << target << ": " << reply.body;
    EXPECT_EQ(nlohmann::json::parse(reply.body)["schema"], "newsgraph/error/1") << target;
  }
}

TEST_F(Served, H8NoRequestBreaksIt) {
  std::mt19937_64 random(8);
  const std::vector<std::string> parts = {"/api/",    "search",
                                          "show",     "path",
                                          "explain",  "timeline",
                                          "clusters", "resolve",
                                          "trend",    "?",
                                          "&",        "=",
                                          "name",     "text",
                                          "a",        "b",
                                          "limit",    "hops",
                                          "since",    "%",
                                          "%00",      "%E6%9D%8E",
                                          "..",       "/",
                                          "-1",       "9999999999999999999999",
                                          "person:",  "article:https://",
                                          "cluster:", "\"",
                                          "<script>", "+",
                                          "#"};
  for (int i = 0; i < 3000; ++i) {
    std::string target = "/";
    for (std::uint64_t n = random() % 9; n > 0; --n) {
      target += random() % 4 == 0 ? std::string(1, static_cast<char>(random() % 256))
                                  : parts[random() % parts.size()];
    }
    const unsigned status = api_.Answer(target).status;
    ASSERT_TRUE(status < 500 || status == 503) << target;
  }
  for (int i = 0; i < 300; ++i) {  // and no bytes at all do
    Connection connection(server_.port(), 1);
    std::string bytes = i % 2 == 0 ? "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" : "";
    for (std::uint64_t n = 1 + random() % 40; n > 0; --n) {
      bytes.insert(bytes.begin() + static_cast<std::ptrdiff_t>(random() % (bytes.size() + 1)),
                   static_cast<char>(random() % 256));
    }
    connection.Send(bytes + "\r\n\r\n");
  }
  EXPECT_EQ(Get("/api/stats").status, 200);
}

/// The program itself, ended by a signal.
class Program {
 public:
  explicit Program(const std::vector<std::string>& words) {
    int ends[2];
    if (::pipe(ends) != 0) throw std::runtime_error("no pipe");
    child_ = ::fork();
    if (child_ == 0) {
      ::dup2(ends[1], STDOUT_FILENO);
      std::vector<char*> arguments = {const_cast<char*>(KG_PROGRAM)};
      for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
      arguments.push_back(nullptr);
      ::execv(KG_PROGRAM, arguments.data());
      ::_exit(99);
    }
    ::close(ends[1]);
    for (char c; ::read(ends[0], &c, 1) == 1 && c != '\n';) line_ += c;
    ::close(ends[0]);
  }

  const std::string& line() const { return line_; }

  int EndBy(int signal) const {
    ::kill(child_, signal);
    int status = 0;
    ::waitpid(child_, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

 private:
  pid_t child_ = 0;
  std::string line_;
};

TEST(ServeCommand, PrintsItsAddressServesAndEndsBySignals) {
  for (const auto& [signal, status] : {std::pair(SIGINT, 130), {SIGTERM, 143}}) {
    const Program program({"--store", SampleStore().string(), "--quiet", "serve"});
    constexpr std::string_view kBefore = "http://127.0.0.1:";
    ASSERT_THAT(program.line(), testing::StartsWith(std::string(kBefore)));
    const int port = std::stoi(program.line().substr(kBefore.size()));
    EXPECT_EQ(Ask(static_cast<unsigned short>(port), "/api/stats").status, 200);
    EXPECT_EQ(
        RunProgram({"--store", SampleStore().string(), "serve", "--port", std::to_string(port)})
            .status,
        kRefused);
    const double seconds = SecondsFor([&] { EXPECT_EQ(program.EndBy(signal), status); });
    EXPECT_LT(seconds, 2);
  }
}

TEST(ServeCommand, NeedsAStoreAndASensiblePort) {
  const TempDir folder;
  EXPECT_EQ(RunProgram({"--store", (folder.path() / "none").string(), "serve"}).status,
            kRejectedOrMissing);
  EXPECT_EQ(RunProgram({"--store", SampleStore().string(), "serve", "--port", "70000"}).status,
            kUsageError);
}

}  // namespace
}  // namespace kg
