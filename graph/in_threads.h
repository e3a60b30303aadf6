// Work that several threads share.
#pragma once

#include <exception>
#include <thread>
#include <vector>

namespace kg {

/// Calls `work(job)` for each job below `jobs`, each in a thread of its own; when all have ended,
/// throws what one of them threw.
template <class Work>
void InThreads(unsigned jobs, const Work& work) {
  std::vector<std::exception_ptr> failures(jobs);
  {
    std::vector<std::jthread> threads;
    for (unsigned job = 0; job < jobs; ++job) {
      threads.emplace_back([&, job] {
        try {
          work(job);
        } catch (...) {
          failures[job] = std::current_exception();
        }
      });
    }
  }
  for (const std::exception_ptr& failure : failures) {
    if (failure) std::rethrow_exception(failure);
  }
}

}  // namespace kg
