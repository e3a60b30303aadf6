// The one file that knows Boost.Beast, which takes long to compile.
#include "cli/serve/http_server.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "graph/error.h"

namespace kg {

namespace net = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using boost::system::error_code;
using net::ip::tcp;

namespace {

constexpr std::size_t kMostHeader = 8 << 10;
constexpr std::size_t kMostBody = 64 << 10;
constexpr std::size_t kMostTarget = 4 << 10;

using Request = http::request<http::string_body>;

HttpAnswer Refusal(http::status status, const std::string& why) {
  return {.status = static_cast<unsigned>(status),
          .body = why + "\n",
          .type = "text/plain; charset=utf-8"};
}

}  // namespace

struct HttpServer::Impl {
  Impl(const HttpLimits& limits_given, HttpHandler handler_given)
      : limits(limits_given),
        handler(std::move(handler_given)),
        pool(limits_given.threads),
        acceptor(context),
        signals(context) {}

  void Listen(unsigned short port);
  void Accept();
  std::optional<HttpAnswer> Refused(const Request& request) const;

  const HttpLimits limits;
  const HttpHandler handler;
  std::size_t connections = 0;  // known to the thread of Run() alone
  std::atomic<std::size_t> waiting{0};
  net::io_context context{1};
  net::thread_pool pool;
  tcp::acceptor acceptor;
  net::signal_set signals;
  unsigned short port = 0;
  int signal = 0;
};

namespace {

/// One connection, from request to request. All of it runs in the thread of Run() but the handler.
template <class Server>
class Session : public std::enable_shared_from_this<Session<Server>> {
 public:
  Session(tcp::socket socket, Server& server)
      : stream_(std::move(socket)), server_(server), timer_(server.context) {
    ++server_.connections;
  }
  ~Session() { --server_.connections; }
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  void Read() {
    parser_.emplace();
    parser_->header_limit(kMostHeader);
    parser_->body_limit(kMostBody);
    stream_.expires_after(server_.limits.request);  // of the whole request, however it drips
    http::async_read(stream_, buffer_, *parser_,
                     [self = this->shared_from_this()](error_code failed, std::size_t) {
                       self->OnRead(failed);
                     });
  }

 private:
  void OnRead(error_code failed) {
    head_only_ = false;
    keep_ = false;
    if (failed == http::error::header_limit) {
      return Send(Refusal(http::status::request_header_fields_too_large, "the header is too long"));
    }
    if (failed == http::error::body_limit) {
      return Send(Refusal(http::status::payload_too_large, "the body is too long"));
    }
    if (failed == http::error::end_of_stream) return Close();
    if (failed && failed.category() == http::make_error_code(http::error::bad_method).category() &&
        failed != http::error::partial_message) {
      return Send(Refusal(http::status::bad_request, "this is no HTTP request"));
    }
    if (failed) return;  // gone, or too slow
    const Request& request = parser_->get();
    head_only_ = request.method() == http::verb::head;
    if (auto refusal = server_.Refused(request)) return Send(std::move(*refusal));
    keep_ = request.keep_alive();
    Ask(std::string(request.target()));
  }

  // The handler works in another thread; whichever comes first, its answer or the end of its time,
  // is sent.
  void Ask(std::string target) {
    if (server_.waiting >= server_.limits.waiting + server_.limits.threads) return Busy();
    ++server_.waiting;
    answered_ = false;
    stream_.expires_never();
    timer_.expires_after(server_.limits.answer);
    timer_.async_wait([self = this->shared_from_this()](error_code stopped) {
      if (!stopped && !self->answered_) self->Busy();
    });
    net::post(
        server_.pool, [self = this->shared_from_this(), target = std::move(target)]() mutable {
          Server& server = self->server_;
          HttpAnswer answer = self->Handle(target);
          --server.waiting;
          // Moved on, so that the connection ends in the thread of Run().
          net::post(server.context, [self = std::move(self), answer = std::move(answer)]() mutable {
            if (!self->answered_) self->Send(std::move(answer));
          });
        });
  }

  HttpAnswer Handle(const std::string& target) const {
    try {
      return server_.handler(target);
    } catch (const std::exception&) {
      return Refusal(http::status::internal_server_error, "this went wrong");
    }
  }

  void Busy() { Send(Refusal(http::status::service_unavailable, "busy; ask again later")); }

  void Send(HttpAnswer answer) {
    answered_ = true;
    timer_.cancel();
    response_ = {};
    response_.version(11);
    response_.result(answer.status);
    response_.set(http::field::content_type, answer.type);
    response_.set("Content-Security-Policy",
                  (answer.policy.empty() ? "default-src 'none'" : answer.policy) +
                      "; frame-ancestors 'none'");
    for (const auto& [name, value] : {std::pair{"X-Content-Type-Options", "nosniff"},
                                      {"Referrer-Policy", "no-referrer"},
                                      {"Cache-Control", "no-store"},
                                      {"Cross-Origin-Opener-Policy", "same-origin"},
                                      {"Cross-Origin-Resource-Policy", "same-origin"},
                                      {"X-Frame-Options", "DENY"}}) {
      response_.set(name, value);
    }
    if (answer.status == static_cast<unsigned>(http::status::method_not_allowed)) {
      response_.set(http::field::allow, "GET, HEAD");
    }
    response_.keep_alive(keep_);
    response_.body() = std::move(answer.body);
    response_.prepare_payload();
    stream_.expires_after(server_.limits.take);
    const auto sent = [self = this->shared_from_this()](error_code failed, std::size_t) {
      if (failed) return;
      self->keep_ ? self->Read() : self->Close();
    };
    if (!head_only_) return http::async_write(stream_, response_, sent);
    serializer_.emplace(response_);
    http::async_write_header(stream_, *serializer_, sent);
  }

  void Close() {
    error_code ignored;
    stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
  }

  beast::tcp_stream stream_;
  Server& server_;
  net::steady_timer timer_;
  beast::flat_buffer buffer_{kMostHeader + kMostBody};
  std::optional<http::request_parser<http::string_body>> parser_;
  http::response<http::string_body> response_;
  std::optional<http::response_serializer<http::string_body>> serializer_;
  bool head_only_ = false;
  bool keep_ = false;
  bool answered_ = true;
};

}  // namespace

void HttpServer::Impl::Listen(unsigned short wanted) {
  const tcp::endpoint endpoint(net::ip::address_v4::loopback(), wanted);
  error_code failed;
  acceptor.open(endpoint.protocol(), failed);
  // On Linux this takes a port that was left a moment ago, never one that somebody listens on.
  if (!failed) acceptor.set_option(net::socket_base::reuse_address(true), failed);
  if (!failed) acceptor.bind(endpoint, failed);
  if (!failed) acceptor.listen(net::socket_base::max_listen_connections, failed);
  if (failed) {
    throw Error(ErrorCode::kIo, "cannot listen on 127.0.0.1:" + std::to_string(wanted) + ": " +
                                    failed.message() + "; --port 0 takes a free one");
  }
  port = acceptor.local_endpoint().port();
}

void HttpServer::Impl::Accept() {
  acceptor.async_accept([this](error_code failed, tcp::socket socket) {
    if (failed == net::error::operation_aborted) return;
    if (!failed && connections >= limits.connections) {
      constexpr std::string_view kFull =
          "HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
      error_code ignored;
      socket.non_blocking(true, ignored);
      socket.write_some(net::buffer(kFull), ignored);
    } else if (!failed) {
      std::make_shared<Session<Impl>>(std::move(socket), *this)->Read();
    }
    Accept();
  });
}

// A page from elsewhere can make a browser ask here, under our address or, by a name server of its
// own, under its name: the browser says so in these fields.
std::optional<HttpAnswer> HttpServer::Impl::Refused(const Request& request) const {
  if (request.method() != http::verb::get && request.method() != http::verb::head) {
    return Refusal(http::status::method_not_allowed, "only GET and HEAD");
  }
  const std::string own = ":" + std::to_string(port);
  const auto hosts = {"127.0.0.1" + own, "localhost" + own};
  const auto is_own = [&](std::string_view host) {
    return std::ranges::find(hosts, host) != hosts.end();
  };
  if (request.count(http::field::host) != 1 || !is_own(request[http::field::host])) {
    return Refusal(http::status::misdirected_request, "this is another host");
  }
  const std::string_view origin = request[http::field::origin];
  constexpr std::string_view kScheme = "http://";
  if (!origin.empty() && !(origin.starts_with(kScheme) && is_own(origin.substr(kScheme.size())))) {
    return Refusal(http::status::forbidden, "not for other pages");
  }
  const std::string_view site = request["Sec-Fetch-Site"];
  if (!site.empty() && site != "same-origin" && site != "none") {
    return Refusal(http::status::forbidden, "not for other pages");
  }
  if (request.target().size() > kMostTarget) {
    return Refusal(http::status::uri_too_long, "the address is too long");
  }
  return std::nullopt;
}

HttpServer::HttpServer(unsigned short port, const HttpLimits& limits, HttpHandler handler)
    : impl_(std::make_unique<Impl>(limits, std::move(handler))) {
  impl_->Listen(port);
}

HttpServer::~HttpServer() {
  impl_->pool.stop();
  impl_->pool.join();
}

unsigned short HttpServer::port() const { return impl_->port; }

int HttpServer::Run() {
  impl_->signals.add(SIGINT);
  impl_->signals.add(SIGTERM);
  impl_->signals.async_wait([this](error_code failed, int signal) {
    if (failed) return;
    impl_->signal = signal;
    Stop();
  });
  impl_->Accept();
  impl_->context.run();
  impl_->pool.stop();
  impl_->pool.join();
  impl_->signals.clear();
  return impl_->signal;
}

void HttpServer::Stop() { impl_->context.stop(); }

}  // namespace kg
