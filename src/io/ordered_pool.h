// Work in parallel, answers in order.
//
//   OrderedPool<Task, Outcome> pool(jobs, work, deliver);
//   while (...) pool.Submit(std::move(task), bytes);
//   pool.Finish();
//
// `work(task, worker)` runs on one of the pool's threads; no two calls with the
// same number of a worker overlap. `deliver(outcome)` runs on the caller's
// thread, inside Submit and Finish, in the order of submission. So whoever
// reads and writes is one thread, and what is written does not depend on the
// number of jobs.
//
// One job needs no thread: Submit then works and delivers at once.

#ifndef UNBOIL_IO_ORDERED_POOL_H_
#define UNBOIL_IO_ORDERED_POOL_H_

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

namespace unboil {

template <typename Task, typename Outcome>
class OrderedPool {
 public:
  using Work = std::function<Outcome(Task, std::size_t worker)>;
  using Deliver = std::function<void(Outcome)>;

  OrderedPool(std::size_t jobs, Work work, Deliver deliver)
      : work_(std::move(work)), deliver_(std::move(deliver)) {
    if (jobs <= 1) return;
    try {
      for (std::size_t i = 0; i < jobs; ++i) {
        threads_.emplace_back([this, i] { RunWorker(i); });
      }
    } catch (const std::system_error&) {
      // The system grants no more threads. Those there are do the same work.
    }
  }

  OrderedPool(const OrderedPool&) = delete;
  OrderedPool& operator=(const OrderedPool&) = delete;

  // Waits for the threads. What was not delivered by then is lost.
  ~OrderedPool() {
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      stopping_ = true;
    }
    wake_workers_.notify_all();
    for (std::thread& thread : threads_) thread.join();
  }

  // Then waits while too much is under way: memory is bounded by a few tasks a
  // job and, if tasks are large, by one. `bytes`: the memory that the task
  // holds. Throws what `work` threw.
  void Submit(Task task, std::size_t bytes) {
    if (threads_.empty()) return deliver_(work_(std::move(task), 0));
    const std::shared_ptr<Slot> slot = std::make_shared<Slot>();
    slot->task.emplace(std::move(task));
    slot->bytes = bytes;
    bytes_ += bytes;
    in_order_.push_back(slot);
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      waiting_.push_back(slot);
    }
    wake_workers_.notify_one();
    while (!in_order_.empty() && (IsFull() || IsDone(*in_order_.front()))) {
      DeliverFirst();
    }
  }

  // Delivers everything that was submitted.
  void Finish() {
    while (!in_order_.empty()) DeliverFirst();
  }

 private:
  // For each thread. A task that waits keeps its thread from waiting, but is
  // not worth the memory where it is large.
  static constexpr std::size_t kAhead = 2;
  static constexpr std::size_t kBytesAhead = std::size_t{4} << 20;

  // `mutex_` guards `done`; whoever has the slot in hand owns the rest.
  struct Slot {
    std::size_t bytes = 0;
    std::optional<Task> task;
    std::optional<Outcome> outcome;
    std::exception_ptr failure;
    bool done = false;
  };

  bool IsFull() const {
    const std::size_t threads = threads_.size();
    const bool is_large = bytes_ > kBytesAhead * threads;
    return in_order_.size() >= (is_large ? 1 : kAhead) * threads;
  }

  bool IsDone(const Slot& slot) {
    const std::lock_guard<std::mutex> lock(mutex_);
    return slot.done;
  }

  void DeliverFirst() {
    const std::shared_ptr<Slot> slot = std::move(in_order_.front());
    in_order_.pop_front();
    bytes_ -= slot->bytes;
    {
      std::unique_lock<std::mutex> lock(mutex_);
      slot_done_.wait(lock, [&slot] { return slot->done; });
    }
    if (slot->failure) std::rethrow_exception(slot->failure);
    deliver_(*std::move(slot->outcome));
  }

  void RunWorker(std::size_t worker) {
    std::unique_lock<std::mutex> lock(mutex_);
    while (true) {
      wake_workers_.wait(lock,
                         [this] { return stopping_ || !waiting_.empty(); });
      if (stopping_) return;
      const std::shared_ptr<Slot> slot = std::move(waiting_.front());
      waiting_.pop_front();
      lock.unlock();
      try {
        slot->outcome.emplace(work_(*std::move(slot->task), worker));
        slot->task.reset();
      } catch (...) {
        slot->failure = std::current_exception();
      }
      lock.lock();
      slot->done = true;
      slot_done_.notify_one();
    }
  }

  Work work_;
  Deliver deliver_;
  std::deque<std::shared_ptr<Slot>> in_order_;  // of the caller's thread alone
  std::size_t bytes_ = 0;                       // of those

  std::mutex mutex_;
  std::condition_variable wake_workers_;
  std::condition_variable slot_done_;
  std::deque<std::shared_ptr<Slot>> waiting_;
  bool stopping_ = false;

  std::vector<std::thread> threads_;  // last: they use all of the above
};

}  // namespace unboil

#endif  // UNBOIL_IO_ORDERED_POOL_H_
