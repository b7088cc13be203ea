#include "copies.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <map>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace unboil {
namespace {

// Lines of words and what copies.h finds in them.
struct Text {
  explicit Text(const std::vector<std::string>& keys) {
    std::vector<KeyRange> ranges;
    for (const std::string& key : keys) {
      const std::size_t begin = all.size();
      all += key;
      ranges.push_back({static_cast<std::uint32_t>(begin),
                        static_cast<std::uint32_t>(all.size())});
    }
    words.Assign(all, ranges);
    matches = match_finder.Find(words);
    chains = chain_finder.Find(matches, words);
  }

  std::string all;
  Words words;
  MatchFinder match_finder;
  ChainFinder chain_finder;
  std::span<const Match> matches;
  std::span<const Chain> chains;
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

// Six words that stand twice are always seeds, however the words that the
// bitmaps hold fall.
TEST(CopiesTest, NoRunThatRecursIsMissed) {
  for (unsigned seed = 0; seed < 2000; ++seed) {
    const Text text(RandomLines(seed));
    const Words& words = text.words;
    Seeds seeds;
    const bool any = seeds.Find(words);
    std::map<std::vector<std::string_view>, std::vector<std::size_t>> runs;
    for (std::size_t i = 0; i + kSeed <= words.size(); ++i) {
      std::vector<std::string_view> run;
      for (std::size_t w = i; w < i + kSeed; ++w)
        run.push_back(words.TextOf(w));
      runs[run].push_back(i);
    }
    for (const auto& [run, places] : runs) {
      if (places.size() < 2 || words.size() < 2 * kSeed) continue;
      ASSERT_TRUE(any) << seed;
      for (std::size_t place : places) {
        ASSERT_EQ(seeds.NextFrom(place), place) << seed;
      }
    }
  }
}

TEST(CopiesTest, SeenTableKeepsWhatItSawWhileItGrows) {
  SeenTable table;
  const auto key_is = [](std::uint32_t key) {
    return [key](std::uint32_t place) { return place % 1000 == key; };
  };
  for (std::uint32_t place = 0; place < 3000; ++place) {
    const std::uint32_t key = place % 1000;
    const std::uint32_t hash = key / 3 * 0x9E3779B9;  // three keys share one
    SeenTable::Entry* entry = table.Find(hash, key_is(key));
    ASSERT_NE(entry, nullptr);
    EXPECT_EQ(entry->first, place < 1000 ? SeenTable::kNever : key);
    EXPECT_EQ(entry->last, place < 1000 ? SeenTable::kNever : place - 1000);
    table.See(entry, hash, place);
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
      for (std::size_t i = 0; i < chain.matches.size(); ++i) {
        const Match& match = chain.matches[i];
        ASSERT_GE(match.later, chain.later.begin) << seed;
        ASSERT_LE(match.later + match.length, chain.later.end) << seed;
        ASSERT_LE(match.earlier + match.length, chain.earlier.end) << seed;
        if (i == 0) continue;
        const Match& before = chain.matches[i - 1];
        ASSERT_LE(before.later + before.length, match.later) << seed;
        ASSERT_LT(before.earlier, match.earlier) << seed;
      }
    }
    ASSERT_EQ(chained, text.matches.size()) << seed;
  }
}

}  // namespace
}  // namespace unboil
