#include "io/offset_map.h"

#include <algorithm>

#include "chars.h"

namespace unboil {

OffsetMap::OffsetMap(std::string_view text, std::span<const Range> ranges,
                     OffsetUnit unit) {
  if (unit == OffsetUnit::kBytes) return;
  for (const Range range : ranges) {
    bytes_.push_back(range.begin);
    bytes_.push_back(range.end);
  }
  std::sort(bytes_.begin(), bytes_.end());
  Count(text, unit);
}

void OffsetMap::Count(std::string_view text, OffsetUnit unit) {
  counts_.reserve(bytes_.size());
  std::size_t at = 0;
  std::size_t count = 0;
  for (const std::size_t byte : bytes_) {
    while (at < byte) {
      const char32_t c = DecodeUtf8(text, &at);
      count += unit == OffsetUnit::kUtf16 && c > 0xFFFF ? 2 : 1;
    }
    counts_.push_back(count);
  }
}

std::size_t OffsetMap::At(std::size_t byte) const {
  if (bytes_.empty()) return byte;
  const std::vector<std::size_t>::const_iterator found =
      std::lower_bound(bytes_.begin(), bytes_.end(), byte);
  return counts_[static_cast<std::size_t>(found - bytes_.begin())];
}

}  // namespace unboil
