#include "matcher.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "plain_matcher.h"
#include "random_rules.h"

namespace unboil {
namespace {

RuleInfo LineRule(std::string pattern) {
  RuleInfo rule;
  rule.id = "test.rule";
  rule.pattern = std::move(pattern);
  return rule;
}

RuleInfo UnitRule(Unit unit, std::string pattern) {
  RuleInfo rule = LineRule(std::move(pattern));
  rule.unit = unit;
  return rule;
}

RuleInfo ConceptRule(std::vector<std::string> concepts, std::size_t need) {
  RuleInfo rule = LineRule("");
  rule.concepts = std::move(concepts);
  rule.need = need;
  return rule;
}

Matcher Compiled(const std::vector<RuleInfo>& rules) { return Matcher(rules); }

std::string Find(const std::vector<RuleInfo>& rules, std::string_view text) {
  Document document;
  document.Parse(text);
  std::vector<Hit> hits(3);
  Compiled(rules).Find(document, &hits);
  return ShowHits(hits);
}

TEST(MatcherTest, FindsLines) {
  const std::vector<RuleInfo> rules = {
      LineRule("^view original$"), LineRule("original"), LineRule("^.{1,4}$")};
  EXPECT_EQ(Find(rules, "Text\nVIEW  ORIGINAL\nthe original\n"),
            "2:0 0:1 1:1 1:2");
  EXPECT_EQ(Find(rules, ""), "");
  EXPECT_EQ(Find({}, "Text"), "");
}

constexpr std::string_view kWrapped =
    "Intro.\n\n"
    "this line of text was wrapped because it was far too long\n"
    "to be shown in a window.\n\n"
    "to be shown\n";

TEST(MatcherTest, FindsParagraphs) {
  EXPECT_EQ(
      Find({UnitRule(Unit::kParagraph, "long to be"),
            UnitRule(Unit::kParagraph, "^to be shown"),
            LineRule("^to be shown"), UnitRule(Unit::kParagraph, "^intro")},
           kWrapped),
      "3:0 0:1-2 2:2 1:3 2:3");
}

TEST(MatcherTest, FindsEverySpan) {
  EXPECT_EQ(Find({UnitRule(Unit::kSpan, "\\[\\d\\]"),
                  UnitRule(Unit::kSpan, "^so"), UnitRule(Unit::kSpan, "it\\b")},
                 "So it is[1] so it was[2], said it\nso\n"),
            "0:0[8,11) 0:0[21,24) 1:0[0,2) 2:0[3,5) 2:0[15,17) 2:0[31,33) "
            "1:1[0,2)");
}

TEST(MatcherTest, CountsConcepts) {
  const std::vector<RuleInfo> rules = {
      ConceptRule({"third part", "publisher", "not? responsib"}, 2)};
  EXPECT_EQ(Find(rules,
                 "A third party wrote it.\n"
                 "A third party wrote it, and the publisher knew.\n"
                 "The publisher is not responsible; a third party is.\n"
                 "The publisher and the publisher.\n"),
            "0:1 0:2");
}

TEST(MatcherTest, AsksForPatternAndConcepts) {
  RuleInfo rule = ConceptRule({"river", "bridge"}, 1);
  rule.pattern = "^notice";
  EXPECT_EQ(Find({rule}, "notice: river\nriver\nnotice\n"), "0:0");
}

TEST(MatcherTest, MindsUnlessAndMaxChars) {
  RuleInfo unless = LineRule("share");
  unless.unless = "shares";
  RuleInfo short_only = LineRule("share");
  short_only.max_chars = 7;
  EXPECT_EQ(Find({unless, short_only}, "Share\nShares\nSháre share\nÜ share\n"),
            "0:0 1:0 1:1 0:2 0:3 1:3");
}

TEST(MatcherTest, PassesOverRulesThatAreOff) {
  RuleInfo off = LineRule("a");
  off.enabled = false;
  const RuleInfo detector = LineRule("");
  EXPECT_EQ(Find({off, detector, LineRule("a")}, "a"), "2:0");
}

// RE2 lowers its literals, and the fold of Cherokee is upper case.
TEST(MatcherTest, FindsLettersWhoseFoldIsUpperCase) {
  EXPECT_EQ(Find({LineRule("ᏣᎳᎩ"), LineRule("i̇stanbul"), LineRule("ışık"),
                  LineRule("σοφος")},
                 "ꮳꮃꭹ\nİSTANBUL\nışık\nΣΟΦΟΣ\nσοφος\nσοφοσ\n"),
            "0:0 1:1 2:2");
  EXPECT_EQ(Find({LineRule("σοφοσ")}, "ΣΟΦΟΣ\nσοφος\n"), "0:0 0:1");
}

TEST(MatcherTest, MatchesTextAsOneUnit) {
  RuleInfo off = LineRule("share");
  off.enabled = false;
  const Matcher matcher = Compiled(
      {LineRule("^share$"), off, UnitRule(Unit::kSpan, "\\bshare\\b")});
  EXPECT_TRUE(matcher.Matches(0, "  SHARE\n"));
  EXPECT_FALSE(matcher.Matches(0, "share it"));
  EXPECT_FALSE(matcher.Matches(1, "share"));
  EXPECT_TRUE(matcher.Matches(2, "Please share it"));
  EXPECT_FALSE(matcher.Matches(7, "share"));
}

TEST(MatcherTest, KnowsWhatIsGuarded) {
  RuleInfo both = ConceptRule({"river", "."}, 2);
  RuleInfo off = LineRule(".");
  off.enabled = false;
  const Matcher matcher =
      Compiled({LineRule("share"), LineRule("^.{1,9}$"), LineRule("ab"), both,
                ConceptRule({".", "river"}, 1), LineRule("share|."), off});
  const bool kGuarded[] = {true, false, false, true, false, false, true};
  for (std::size_t rule = 0; rule < std::size(kGuarded); ++rule) {
    EXPECT_EQ(matcher.IsGuarded(rule), kGuarded[rule]) << rule;
  }
}

// matcher_fuzz.cc does the same for longer, and with an image.
TEST(MatcherTest, AgreesWithItsPlainTwin) {
  std::size_t hits_seen = 0;
  for (unsigned seed = 0; seed < 400; ++seed) {
    RandomRules random(seed);
    const std::vector<RuleInfo> rules = random.Rules();
    const Matcher matcher = Compiled(rules);
    const PlainMatcher plain(rules);
    Document document;
    std::vector<Hit> hits;
    for (int i = 0; i < 5; ++i) {
      const std::string text = random.Text();
      document.Parse(text);
      matcher.Find(document, &hits);
      ASSERT_EQ(ShowHits(hits), ShowHits(plain.Find(document)))
          << "seed " << seed << "\n"
          << text;
      hits_seen += hits.size();
    }
  }
  EXPECT_GT(hits_seen, 5000u);
}

// Whether line `line` is a paragraph by itself.
std::vector<bool> AloneOf(const Document& document) {
  std::vector<bool> alone;
  for (const Paragraph& paragraph : document.paragraphs()) {
    alone.resize(paragraph.last, paragraph.last - paragraph.first == 1);
  }
  return alone;
}

TEST(MatcherTest, FindsAgainWhatItWouldFindAnew) {
  std::size_t known_hits = 0;
  for (unsigned seed = 0; seed < 300; ++seed) {
    RandomRules random(seed);
    const Matcher matcher = Compiled(random.Rules());
    const std::string text = random.Text() + '\n' + random.Text();
    Document before;
    before.Parse(text);
    std::vector<Hit> hits_before;
    matcher.Find(before, &hits_before);

    std::string rest;
    std::vector<std::size_t> kept;
    for (std::size_t i = 0; i < before.lines().size(); ++i) {
      if (random.OneIn(3)) continue;
      rest += std::string(before.Content(i)) + '\n';
      kept.push_back(i);
    }
    Document now;
    now.Parse(rest);
    ASSERT_EQ(now.lines().size(), kept.size());
    const std::vector<bool> alone_before = AloneOf(before);
    const std::vector<bool> alone_now = AloneOf(now);
    std::vector<std::size_t> line_of;
    for (std::size_t i = 0; i < kept.size(); ++i) {
      const bool same =
          alone_before[kept[i]] && alone_now[i] && !random.OneIn(4);
      line_of.push_back(same ? kept[i] : EarlierHits::kNone);
    }
    std::vector<Hit> hits;
    std::vector<Hit> anew;
    matcher.FindAgain(now, {line_of, hits_before}, &hits);
    matcher.Find(now, &anew);
    ASSERT_EQ(ShowHits(hits), ShowHits(anew)) << "seed " << seed;
    known_hits += hits.size();

    // The earlier hits are taken, not looked for.
    matcher.FindAgain(now, {line_of, {}}, &hits);
    for (const Hit& hit : hits) {
      ASSERT_EQ(line_of[hit.first], EarlierHits::kNone) << "seed " << seed;
    }
  }
  EXPECT_GT(known_hits, 1000u);
}

}  // namespace
}  // namespace unboil
