#include "io/pieces.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace unboil {
namespace {

using Views = std::vector<std::string_view>;

TEST(Pieces, NeighboursAreOne) {
  const std::string_view text = "one two three";
  Pieces pieces;
  pieces.Add(text.substr(0, 3));
  pieces.Add(text.substr(3, 1));
  pieces.Add(text.substr(5, 0));
  pieces.Add(text.substr(4, 3));
  EXPECT_EQ(pieces.all(), Views{"one two"});
  pieces.Add(text.substr(8));
  pieces.Add(text.substr(0, 3));
  EXPECT_EQ(pieces.all(), (Views{"one two", "three", "one"}));
}

TEST(Pieces, KeptIsWhatIsNotRemoved) {
  struct Row {
    std::vector<Range> ranges;
    Views kept;
  };
  const Row kRows[] = {
      {{}, {"abcdef"}},
      {{{0, 2}}, {"cdef"}},
      {{{1, 2}, {2, 3}, {5, 6}}, {"a", "de"}},
      {{{0, 6}}, {}},
  };
  for (const Row& row : kRows) {
    std::vector<Removal> removals;
    for (const Range& range : row.ranges) removals.push_back({range, 0, {}});
    Pieces pieces;
    AddKept("abcdef", removals, &pieces);
    EXPECT_EQ(pieces.all(), row.kept);
  }
}

}  // namespace
}  // namespace unboil
