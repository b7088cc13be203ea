#include "io/ordered_pool.h"

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <numeric>
#include <stdexcept>
#include <thread>
#include <vector>

namespace unboil {
namespace {

using Pool = OrderedPool<int, int>;

std::vector<int> Numbers(int count) {
  std::vector<int> numbers(count);
  std::iota(numbers.begin(), numbers.end(), 0);
  return numbers;
}

class OrderedPoolOf : public testing::TestWithParam<std::size_t> {};

INSTANTIATE_TEST_SUITE_P(Jobs, OrderedPoolOf, testing::Values(1, 2, 3, 8));

TEST_P(OrderedPoolOf, DeliversInOrderOfSubmission) {
  std::vector<int> delivered;
  Pool pool(
      GetParam(),
      [](int task, std::size_t) {
        // Later tasks overtake earlier ones.
        if (task % 3 == 0) std::this_thread::yield();
        return task;
      },
      [&](int outcome) { delivered.push_back(outcome); });
  for (const int number : Numbers(1000)) pool.Submit(number, 1);
  pool.Finish();
  EXPECT_EQ(delivered, Numbers(1000));
}

TEST_P(OrderedPoolOf, DeliversOnTheCallersThread) {
  const std::thread::id caller = std::this_thread::get_id();
  bool same = true;
  Pool pool(
      GetParam(), [](int task, std::size_t) { return task; },
      [&](int) { same = same && std::this_thread::get_id() == caller; });
  for (int i = 0; i < 100; ++i) pool.Submit(i, 1);
  pool.Finish();
  EXPECT_TRUE(same);
}

TEST_P(OrderedPoolOf, GivesAWorkerOneTaskAtATime) {
  std::vector<std::atomic<int>> busy(GetParam());
  std::atomic<bool> overlapped = false;
  Pool pool(
      GetParam(),
      [&](int task, std::size_t worker) {
        if (busy[worker].fetch_add(1) != 0) overlapped = true;
        std::this_thread::yield();
        busy[worker].fetch_sub(1);
        return task;
      },
      [](int) {});
  for (int i = 0; i < 1000; ++i) pool.Submit(i, 1);
  pool.Finish();
  EXPECT_FALSE(overlapped);
}

// The most tasks of a size that are alive when one more is to be made.
int MostAlive(std::size_t jobs, std::size_t bytes) {
  std::atomic<int> alive = 0;
  int most = 0;
  OrderedPool<std::shared_ptr<int>, std::shared_ptr<int>> pool(
      jobs, [](std::shared_ptr<int> task, std::size_t) { return task; },
      [](std::shared_ptr<int>) {});
  for (int i = 0; i < 1000; ++i) {
    most = std::max(most, alive.load());
    ++alive;
    pool.Submit(std::shared_ptr<int>(new int(i),
                                     [&alive](int* number) {
                                       delete number;
                                       --alive;
                                     }),
                bytes);
  }
  pool.Finish();
  EXPECT_EQ(alive, 0);
  return most;
}

TEST_P(OrderedPoolOf, HoldsAFewTasksAtMost) {
  EXPECT_LT(MostAlive(GetParam(), 100), static_cast<int>(2 * GetParam()));
}

TEST_P(OrderedPoolOf, HoldsFewerLargeTasks) {
  EXPECT_LT(MostAlive(GetParam(), 100'000'000), static_cast<int>(GetParam()));
}

TEST_P(OrderedPoolOf, ThrowsWhatWorkThrows) {
  Pool pool(
      GetParam(),
      [](int task, std::size_t) {
        if (task == 50) throw std::bad_alloc();
        return task;
      },
      [](int) {});
  const auto run = [&] {
    for (int i = 0; i < 100; ++i) pool.Submit(i, 1);
    pool.Finish();
  };
  EXPECT_THROW(run(), std::bad_alloc);
}

TEST_P(OrderedPoolOf, MayBeLeftInTheMiddle) {
  Pool pool(GetParam(), [](int task, std::size_t) { return task; }, [](int) {});
  for (int i = 0; i < 5; ++i) pool.Submit(i, 1);
}

}  // namespace
}  // namespace unboil
