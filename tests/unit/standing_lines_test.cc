#include "standing_lines.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace unboil {
namespace {

// Standing lines of a text that outlives them; `taken` has a 'x' a taken line.
struct Fixture {
  explicit Fixture(std::string_view lines, std::string_view taken = "")
      : text(lines) {
    document.Parse(text);
    std::vector<char> gone(document.lines().size());
    for (std::size_t i = 0; i < taken.size(); ++i) gone[i] = taken[i] == 'x';
    standing = std::make_unique<StandingLines>();
    standing->Assign(document, gone);
  }

  void Drop(std::size_t line, std::size_t twin,
            Detector detector = Detector::kBody) {
    standing->Drop(line, detector, standing->WordsOf(twin));
  }

  // "line=twin" or "line=first-last".
  std::string Settle() {
    std::string shown;
    for (const Repeat& repeat : standing->Settle()) {
      if (!shown.empty()) shown += ' ';
      shown +=
          std::to_string(repeat.line) + '=' + std::to_string(repeat.twin_first);
      if (repeat.twin_last != repeat.twin_first + 1) {
        shown += '-' + std::to_string(repeat.twin_last - 1);
      }
    }
    return shown;
  }

  std::string text;
  Document document;
  std::unique_ptr<StandingLines> standing;
};

constexpr std::string_view kSame =
    "one two three\none two three\none two three\none two three\n";

TEST(StandingLinesTest, LeavesOutTakenLines) {
  const Fixture fixture("a\nb\nc d\ne\n", "x--x");
  ASSERT_EQ(fixture.standing->size(), 2u);
  EXPECT_EQ(fixture.standing->Key(0), "b");
  EXPECT_EQ(fixture.standing->DocumentLine(1), 2u);
  EXPECT_EQ(fixture.standing->WordsOf(1).size(), 2u);
  const LineRange lines = fixture.standing->LinesOf({0, 2});
  EXPECT_EQ(lines.first, 0u);
  EXPECT_EQ(lines.last, 2u);
}

TEST(StandingLinesTest, WeighsScriptsWithoutSpacesDouble) {
  const Fixture fixture("the river\n河水很高\n");
  EXPECT_EQ(fixture.standing->Weight(0), 9u);
  EXPECT_EQ(fixture.standing->Weight(1), 8u);
}

TEST(StandingLinesTest, SettlesADrop) {
  Fixture fixture(kSame);
  fixture.Drop(1, 0);
  EXPECT_TRUE(fixture.standing->IsGone(1));
  EXPECT_EQ(fixture.Settle(), "1=0");
}

TEST(StandingLinesTest, TellsLinesOfTheDocument) {
  Fixture fixture(kSame, "x-x-");
  fixture.Drop(1, 0);
  EXPECT_EQ(fixture.Settle(), "3=1");
}

TEST(StandingLinesTest, TakesTheTwinsTwin) {
  Fixture before(kSame);
  before.Drop(1, 0);
  before.Drop(2, 1);
  EXPECT_EQ(before.Settle(), "1=0 2=0");
  Fixture after(kSame);
  after.Drop(2, 1);
  after.Drop(1, 0);
  EXPECT_EQ(after.Settle(), "1=0 2=0");
  Fixture long_way(kSame);
  long_way.Drop(3, 2);
  long_way.Drop(2, 1);
  long_way.Drop(1, 0);
  EXPECT_EQ(long_way.Settle(), "1=0 2=0 3=0");
}

TEST(StandingLinesTest, NeverDropsALineForItself) {
  Fixture fixture(kSame);
  fixture.Drop(1, 0);
  fixture.Drop(0, 1);
  EXPECT_FALSE(fixture.standing->IsGone(0));
  EXPECT_EQ(fixture.Settle(), "1=0");
}

TEST(StandingLinesTest, WithdrawsADropWhoseNewTwinSaysLess) {
  // 80 % of the words of line 0 stand in line 1, and of those of line 1 in
  // line 2, but not of those of line 0.
  Fixture fixture("a b c d e\na b c d f\na b c g f\n");
  fixture.Drop(0, 1);
  fixture.Drop(1, 2);
  EXPECT_EQ(fixture.Settle(), "1=2");
}

TEST(StandingLinesTest, AsksForFourFifthsOfTheWords) {
  Fixture enough("a b c d e\na b c d x\n");
  enough.Drop(1, 0);
  EXPECT_EQ(enough.Settle(), "1=0");
  Fixture too_few("a b c d e\na b c x y\n");
  too_few.Drop(1, 0);
  EXPECT_EQ(too_few.Settle(), "");
  Fixture as_often("a b c d e\na a a a a\n");
  as_often.Drop(1, 0);
  EXPECT_EQ(as_often.Settle(), "");
}

TEST(StandingLinesTest, TwinMayBeSeveralLines) {
  Fixture fixture("a b c\nd e f\na b c d e f\n");
  fixture.standing->Drop(2, Detector::kBody, {0, 6});
  EXPECT_EQ(fixture.Settle(), "2=0-1");
}

// A headline with a site's name has more words than its twin, and its detector
// has looked at them.
TEST(StandingLinesTest, TrustsTheDetectorsOfHeadlines) {
  Fixture fixture("the river\nthe river | aster daily news\n");
  fixture.Drop(1, 0, Detector::kHeadline);
  EXPECT_EQ(fixture.Settle(), "1=0");
}

}  // namespace
}  // namespace unboil
