#include "copies.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace unboil {
namespace {

// Lines of words and what copies.h finds in them.
struct Text {
  explicit Text(std::vector<std::string> keys) : lines(std::move(keys)) {
    for (const std::string& line : lines) ranges.push_back(words.AddLine(line));
    matches = FindMatches(words, ranges);
    chains = ChainMatches(matches, words, ranges);
  }

  std::vector<std::string> lines;
  Words words;
  std::vector<WordRange> ranges;
  std::vector<Match> matches;
  std::vector<Chain> chains;
};

// "later=earlier+length", as in the header's example.
std::string Matches(const std::vector<std::string>& lines) {
  const Text text(lines);
  std::string shown;
  for (const Match& match : text.matches) {
    if (!shown.empty()) shown += ' ';
    shown += std::to_string(match.later) + '=' + std::to_string(match.earlier) +
             '+' + std::to_string(match.length);
  }
  return shown;
}

// "[later)=[earlier):number of matches".
std::string Chains(const std::vector<std::string>& lines) {
  const Text text(lines);
  std::string shown;
  for (const Chain& chain : text.chains) {
    if (!shown.empty()) shown += ' ';
    shown += '[' + std::to_string(chain.later.begin) + ',' +
             std::to_string(chain.later.end) + ")=[" +
             std::to_string(chain.earlier.begin) + ',' +
             std::to_string(chain.earlier.end) +
             "):" + std::to_string(chain.matches.size());
  }
  return shown;
}

TEST(CopiesTest, FindsMatches) {
  struct Row {
    std::vector<std::string> lines;
    std::string matches;
  };
  const Row kRows[] = {
      {{}, ""},
      {{"a b c"}, ""},
      {{"a b c d e f g x a b c d e f g"}, "8=0+7"},
      {{"a b c d e f g", "x", "a b c d e f g"}, "8=0+7"},
      {{"a b c d e", "a b c d e"}, ""},           // shorter than a seed
      {{"a b c d e f", "a b c d e f"}, "6=0+6"},  // they may touch
      {{"a b c d", "e f g h", "x", "a b c", "d e f g h"}, "9=0+8"},
      {{"a a a a a a a a a a a a"}, "6=0+6"},  // and do not overlap
      {{"a b c d e f 1", "a b c d e f 2", "a b c d e f 1"}, "7=0+6 14=0+7"},
      {{"a b c d e f", "g h i j k l", "x", "g h i j k l", "a b c d e f"},
       "13=6+6 19=0+6"},
  };
  for (const Row& row : kRows) {
    EXPECT_EQ(Matches(row.lines), row.matches)
        << testing::PrintToString(row.lines);
  }
}

TEST(CopiesTest, ChainsMatchesOverALackingLine) {
  const std::string p1 = "one two three four five six seven";
  const std::string p2 = "red green blue black white grey pink";
  const std::string p3 = "north south east west up down left";
  EXPECT_EQ(Chains({p1, p2, p3, "x", p1, p3}), "[22,36)=[0,21):2");
  EXPECT_EQ(Chains({p1, p3, "x", p1, p2, p3}), "[15,36)=[0,14):2");
  EXPECT_EQ(Chains({p1, p2, "x", p1 + " y", p2}), "[15,30)=[0,14):2");
  // In another order they are two chains.
  EXPECT_EQ(Chains({p1, p2, "x", p2, p1}), "[15,22)=[7,14):1 [22,29)=[0,7):1");
}

std::vector<std::string> RandomLines(unsigned seed) {
  std::mt19937 random(seed);
  const unsigned vocabulary = 2 + random() % 40;
  std::vector<std::string> lines;
  for (unsigned n = 1 + random() % 30; n > 0; --n) {
    if (!lines.empty() && random() % 2 == 0) {
      lines.push_back(lines[random() % lines.size()]);
      continue;
    }
    std::string line = "w";
    for (unsigned w = random() % 20; w > 0; --w) {
      line += " w" + std::to_string(random() % vocabulary);
    }
    lines.push_back(line);
  }
  return lines;
}

TEST(CopiesTest, MatchesSayTheSameAndFollowEachOther) {
  for (unsigned seed = 0; seed < 2000; ++seed) {
    const Text text(RandomLines(seed));
    std::size_t behind = 0;
    for (const Match& match : text.matches) {
      ASSERT_GE(match.length, 6u) << seed;
      ASSERT_GE(match.later, behind) << seed;
      ASSERT_LE(match.earlier + match.length, match.later) << seed;
      ASSERT_LE(match.later + match.length, text.words.size()) << seed;
      for (std::size_t i = 0; i < match.length; ++i) {
        ASSERT_EQ(text.words.TextOf(match.later + i),
                  text.words.TextOf(match.earlier + i))
            << seed;
      }
      behind = match.later + match.length;
    }
  }
}

TEST(CopiesTest, ChainsHoldEveryMatchInOrder) {
  for (unsigned seed = 0; seed < 2000; ++seed) {
    const Text text(RandomLines(seed));
    std::size_t chained = 0;
    for (const Chain& chain : text.chains) {
      ASSERT_FALSE(chain.matches.empty()) << seed;
      ASSERT_LE(chain.earlier.end, chain.later.begin) << seed;
      chained += chain.matches.size();
      std::size_t length = 0;
      for (std::size_t i = 0; i < chain.matches.size(); ++i) {
        const Match& match = chain.matches[i];
        length += match.length;
        ASSERT_GE(match.later, chain.later.begin) << seed;
        ASSERT_LE(match.later + match.length, chain.later.end) << seed;
        ASSERT_LE(match.earlier + match.length, chain.earlier.end) << seed;
        if (i == 0) continue;
        const Match& before = chain.matches[i - 1];
        ASSERT_LE(before.later + before.length, match.later) << seed;
        ASSERT_LT(before.earlier, match.earlier) << seed;
      }
      ASSERT_EQ(length, chain.length) << seed;
    }
    ASSERT_EQ(chained, text.matches.size()) << seed;
  }
}

}  // namespace
}  // namespace unboil
