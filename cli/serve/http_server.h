// A small HTTP server for this machine alone. It hands out what its handler answers, refuses what a
// browser on some other page could be made to ask, and lets no slow client keep it from the others.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>

namespace kg {

struct HttpAnswer {
  unsigned status = 200;
  std::string body{};
  std::string type = "application/json; charset=utf-8";
  std::string policy{};  // Content-Security-Policy; empty allows nothing
};

/// Called with the target of a GET ("/api/show?name=…", as it was sent), from several threads at
/// once. What it throws is answered with 500.
using HttpHandler = std::function<HttpAnswer(const std::string& target)>;

struct HttpLimits {
  std::chrono::milliseconds request{5000};  // for a client to say what it wants, all of it
  std::chrono::milliseconds answer{20000};  // for the handler; then the answer is 503
  std::chrono::milliseconds take{10000};    // for a client to take its answer
  std::size_t connections = 256;            // at once; more are answered with 503
  std::size_t waiting = 32;                 // requests that no thread is free for; more: 503
  std::size_t threads = 2;                  // for the handler
};

class HttpServer {
 public:
  /// Listens on 127.0.0.1, on any free port for 0. Throws Error(kIo), naming the port, when it is
  /// in use.
  HttpServer(unsigned short port, const HttpLimits& limits, HttpHandler handler);
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  unsigned short port() const;

  /// Serves until Stop() or one of SIGINT and SIGTERM; the signal, or 0 after Stop().
  int Run();

  /// From any thread.
  void Stop();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace kg
