#include "io/offset_map.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace unboil {
namespace {

std::string Mapped(std::string_view text, std::vector<Range> ranges,
                   OffsetUnit unit) {
  const OffsetMap map(text, ranges, unit);
  std::string out;
  for (const Range range : ranges) {
    const Range mapped = map(range);
    out += std::to_string(mapped.begin) + '-' + std::to_string(mapped.end);
    out += ' ';
  }
  return out;
}

// Ranges need no order and may overlap: twins do.
TEST(OffsetMap, KnowsTheRangesItWasMadeFor) {
  constexpr std::string_view kText = "a\u00E9\u6F22\U0001F600\xFFz";
  const std::vector<Range> ranges = {{10, 12}, {0, 3}, {1, 10}, {6, 6}};
  EXPECT_EQ(Mapped(kText, ranges, OffsetUnit::kBytes), "10-12 0-3 1-10 6-6 ");
  EXPECT_EQ(Mapped(kText, ranges, OffsetUnit::kChars), "4-6 0-2 1-4 3-3 ");
  EXPECT_EQ(Mapped(kText, ranges, OffsetUnit::kUtf16), "5-7 0-2 1-5 3-3 ");
}

TEST(OffsetMap, MayHaveNoRanges) {
  EXPECT_EQ(Mapped("text", {}, OffsetUnit::kUtf16), "");
}

}  // namespace
}  // namespace unboil
