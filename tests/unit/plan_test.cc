#include "plan.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "bridge_story.h"
#include "fold.h"
#include "rule_file.h"

namespace unboil {
namespace {

// Rules are written as in a rule file, without an id; the first is rule 'a'.
std::vector<RuleInfo> RulesOf(const std::vector<std::string>& rules) {
  std::string text = "group = \"test\"\n";
  for (std::size_t i = 0; i < rules.size(); ++i) {
    text += "[[rule]]\nid = \"r" + std::to_string(i) + "\"\n" + rules[i] + "\n";
  }
  const Result<RuleFile> file = ParseRuleFile({"test.toml", text});
  EXPECT_TRUE(file) << file.error().message;
  std::vector<RuleInfo> all(RepeatRules().begin(), RepeatRules().end());
  if (file) all.insert(all.end(), file->rules.begin(), file->rules.end());
  return all;
}

struct Scene {
  std::vector<std::string> rules;
  std::string text;
  std::string title = "";
  std::vector<std::size_t> seams = {};
};

// A character a line: '.' it stays, 'a' rule a takes it, 'A' rule a takes spans
// of it, '=' it goes as a repeat.
std::string Plan(const Scene& scene) {
  const std::vector<RuleInfo> rules = RulesOf(scene.rules);
  Document document;
  document.Parse(scene.text);
  const Matcher matcher(rules);
  std::vector<Hit> hits;
  matcher.Find(document, &hits);
  const std::string title = Fold(scene.title);
  std::string plan(document.lines().size(), '.');
  for (const Taking& taking :
       PlanRemovals({document, rules, hits, title, {}, scene.seams})) {
    for (std::size_t line = taking.first; line < taking.last; ++line) {
      EXPECT_TRUE(plan[line] == '.' || taking.IsSpan()) << line;
      if (taking.rule < kDetectors) {
        plan[line] = '=';
      } else {
        const char rule = static_cast<char>(taking.rule - kDetectors);
        plan[line] = static_cast<char>((taking.IsSpan() ? 'A' : 'a') + rule);
      }
    }
  }
  return plan;
}

// `count` different short lines.
std::string Filler(std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) {
    text += "filler " + std::to_string(i) + "\n";
  }
  return text;
}

std::string Dots(std::size_t count) { return std::string(count, '.'); }

constexpr char kX[] = "pattern = '^x'";

const std::string kBody =
    std::string(kFirst) + std::string(kSecond) + std::string(kThird);

TEST(PlanTest, TakesLinesParagraphsAndSpans) {
  EXPECT_EQ(Plan({{kX}, "x\nyes\nx 2\n"}), "a.a");
  EXPECT_EQ(Plan({{"unit = 'span'\npattern = 'x'"}, "one x\ntwo\n"}), "A.");
  EXPECT_EQ(Plan({{"unit = 'paragraph'\npattern = 'wrapped'"},
                  "a line of text that was wrapped because it was so long\n"
                  "that it did not fit into a window\nanother\n"}),
            "aa.");
  EXPECT_EQ(Plan({{}, "x\n"}), ".");
  EXPECT_EQ(Plan({{kX}, ""}), "");
}

TEST(PlanTest, TheLongestRemovalWinsThenTheFirstRule) {
  EXPECT_EQ(Plan({{"pattern = 'x'", kX}, "x\n"}), "a");
  EXPECT_EQ(
      Plan({{"pattern = 'wrapped'", "unit = 'paragraph'\npattern = 'wrapped'"},
            "a line of text that was wrapped because it was so long\n"
            "that it did not fit into a window\n"}),
      "bb");
  EXPECT_EQ(
      Plan({{"unit = 'span'\npattern = 'x'", "unit = 'span'\npattern = 'xy'"},
            "one xy\n"}),
      "B");
  EXPECT_EQ(Plan({{"unit = 'span'\npattern = 'x'", kX}, "x\n"}), "b");
}

TEST(PlanTest, ProtectionWins) {
  const std::string keep = "action = 'keep'\npattern = 'stays'";
  EXPECT_EQ(Plan({{kX, keep}, "x\nx stays\n"}), "a.");
  EXPECT_EQ(Plan({{"unit = 'span'\npattern = 'x'", keep}, "x stays\nax\n"}),
            ".A");
  EXPECT_EQ(Plan({{"zone = 'tail'\npattern = '^x'", keep}, "x stays\nx\n"}),
            ".a");
  EXPECT_EQ(Plan({{"unit = 'paragraph'\npattern = 'wrapped'", keep},
                  "a line of text that was wrapped because it was so long\n"
                  "that it stays as it is\n"}),
            "..");
}

TEST(PlanTest, Zones) {
  const std::string tail = "zone = 'tail'\npattern = '^x'";
  const std::string head = "zone = 'head'\npattern = '^x'";
  EXPECT_EQ(Plan({{tail}, "x\n" + Filler(15)}), "a" + Dots(15));
  EXPECT_EQ(Plan({{tail}, "x\n" + Filler(16)}), Dots(17));
  EXPECT_EQ(Plan({{head}, Filler(15) + "x\n"}), Dots(15) + "a");
  EXPECT_EQ(Plan({{head}, Filler(16) + "x\n"}), Dots(17));
  // Lines that go do not count.
  EXPECT_EQ(Plan({{tail, "pattern = '^filler 7$'"}, "x\n" + Filler(16)}),
            "a" + Dots(7) + "b" + Dots(8));
  // The tail of the first of two copies.
  EXPECT_EQ(Plan({{tail},
                  kBody + "x\n" + std::string(kHeadline) + kBody + Filler(20)}),
            "===a...." + Dots(20));
}

TEST(PlanTest, CountsStandingCharacters) {
  const std::string before = "min_before = 10\npattern = '^x'";
  EXPECT_EQ(Plan({{before}, "123456789\nx\n"}), "..");
  EXPECT_EQ(Plan({{before}, "1234567890\nx\n"}), ".a");
  EXPECT_EQ(Plan({{before, "pattern = 'gone'"}, "gone 67890\nx\n"}), "b.");
  // What a guarded rule has just taken does not count either.
  EXPECT_EQ(Plan({{before}, "1234567890\nx 34567890\nx\n"}), ".aa");
  EXPECT_EQ(Plan({{before}, "123456789\nx 34567890\nx\n"}), "..a");
  const std::string after = "max_after = 3\npattern = '^x'";
  EXPECT_EQ(Plan({{after}, "x\n123\n"}), "a.");
  EXPECT_EQ(Plan({{after}, "x\n1234\n"}), "..");
  EXPECT_EQ(Plan({{after, "pattern = 'gone'"}, "x\n12\ngone\n"}), "a.b");
}

TEST(PlanTest, Alone) {
  const std::string alone = "alone = true\npattern = '^x'";
  struct Row {
    std::string text;
    std::string_view plan;
  };
  const Row kRows[] = {
      {"a\n\nx\n\nb\n", ".a."},   {"x\n\nb\n", "a."},     {"a\n\nx\n", ".a"},
      {"a\nx\n\nb\n", "..."},     {"a\n\nx\nb\n", "..."}, {"a\nx\nb\n", ".a."},
      {"a\n\nb\nx\nc\n", "...."},
  };
  for (const Row& row : kRows) {
    EXPECT_EQ(Plan({{alone}, row.text}), row.plan)
        << testing::PrintToString(row.text);
  }
  // A blank line far away does not make the line part of a paragraph.
  EXPECT_EQ(Plan({{alone}, "a\n\n" + Filler(11) + "x\n" + Filler(11)}),
            Dots(12) + "a" + Dots(11));
  // Removed lines count as absent.
  EXPECT_EQ(Plan({{alone, "pattern = 'gone'"}, "a\n\ngone\nx\n\nb\n"}), ".ba.");
}

TEST(PlanTest, NearARemoval) {
  const std::string near = "near = 'removal'\npattern = '^x'";
  const std::string gone = "pattern = 'gone'";
  EXPECT_EQ(Plan({{near}, "x\n"}), ".");
  EXPECT_EQ(Plan({{near, gone}, "gone\n1\n2\nx\n"}), "b..a");
  EXPECT_EQ(Plan({{near, gone}, "gone\n1\n2\n3\nx\n"}), "b....");
  EXPECT_EQ(Plan({{near, gone}, "x\n1\n2\ngone\n"}), "a..b");
  EXPECT_EQ(Plan({{near, gone}, "x\n1\n2\n3\ngone\n"}), "....b");
  // One that goes is a removal to the next, in both directions.
  EXPECT_EQ(Plan({{near, gone}, "gone\n1\nx\n2\nx\n"}), "b.a.a");
  EXPECT_EQ(Plan({{near, gone}, "x\n1\nx\n2\ngone\n"}), "a.a.b");
  // So is a span, and a seam of an earlier pass.
  EXPECT_EQ(Plan({{near, "unit = 'span'\npattern = 'gone'"}, "is gone\nx\n"}),
            "Ba");
  EXPECT_EQ(Plan({{near}, "a\nx\n", "", {2}}), ".a");
  EXPECT_EQ(Plan({{near}, "a\nx\n", "", {4}}), ".a");
  EXPECT_EQ(Plan({{near}, "x\n1\n2\n3\n4\n", "", {10}}), ".....");
}

TEST(PlanTest, Runs) {
  const std::string run = "run = 3\npattern = '^x'";
  EXPECT_EQ(Plan({{run}, "x\nx\n"}), "..");
  EXPECT_EQ(Plan({{run}, "x\n\nx 2\nx 3\n1\nx\nx\n"}), "aaa...");
  // Lines that go do not part it.
  EXPECT_EQ(Plan({{run, "pattern = 'gone'"}, "x\ngone\nx 2\nx 3\n"}), "abaa");
  EXPECT_EQ(
      Plan({{run, "action = 'keep'\npattern = 'stays'"}, "x\nx\nx stays\nx\n"}),
      "....");
}

TEST(PlanTest, CutsAfter) {
  const std::string cut =
      "action = 'cut-after'\nmin_before = 3\npattern = '^x'";
  EXPECT_EQ(Plan({{cut}, "one\ntwo\nx\n1\n2\n"}), "..aaa");
  EXPECT_EQ(Plan({{cut}, "1\nx\n2\n"}), "...");
  // It stops where something says that the text goes on.
  EXPECT_EQ(Plan({{cut, "action = 'keep'\npattern = 'stays'"},
                  "one\nx\n1\nstays\n2\n"}),
            ".aa..");
  EXPECT_EQ(Plan({{cut}, "one\nx\n1\none\n2\n"}), ".aa..");
  EXPECT_EQ(Plan({{cut}, "one\nx\n1\nTitle\n2\n", "title"}), ".aa..");
  EXPECT_EQ(Plan({{cut},
                  "one\n" + kBody + "x\n1\n" + std::string(kHeadline) + kBody}),
            ".===aa....");
  // What others take is theirs.
  EXPECT_EQ(Plan({{cut, "pattern = 'gone'"}, "one\nx\ngone\n1\n"}), ".aba");
}

TEST(PlanTest, CutDoesNothingInsideACopy) {
  const std::string cut =
      "action = 'cut-after'\nmin_before = 3\npattern = '^boats'";
  EXPECT_EQ(Plan({{cut}, kBody + std::string(kHeadline) + kBody}), "===....");
}

TEST(PlanTest, CutsBefore) {
  const std::string cut =
      "action = 'cut-before'\nzone = 'head'\npattern = '^x'";
  EXPECT_EQ(Plan({{cut}, "1\n2\nx\n3\n"}), "aaa.");
  EXPECT_EQ(Plan({{cut}, "1\nx\n2\nx\n3\n"}), "aaaa.");
  EXPECT_EQ(Plan({{cut, "action = 'keep'\npattern = 'stays'"},
                  "1\nstays\n2\nx\n3\n"}),
            "..aa.");
  EXPECT_EQ(Plan({{cut, "pattern = 'gone'"}, "1\ngone\n2\nx\n3\n"}), "abaa.");
  EXPECT_EQ(Plan({{cut}, Filler(16) + "x\n"}), Dots(17));
}

TEST(PlanTest, KeepsOneOfTwoCopies) {
  EXPECT_EQ(Plan({{}, kBody + std::string(kHeadline) + kBody}), "===....");
  // Copies of which spans go differ until the next pass.
  EXPECT_EQ(Plan({{"unit = 'span'\npattern = 'morning'"},
                  kBody + std::string(kHeadline) + kBody}),
            "AA=.AA.");
  // A repeat whose twin a rule takes stays.
  EXPECT_EQ(Plan({{"max_after = 120\npattern = '^boats'"},
                  kBody + std::string(kHeadline) + kBody}),
            "=.=..a.");
}

TEST(PlanTest, GuardedRulesTakeWholeLinesThatSpansWereOn) {
  EXPECT_EQ(
      Plan({{"unit = 'span'\npattern = 'so'", "zone = 'tail'\npattern = '^x'",
             "action = 'cut-after'\nmin_before = 2\npattern = '^y'"},
            "one so\nx so\ny\nso 2\n"}),
      "Abcc");
}

}  // namespace
}  // namespace unboil
