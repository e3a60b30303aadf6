// Raw requests over a socket, so that tests can say what no client library would.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>
#include <string>
#include <string_view>

namespace kg {

class Connection {
 public:
  explicit Connection(unsigned short port, int seconds = 10)
      : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const timeval patience{seconds, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
      ::close(socket_);
      throw std::runtime_error("nobody listens");
    }
  }
  ~Connection() { ::close(socket_); }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// False once the other side has gone.
  bool Send(std::string_view bytes) {
    return ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL) ==
           static_cast<ssize_t>(bytes.size());
  }

  /// Until the other side closes or is silent for long.
  std::string ReadAll() {
    std::string all;
    char block[1 << 14];
    for (ssize_t got; (got = ::recv(socket_, block, sizeof block, 0)) > 0;) {
      all.append(block, static_cast<std::size_t>(got));
    }
    return all;
  }

 private:
  int socket_;
};

struct HttpReply {
  int status = 0;  // 0: none
  std::string head{};
  std::string body{};
};

inline HttpReply ParseReply(const std::string& bytes) {
  HttpReply reply;
  const std::size_t end = bytes.find("\r\n\r\n");
  if (!bytes.starts_with("HTTP/1.1 ") || end == std::string::npos) return reply;
  reply.status = std::stoi(bytes.substr(9, 3));
  reply.head = bytes.substr(0, end + 2);
  reply.body = bytes.substr(end + 4);
  return reply;
}

/// `fields` are further lines, each with "\r\n". A Host among them replaces the right one.
inline HttpReply Ask(unsigned short port, std::string_view target, std::string_view method = "GET",
                     std::string_view fields = {}) {
  Connection connection(port);
  std::string request = std::string(method) + " " + std::string(target) + " HTTP/1.1\r\n";
  if (fields.find("Host:") == std::string_view::npos) {
    request += "Host: 127.0.0.1:" + std::to_string(port) + "\r\n";
  }
  request.append(fields).append("Connection: close\r\n\r\n");
  connection.Send(request);
  return ParseReply(connection.ReadAll());
}

}  // namespace kg
