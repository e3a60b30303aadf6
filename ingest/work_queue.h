// A bounded queue between threads.
#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

namespace kg {

/// Producers wait while it is full, so what is in flight never grows with the archive.
template <class T>
class WorkQueue {
 public:
  WorkQueue(std::size_t capacity, int producers) : capacity_(capacity), producers_(producers) {}

  /// False when the consumer has closed the queue: the item is dropped.
  bool Push(T item) {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [&] { return items_.size() < capacity_ || closed_; });
    if (closed_) return false;
    items_.push_back(std::move(item));
    lock.unlock();
    filled_.notify_one();
    return true;
  }

  /// Each producer calls it once, at its end.
  void ProducerDone() {
    {
      const std::scoped_lock lock(mutex_);
      --producers_;
    }
    filled_.notify_all();
  }

  /// nullopt when all producers are done and nothing is left.
  std::optional<T> Pop() {
    std::unique_lock lock(mutex_);
    filled_.wait(lock, [&] { return !items_.empty() || producers_ == 0; });
    if (items_.empty()) return std::nullopt;
    T item = std::move(items_.front());
    items_.pop_front();
    lock.unlock();
    room_.notify_one();
    return item;
  }

  void Close() {
    {
      const std::scoped_lock lock(mutex_);
      closed_ = true;
    }
    room_.notify_all();
  }

 private:
  const std::size_t capacity_;
  int producers_;
  bool closed_ = false;
  std::deque<T> items_;
  std::mutex mutex_;
  std::condition_variable filled_;
  std::condition_variable room_;
};

}  // namespace kg
