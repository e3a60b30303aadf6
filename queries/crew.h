// Threads that work through ranges together, many short times in a row.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <thread>
#include <vector>

namespace kg {

/// The thread that made it is one of the crew. Not to be used by two threads at once. Nobody is
/// waited for who has not begun: where other programs have the cores, one thread does it all.
class Crew {
 public:
  /// `jobs` > 0.
  explicit Crew(unsigned jobs);
  ~Crew();
  Crew(const Crew&) = delete;
  Crew& operator=(const Crew&) = delete;

  unsigned jobs() const { return static_cast<unsigned>(threads_.size()) + 1; }

  /// Calls work(job, begin, end) once for every block of 0 … n-1, in any order, several at once;
  /// job < jobs() says which thread it is, begin is a multiple of `block`. Returns when all are
  /// done. An exception that leaves `work` ends the program.
  template <class Work>
  void ForEachBlock(std::size_t n, std::size_t block, const Work& work) {
    std::atomic<std::size_t> next = 0;
    const std::function<void(unsigned)> take = [&](unsigned job) {
      for (std::size_t begin = next.fetch_add(block, std::memory_order_relaxed); begin < n;
           begin = next.fetch_add(block, std::memory_order_relaxed)) {
        work(job, begin, std::min(begin + block, n));
      }
    };
    if (n <= block) {
      take(0);
    } else {
      Run(take);
    }
  }

 private:
  void Run(const std::function<void(unsigned)>& work);
  void Serve(unsigned job);

  std::vector<std::thread> threads_;
  const std::function<void(unsigned)>* work_ = nullptr;  // null tells the threads to leave
  // The number of the round, whether it may be joined, and how many have joined and are not done.
  std::atomic<std::uint32_t> round_ = 0;
};

}  // namespace kg
