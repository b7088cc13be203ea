#include "standing_text.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace unboil {
namespace {

std::vector<Cut> CutsAt(const std::vector<Range>& ranges) {
  std::vector<Cut> cuts;
  for (const Range& range : ranges) {
    Cut cut;
    cut.range = range;
    cuts.push_back(cut);
  }
  return cuts;
}

// "[0,2)[5,6)".
std::string Show(const std::vector<Range>& ranges) {
  std::string shown;
  for (const Range& range : ranges) {
    shown += '[' + std::to_string(range.begin) + ',' +
             std::to_string(range.end) + ')';
  }
  return shown;
}

TEST(StandingTextTest, IsAllOfItBeforeAnyCut) {
  const StandingText text("abcdef");
  EXPECT_EQ(text.text(), "abcdef");
  EXPECT_TRUE(text.seams().empty());
  EXPECT_EQ(Show(text.Original({2, 4})), "[2,4)");
}

TEST(StandingTextTest, FindsTheWayBack) {
  StandingText text("abcdefghij");
  text.Cut(CutsAt({{2, 4}, {4, 5}, {8, 9}}));
  EXPECT_EQ(text.text(), "abfghj");
  EXPECT_EQ(text.seams(), (std::vector<std::size_t>{2, 5}));
  EXPECT_EQ(Show(text.Original({0, 2})), "[0,2)");
  EXPECT_EQ(Show(text.Original({2, 3})), "[5,6)");
  EXPECT_EQ(Show(text.Original({1, 3})), "[1,2)[5,6)");
  EXPECT_EQ(Show(text.Original({0, 6})), "[0,2)[5,8)[9,10)");
}

TEST(StandingTextTest, CutsAtBothEnds) {
  StandingText text("abcdef");
  text.Cut(CutsAt({{0, 2}, {5, 6}}));
  EXPECT_EQ(text.text(), "cde");
  EXPECT_EQ(text.seams(), (std::vector<std::size_t>{0, 3}));
  EXPECT_EQ(Show(text.Original({0, 3})), "[2,5)");
}

TEST(StandingTextTest, CutsOfAPassReplaceThoseBefore) {
  StandingText text("abcdef");
  text.Cut(CutsAt({{0, 5}}));
  text.Cut(CutsAt({{1, 2}}));
  EXPECT_EQ(text.text(), "acdef");
  EXPECT_EQ(Show(text.Original({0, 2})), "[0,1)[2,3)");
}

// Where the lines of `text` stand in the original.
std::string ShowLines(const StandingText& text) {
  Document document;
  document.Parse(text.text());
  return Show(text.OriginalLines(document.lines()));
}

TEST(StandingTextTest, FindsLinesInTheOriginal) {
  StandingText text("ab\n\ncd\r\nef\ngh");
  EXPECT_EQ(ShowLines(text), "[0,2)[4,6)[8,10)[11,13)");
  text.Cut(CutsAt({{4, 8}}));  // a line
  EXPECT_EQ(ShowLines(text), "[0,2)[8,10)[11,13)");
  text.Cut(CutsAt({{0, 1}, {12, 13}}));  // a begin and an end
  EXPECT_EQ(ShowLines(text), "[1,2)[4,6)[8,10)[11,12)");
}

TEST(StandingTextTest, FindsNoLineThatCrossesASeam) {
  StandingText text("abcd\nefgh\nij\nkl");
  text.Cut(CutsAt({{1, 3}}));  // inside a line
  EXPECT_EQ(ShowLines(text), "[0,0)[5,9)[10,12)[13,15)");
  text.Cut(CutsAt({{7, 11}}));  // two lines are joined
  EXPECT_EQ(ShowLines(text), "[0,4)[0,0)[13,15)");
}

TEST(StandingTextTest, OriginalIsTheSameText) {
  std::mt19937 random(1);
  for (int round = 0; round < 2000; ++round) {
    std::string original;
    for (unsigned n = random() % 40; n > 0; --n) {
      original += static_cast<char>('a' + random() % 26);
    }
    std::vector<Range> ranges;
    std::size_t at = random() % 5;
    while (at < original.size()) {
      const std::size_t end =
          std::min<std::size_t>(at + 1 + random() % 6, original.size());
      ranges.push_back({at, end});
      at = end + random() % 4;
    }
    StandingText text(original);
    text.Cut(CutsAt(ranges));
    const std::size_t size = text.text().size();
    const std::size_t begin = random() % (size + 1);
    const std::size_t end = begin + random() % (size - begin + 1);
    std::string back;
    for (const Range& part : text.Original({begin, end})) {
      back += original.substr(part.begin, part.end - part.begin);
    }
    ASSERT_EQ(back, text.text().substr(begin, end - begin)) << original;
  }
}

}  // namespace
}  // namespace unboil
