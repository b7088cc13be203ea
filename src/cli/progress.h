// How far long work is, on standard error:
//
//   unboil: 412 of 1200 MB, 83 MB/s, 9 s left
//   unboil: 412 MB, 83 MB/s                     where the end is not known
//
// Nothing is said in the first second. On a terminal the line is written over,
// elsewhere there is a new one every ten seconds.

#ifndef UNBOIL_CLI_PROGRESS_H_
#define UNBOIL_CLI_PROGRESS_H_

#include <chrono>
#include <cstddef>
#include <string>

namespace unboil {

class Progress {
 public:
  // `wanted`: whether to say anything at all.
  explicit Progress(bool wanted);

  // Bytes that will be read; 0 where that is not known.
  void SetTotal(std::size_t bytes) { total_ = bytes; }

  void Advance(std::size_t bytes);

  // Takes the line off the terminal, before something else is said there and at
  // the end.
  void Clear();

 private:
  using Clock = std::chrono::steady_clock;

  std::string Line(double seconds) const;

  bool wanted_;
  bool on_terminal_;
  Clock::time_point begin_;
  Clock::time_point next_;
  std::size_t done_ = 0;
  std::size_t total_ = 0;
  bool is_shown_ = false;
};

}  // namespace unboil

#endif  // UNBOIL_CLI_PROGRESS_H_
