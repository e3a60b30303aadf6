#include "queries/crew.h"

namespace kg {
namespace {

// Rounds are short, so a thread looks some 20 microseconds before it sleeps.
constexpr int kLooks = 500;

constexpr std::uint32_t kJoined = 0xff;  // these bits count threads
constexpr std::uint32_t kOpen = 0x100;
constexpr std::uint32_t kNext = 0x200;  // the rest is the number of the round

void Pause() {
#if defined(__x86_64__) || defined(__i386__)
  __builtin_ia32_pause();
#endif
}

void WaitWhile(const std::atomic<std::uint32_t>& value, std::uint32_t old) {
  for (int look = 0; look < kLooks; ++look) {
    if (value.load(std::memory_order_acquire) != old) return;
    Pause();
  }
  value.wait(old, std::memory_order_acquire);
}

}  // namespace

Crew::Crew(unsigned jobs) {
  for (unsigned job = 1; job < std::min(jobs, kJoined); ++job)
    threads_.emplace_back([this, job] { Serve(job); });
}

Crew::~Crew() {
  work_ = nullptr;
  round_.fetch_add(kNext + kOpen, std::memory_order_release);
  round_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

void Crew::Run(const std::function<void(unsigned)>& work) {
  if (threads_.empty()) return work(0);
  work_ = &work;
  round_.fetch_add(kNext + kOpen, std::memory_order_release);
  round_.notify_all();
  work(0);
  std::uint32_t now = round_.fetch_sub(kOpen, std::memory_order_acq_rel) - kOpen;
  for (; (now & kJoined) > 0; now = round_.load(std::memory_order_acquire)) WaitWhile(round_, now);
}

void Crew::Serve(unsigned job) {
  std::uint32_t now = 0;
  for (std::uint32_t done = 0;;) {
    const bool joined = (now & kOpen) != 0 && now / kNext != done &&
                        round_.compare_exchange_weak(now, now + 1, std::memory_order_acq_rel);
    if (joined) {
      if (work_ == nullptr) return;
      (*work_)(job);
      done = now / kNext;
      if ((round_.fetch_sub(1, std::memory_order_acq_rel) & kJoined) == 1) round_.notify_all();
    } else if ((now & kOpen) == 0 || now / kNext == done) {
      WaitWhile(round_, now);
    }
    now = round_.load(std::memory_order_acquire);
  }
}

}  // namespace kg
