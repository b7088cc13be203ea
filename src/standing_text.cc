#include "standing_text.h"

#include <algorithm>

namespace unboil {

StandingText::StandingText(std::string_view original)
    : original_(original),
      text_(original),
      kept_{{0, original.size()}},
      starts_{0} {}

void StandingText::Cut(const std::vector<unboil::Cut>& cuts) {
  CutOut(original_, cuts, &buffer_);
  text_ = buffer_;
  kept_.clear();
  starts_.clear();
  seams_.clear();
  std::size_t at = 0;
  std::size_t start = 0;
  const auto keep_until = [&](std::size_t end) {
    if (end <= at) return;
    kept_.push_back({at, end});
    starts_.push_back(start);
    start += end - at;
  };
  for (const unboil::Cut& cut : cuts) {
    keep_until(cut.range.begin);
    if (seams_.empty() || seams_.back() != start) seams_.push_back(start);
    at = cut.range.end;
  }
  keep_until(original_.size());
}

std::vector<Range> StandingText::Original(Range range) const {
  std::vector<Range> parts;
  std::size_t i = static_cast<std::size_t>(
      std::upper_bound(starts_.begin(), starts_.end(), range.begin) -
      starts_.begin());
  for (i = i == 0 ? 0 : i - 1; i < kept_.size() && starts_[i] < range.end;
       ++i) {
    const std::size_t size = kept_[i].end - kept_[i].begin;
    const std::size_t begin =
        range.begin > starts_[i] ? range.begin - starts_[i] : 0;
    const std::size_t end = std::min(range.end - starts_[i], size);
    if (begin < end) {
      parts.push_back({kept_[i].begin + begin, kept_[i].begin + end});
    }
  }
  return parts;
}

std::vector<Range> StandingText::OriginalLines(
    const std::vector<Line>& lines) const {
  std::vector<Range> originals;
  originals.reserve(lines.size());
  std::size_t i = 0;
  for (const Line& line : lines) {
    while (i + 1 < starts_.size() && starts_[i + 1] <= line.begin) ++i;
    const std::size_t begin = kept_[i].begin + (line.begin - starts_[i]);
    const std::size_t end = begin + (line.end - line.begin);
    originals.push_back(end <= kept_[i].end ? Range{begin, end} : Range{});
  }
  return originals;
}

}  // namespace unboil
