#include "cli/report.h"

#include <span>
#include <vector>

#include "io/json_text.h"
#include "slice.h"

namespace unboil {
namespace {

std::vector<Range> RangesOf(std::span<const Removal> removals) {
  std::vector<Range> ranges;
  for (const Removal& removal : removals) {
    ranges.push_back(removal.range);
    if (removal.twin) ranges.push_back(*removal.twin);
  }
  return ranges;
}

}  // namespace

void AppendReport(const CleanedDocument& document, OffsetUnit unit,
                  std::string* out) {
  const OffsetMap map(document.text, RangesOf(document.removals), unit);
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
