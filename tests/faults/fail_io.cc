// Preloaded into the program, it makes the n-th call that touches a file below a folder fail, or
// the process die there, so that tests reach every such point in turn. Named by its environment:
//   FAIL_BELOW   path that the files begin with
//   FAIL_AT      which call, from 1
//   FAIL_WITH    number of the error; 0: the process is killed before the call
//   FAIL_FOR     "once", or "good": from then on
//   FAIL_CALLS   "write": what changes files; "read": what reads them
//   FAIL_CLOCK   seconds since 1970 that the clock on the wall shows, and stays at
//   FAIL_COUNT   file that the count of calls is written to when the process ends by itself

#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace {

constexpr int kMostFiles = 4096;
std::atomic<bool> g_watched[kMostFiles];  // by descriptor

struct Plan {
  const char* below = std::getenv("FAIL_BELOW");
  long at = Number("FAIL_AT");
  int error = static_cast<int>(Number("FAIL_WITH"));
  bool for_good = Is("FAIL_FOR", "good");
  bool reads = Is("FAIL_CALLS", "read");
  std::atomic<long> calls{0};

  static long Number(const char* name) {
    const char* text = std::getenv(name);
    return text != nullptr ? std::atol(text) : 0;
  }
  static bool Is(const char* name, const char* wanted) {
    const char* text = std::getenv(name);
    return text != nullptr && std::strcmp(text, wanted) == 0;
  }
  ~Plan() {
    const char* path = std::getenv("FAIL_COUNT");
    FILE* out = path != nullptr ? std::fopen(path, "w") : nullptr;
    if (out == nullptr) return;
    std::fprintf(out, "%ld\n", calls.load());
    std::fclose(out);
  }
};

Plan& ThePlan() {
  static Plan plan;
  return plan;
}

template <typename F>
F Next(const char* name, F) {
  return reinterpret_cast<F>(::dlsym(RTLD_NEXT, name));
}

bool IsBelow(const char* path) {
  const char* below = ThePlan().below;
  return below != nullptr && path != nullptr && std::strncmp(path, below, std::strlen(below)) == 0;
}

bool IsWatched(int fd) {
  return fd >= 0 && fd < kMostFiles && g_watched[fd].load(std::memory_order_relaxed);
}

// Whether this call is to fail; errno is set then.
bool Fails(bool watched, bool reads) {
  Plan& plan = ThePlan();
  if (!watched || reads != plan.reads) return false;
  const long call = ++plan.calls;
  if (plan.at == 0 || call < plan.at || (call > plan.at && !plan.for_good)) return false;
  if (plan.error == 0) ::kill(::getpid(), SIGKILL);
  errno = plan.error;
  return true;
}

}  // namespace

#define FORWARD(name) static const auto next = Next(#name, &::name)

extern "C" {

int open(const char* path, int flags, ...) {
  static const auto next =
      reinterpret_cast<int (*)(const char*, int, ...)>(::dlsym(RTLD_NEXT, "open"));
  va_list rest;
  va_start(rest, flags);
  const int mode = (flags & O_CREAT) != 0 ? va_arg(rest, int) : 0;
  va_end(rest);
  const bool watched = IsBelow(path);
  if (Fails(watched, (flags & O_ACCMODE) == O_RDONLY)) return -1;
  const int fd = next(path, flags, mode);
  if (fd >= 0 && fd < kMostFiles) g_watched[fd] = watched;
  return fd;
}

FILE* fopen(const char* path, const char* mode) {
  FORWARD(fopen);
  FILE* file = next(path, mode);
  if (file != nullptr && ::fileno(file) < kMostFiles) g_watched[::fileno(file)] = IsBelow(path);
  return file;
}

int close(int fd) {
  FORWARD(close);
  if (fd >= 0 && fd < kMostFiles) g_watched[fd] = false;
  return next(fd);
}

ssize_t write(int fd, const void* bytes, size_t size) {
  FORWARD(write);
  return Fails(IsWatched(fd), false) ? -1 : next(fd, bytes, size);
}

ssize_t writev(int fd, const iovec* parts, int count) {
  FORWARD(writev);
  return Fails(IsWatched(fd), false) ? -1 : next(fd, parts, count);
}

ssize_t pwrite(int fd, const void* bytes, size_t size, off_t at) {
  FORWARD(pwrite);
  return Fails(IsWatched(fd), false) ? -1 : next(fd, bytes, size, at);
}

int fsync(int fd) {
  FORWARD(fsync);
  return Fails(IsWatched(fd), false) ? -1 : next(fd);
}

int fdatasync(int fd) {
  FORWARD(fdatasync);
  return Fails(IsWatched(fd), false) ? -1 : next(fd);
}

int rename(const char* from, const char* to) {
  FORWARD(rename);
  return Fails(IsBelow(to), false) ? -1 : next(from, to);
}

int unlink(const char* path) {
  FORWARD(unlink);
  return Fails(IsBelow(path), false) ? -1 : next(path);
}

int link(const char* from, const char* to) {
  FORWARD(link);
  return Fails(IsBelow(to), false) ? -1 : next(from, to);
}

int ftruncate(int fd, off_t size) {
  FORWARD(ftruncate);
  return Fails(IsWatched(fd), false) ? -1 : next(fd, size);
}

int mkdir(const char* path, mode_t mode) {
  FORWARD(mkdir);
  return Fails(IsBelow(path), false) ? -1 : next(path, mode);
}

ssize_t read(int fd, void* bytes, size_t size) {
  FORWARD(read);
  return Fails(IsWatched(fd), true) ? -1 : next(fd, bytes, size);
}

ssize_t pread(int fd, void* bytes, size_t size, off_t at) {
  FORWARD(pread);
  return Fails(IsWatched(fd), true) ? -1 : next(fd, bytes, size, at);
}

int clock_gettime(clockid_t clock, timespec* now) {
  FORWARD(clock_gettime);
  const char* seconds = std::getenv("FAIL_CLOCK");
  if (clock != CLOCK_REALTIME || seconds == nullptr) return next(clock, now);
  *now = {std::atol(seconds), 0};
  return 0;
}

}  // extern "C"
