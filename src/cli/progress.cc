#include "cli/progress.h"

#include <unistd.h>

#include <cmath>

#include "cli/output.h"

namespace unboil {
namespace {

constexpr std::chrono::seconds kSilence(1);
constexpr std::chrono::milliseconds kTerminalStep(200);
constexpr std::chrono::seconds kLogStep(10);
constexpr double kMega = 1e6;

std::string Rounded(double number) {
  return std::to_string(std::llround(number));
}

}  // namespace

Progress::Progress(bool wanted)
    : wanted_(wanted),
      on_terminal_(isatty(STDERR_FILENO) == 1),
      begin_(Clock::now()),
      next_(begin_ + kSilence) {}

void Progress::Advance(std::size_t bytes) {
  done_ += bytes;
  if (!wanted_) return;
  const Clock::time_point now = Clock::now();
  if (now < next_) return;
  next_ = now + (on_terminal_ ? Clock::duration(kTerminalStep)
                              : Clock::duration(kLogStep));
  const std::string line =
      Line(std::chrono::duration<double>(now - begin_).count());
  Clear();
  Say(on_terminal_ ? line : line + '\n');
  is_shown_ = on_terminal_;
}

void Progress::Clear() {
  if (!is_shown_) return;
  Say("\r\033[K");
  is_shown_ = false;
}

std::string Progress::Line(double seconds) const {
  const double done = static_cast<double>(done_);
  const double speed = done / seconds;
  std::string line = "unboil: " + Rounded(done / kMega);
  if (total_ > 0) {
    line += " of " + Rounded(static_cast<double>(total_) / kMega);
  }
  line += " MB, " + Rounded(speed / kMega) + " MB/s";
  if (total_ >= done_ && speed > 0 && total_ > 0) {
    line +=
        ", " + Rounded(static_cast<double>(total_ - done_) / speed) + " s left";
  }
  return line;
}

}  // namespace unboil
