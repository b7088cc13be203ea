#include "cli/report.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

#include "chars.h"
#include "cli/output.h"
#include "io/json_text.h"
#include "slice.h"

namespace unboil {
namespace {

// Byte offsets in another unit. All that will be asked for is known before, so
// that one walk over the text counts it all.
class OffsetMap {
 public:
  OffsetMap(const CleanedDocument& document, OffsetUnit unit) {
    if (unit == OffsetUnit::kBytes) return;
    for (const Removal& removal : document.removals) {
      Ask(removal.range);
      if (removal.twin) Ask(*removal.twin);
    }
    std::sort(bytes_.begin(), bytes_.end());
    Count(document.text, unit);
  }

  Range operator()(Range range) const {
    return {At(range.begin), At(range.end)};
  }

 private:
  void Ask(Range range) {
    bytes_.push_back(range.begin);
    bytes_.push_back(range.end);
  }

  void Count(std::string_view text, OffsetUnit unit) {
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

  std::size_t At(std::size_t byte) const {
    if (bytes_.empty()) return byte;
    const std::vector<std::size_t>::const_iterator found =
        std::lower_bound(bytes_.begin(), bytes_.end(), byte);
    return counts_[static_cast<std::size_t>(found - bytes_.begin())];
  }

  std::vector<std::size_t> bytes_;   // sorted; empty: the unit is bytes
  std::vector<std::size_t> counts_;  // the same places in the unit
};

}  // namespace

void AppendReport(const CleanedDocument& document, OffsetUnit unit,
                  std::string* out) {
  const OffsetMap map(document, unit);
  for (const Removal& removal : document.removals) {
    const Range shown = map(removal.range);
    *out += "{\"doc\":";
    AppendJsonString(document.name, out);
    *out += ",\"begin\":" + std::to_string(shown.begin) +
            ",\"end\":" + std::to_string(shown.end) + ",\"rule\":";
    AppendJsonString(document.rules[removal.rule].id, out);
    *out += ",\"text\":";
    AppendJsonString(Slice(document.text, removal.range), out);
    *out += ",\"twin\":";
    if (removal.twin) {
      const Range twin = map(*removal.twin);
      *out += '[' + std::to_string(twin.begin) + ',' +
              std::to_string(twin.end) + ']';
    } else {
      *out += "null";
    }
    *out += "}\n";
  }
}

}  // namespace unboil
