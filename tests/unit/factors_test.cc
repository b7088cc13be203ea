#include "factors.h"

#include <gtest/gtest.h>
#include <re2/re2.h>

#include <algorithm>
#include <random>
#include <string>
#include <string_view>

namespace unboil {
namespace {

// "a | ^b | <c>$", and "= " before them where they are exact.
std::string Show(std::string_view pattern) {
  const Factors factors = FactorsOf(ParsePattern(pattern).root);
  std::string shown = factors.is_exact ? "= " : "";
  for (const Factor& factor : factors.any_of) {
    if (&factor != &factors.any_of.front()) shown += " | ";
    if (factor.bounds.at_begin) shown += '^';
    if (factor.bounds.boundary_before) shown += '<';
    shown += factor.text;
    if (factor.bounds.boundary_after) shown += '>';
    if (factor.bounds.at_end) shown += '$';
  }
  return shown;
}

TEST(FactorsTest, APatternWithoutGapsIsSpeltOut) {
  EXPECT_EQ(Show("all rights"), "= all rights");
  EXPECT_EQ(Show("^ver (?:el )?original$"),
            "= ^ver el original$ | ^ver original$");
  EXPECT_EQ(Show("^(?:ver|view) original[.:]$"),
            "= ^ver original.$ | ^ver original:$ | ^view original.$ | "
            "^view original:$");
  EXPECT_EQ(Show("^fo{2}$|^bar$"), "= ^bar$ | ^foo$");
  EXPECT_EQ(Show("(?i)Read THIS"), "= read this");
  EXPECT_EQ(Show("seite\\s[12]"), "= seite 1 | seite 2");
}

TEST(FactorsTest, AGapLeavesTheBestOfWhatStandsAroundIt) {
  EXPECT_EQ(Show("^by .{1,40} newsletter$"), " newsletter$");
  EXPECT_EQ(Show("^published on .*$"), "^published on ");
  EXPECT_EQ(Show("x.*disclaimer.*y"), "disclaimer");
  EXPECT_EQ(Show("(?:for|about) more.*information.*"), "information");
}

TEST(FactorsTest, APartThatMayBeMissingIsAChoice) {
  EXPECT_EQ(Show("news[a-z]*box"), "box");
  EXPECT_EQ(Show("[a-z]+[/|] ?(?:[a-z]+[/|] ?){0,2}afp"),
            "/ afp | /afp | | afp | |afp");
  EXPECT_EQ(Show("xyz(?:-.*)?q"), "xyz | xyz-");
}

TEST(FactorsTest, AWordBoundaryStandsAroundTheText) {
  EXPECT_EQ(Show("\\bagb\\b"), "= <agb>");
  EXPECT_EQ(Show("^cookies\\b.*"), "^cookies>");
  EXPECT_EQ(Show("^\\bcookies\\b$"), "= ^cookies$");
  EXPECT_EQ(Show("mehr\\b (?:-|\\boder)"), "= mehr - | mehr oder");
  EXPECT_EQ(Show("foo(?:bar|\\bbaz)"), "= foobar");
  EXPECT_EQ(Show("x\\Bagb"), "xagb");
}

TEST(FactorsTest, WithoutFactorsNothingIsKnown) {
  for (const std::string_view pattern :
       {"", "^$", "\\d+", ".*", "[a-z]+ [a-z]+", "a|.*", "ab", "(?:a|b)*",
        "[^x]{3}", "\\pL", "x?", "$a"}) {
    EXPECT_EQ(Show(pattern), "") << pattern;
  }
}

TEST(FactorsTest, AtTheBeginOneByteWillDo) {
  EXPECT_EQ(Show("^- .*"), "^- ");
  EXPECT_EQ(Show("^\\*"), "= ^*");
}

// A pattern with too many texts keeps shorter ones.
TEST(FactorsTest, StaysSmall) {
  std::string pattern = "^";
  for (int i = 0; i < 12; ++i) pattern += "(?:one|two|three) ";
  const Factors factors = FactorsOf(ParsePattern(pattern).root);
  EXPECT_FALSE(factors.is_exact);
  EXPECT_FALSE(factors.any_of.empty());
  EXPECT_LE(factors.any_of.size(), 512u);
}

class RandomPattern {
 public:
  explicit RandomPattern(unsigned seed) : random_(seed) {}

  std::size_t Below(std::size_t n) { return random_() % n; }

  std::string Pattern(int depth = 3) {
    std::string pattern = Sequence(depth);
    while (Below(4) == 0) pattern += '|' + Sequence(depth);
    return pattern;
  }

  std::string Text() {
    constexpr std::string_view kParts[] = {"a",   "b",   "ab",  "abc",
                                           "xyz", " ",   "é",   "12",
                                           "-",   "foo", "bar", "foo bar"};
    std::string text;
    for (std::size_t n = 1 + Below(5); n > 0; --n) {
      text += kParts[Below(std::size(kParts))];
    }
    return text;
  }

 private:
  std::string Sequence(int depth) {
    std::string sequence;
    for (std::size_t n = 1 + Below(4); n > 0; --n) {
      sequence += Atom(depth);
      constexpr std::string_view kRepeats[] = {
          "", "", "", "", "?", "*", "+", "{2}", "{0,2}", "{2,}", "{1,3}"};
      sequence += kRepeats[Below(std::size(kRepeats))];
    }
    return sequence;
  }

  std::string Atom(int depth) {
    constexpr std::string_view kAtoms[] = {
        "a",     "b",    "(?:abc)", "(?:foo)", "(?:foo bar)", "(?:xyz)",
        "é",     "[ab]", "[^a]",    "\\d",     ".",           "(?:^)",
        "(?:$)", " ",    "\\s",     "[a-z]",   "(?:\\b)",     "(?i:F)"};
    const std::size_t which = Below(std::size(kAtoms) + 3);
    if (which < std::size(kAtoms)) return std::string(kAtoms[which]);
    return depth == 0 ? "b" : "(?:" + Pattern(depth - 1) + ')';
  }

  std::mt19937 random_;
};

bool Stands(const Factor& factor, std::string_view text) {
  for (std::size_t at = text.find(factor.text); at != std::string_view::npos;
       at = text.find(factor.text, at + 1)) {
    if (FitsAt(factor.bounds, text, at, at + factor.text.size())) return true;
  }
  return false;
}

TEST(FactorsTest, OneStandsWhereverRe2Matches) {
  int matched = 0;
  int exact = 0;
  for (unsigned seed = 0; seed < 20000; ++seed) {
    RandomPattern random(seed);
    const std::string pattern = random.Pattern();
    const re2::RE2 re(pattern, PatternOptions());
    ASSERT_TRUE(re.ok()) << pattern;
    const Factors factors = FactorsOf(ParsePattern(pattern).root);
    if (factors.any_of.empty()) continue;
    exact += factors.is_exact;
    for (int i = 0; i < 10; ++i) {
      const std::string text = random.Text();
      const bool stands =
          std::any_of(factors.any_of.begin(), factors.any_of.end(),
                      [&](const Factor& f) { return Stands(f, text); });
      const bool matches = re2::RE2::PartialMatch(text, re);
      matched += matches;
      ASSERT_TRUE(stands || !matches) << pattern << " in " << text;
      if (factors.is_exact) {
        ASSERT_EQ(matches, stands) << pattern << " in " << text;
      }
    }
  }
  EXPECT_GT(matched, 2000);
  EXPECT_GT(exact, 500);
}

}  // namespace
}  // namespace unboil
