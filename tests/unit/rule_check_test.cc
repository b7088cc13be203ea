#include "rule_check.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace unboil {
namespace {

// Every message, a blank line between them.
std::string FaultsOf(const std::vector<Source>& sources) {
  std::string text;
  for (const RuleFault& fault : CheckRules(sources)) {
    if (!text.empty()) text += "\n\n";
    if (fault.warning) text += "warning: ";
    text += fault.error.message;
  }
  return text;
}

std::string FaultsOf(std::string_view text) {
  return FaultsOf({Source{"f.toml", text}});
}

// A rule as it should be; a row replaces one of its lines.
constexpr std::string_view kGood = R"toml(group = "en.link"
[[rule]]
id = "more"
why = "A link to the rest of the story."
pattern = '''^read the rest$'''
remove = ["Read the rest", "READ THE REST"]
keep = ["Read the rest of the rules."]
)toml";

std::string GoodBut(std::string_view line, std::string_view replacement) {
  std::string text(kGood);
  const std::size_t begin = text.find("\n" + std::string(line)) + 1;
  const std::size_t end = text.find('\n', begin);
  return text.replace(begin, end - begin, replacement);
}

struct Row {
  std::string_view line;  // of kGood: its beginning
  std::string_view replacement;
  std::string_view faults;
};

void ExpectFaults(const Row& row) {
  EXPECT_EQ(row.faults, FaultsOf(GoodBut(row.line, row.replacement)))
      << row.replacement;
}

TEST(RuleCheckTest, AGoodRuleHasNoFaults) { EXPECT_EQ("", FaultsOf(kGood)); }

TEST(RuleCheckTest, APackSaysAllThatIsToBeKnownOfIt) {
  EXPECT_EQ(R"(f.toml:2: a pack needs its "version"
  2 | [pack]
    | ^

f.toml:2: a pack needs its "about"
  2 | [pack]
    | ^)",
            FaultsOf("group = \"en\"\n[pack]\nname = \"Gull\"\n"
                     "license = \"CC0-1.0\"\nabout = \" \"\n"));
}

TEST(RuleCheckTest, ReasonsAndExamplesMustBeThere) {
  constexpr Row kRows[] = {
      {"why", "",
       R"(f.toml:2: en.link.more: a rule needs a "why": the reason for it
  2 | [[rule]]
    | ^)"},
      {"why", "why = ' '",
       R"(f.toml:4: en.link.more: a rule needs a "why": the reason for it
  4 | why = ' '
    |       ^)"},
      {"remove", "remove = ['Read the rest']",
       R"(f.toml:6: en.link.more: a rule needs at least 2 "remove" examples, text that it removes
  6 | remove = ['Read the rest']
    |           ^)"},
      {"keep", "",
       R"(f.toml:2: en.link.more: a rule needs at least 1 "keep" example, a near miss that stays
  2 | [[rule]]
    | ^)"},
      {"pattern",
       "pattern = 'read the rest$'\naction = 'cut-after'\n"
       "min_before = 200",
       R"(f.toml:6: en.link.more: a cut takes text that no pattern has seen; say its "level"
  6 | action = 'cut-after'
    |          ^)"},
      {"pattern",
       "pattern = 'read the rest$'\naction = 'cut-after'\n"
       "min_before = 200\nlevel = 1",
       ""},
  };
  for (const Row& row : kRows) ExpectFaults(row);
}

TEST(RuleCheckTest, ExamplesMustComeOutAsTheySay) {
  constexpr Row kRows[] = {
      {"remove", "remove = ['Read the rest', 'Read it all']",
       R"(f.toml:6: en.link.more: the rule does not remove this "remove" example
  6 | remove = ['Read the rest', 'Read it all']
    |                            ^)"},
      {"keep", "keep = [\n  'No.',\n  'Read  the REST',\n]",
       R"(f.toml:9: en.link.more: the rule removes this "keep" example
  9 |   'Read  the REST',
    |   ^)"},
      {"keep", "keep = ['']",
       R"(f.toml:7: en.link.more: this example is empty
  7 | keep = ['']
    |         ^)"},
      {"keep", "keep = [\"Read\\nthe rest\"]",
       R"(f.toml:7: en.link.more: this rule looks at one line, so its examples are lines
  7 | keep = ["Read\nthe rest"]
    |         ^)"},
      // Everything that a rule says about a unit counts ...
      {"pattern", "pattern = 'read the rest'\nunless = 'rules'", ""},
      {"pattern", "pattern = 'read the rest'\nmax_chars = 20", ""},
      {"pattern", "concepts = ['read the', 'rest$']", ""},
      {"pattern", "concepts = ['read the', 'rest$']\nneed = 1",
       R"(f.toml:8: en.link.more: the rule removes this "keep" example
  8 | keep = ["Read the rest of the rules."]
    |         ^)"},
      {"pattern", "pattern = 'read the rest$'\nunit = 'paragraph'", ""},
      {"pattern", "pattern = 'the rest$'\nunit = 'span'", ""},
      {"pattern", "pattern = 'the rest'\nunit = 'span'",
       R"(f.toml:8: en.link.more: the rule removes this "keep" example
  8 | keep = ["Read the rest of the rules."]
    |         ^)"},
      // ... and nothing that it says about what stands around it.
      {"pattern",
       "pattern = '^read the rest$'\nalone = true\nrun = 5\n"
       "near = 'removal'\nzone = 'tail'\nmin_before = 9999\n"
       "max_after = 0",
       ""},
  };
  for (const Row& row : kRows) ExpectFaults(row);
}

TEST(RuleCheckTest, AKeepRuleProtectsItsKeepExamples) {
  constexpr std::string_view kText = R"toml(group = "en.keep"
[[rule]]
id = "refrain"
why = "The refrain of a song is no repeat."
action = "keep"
pattern = '''^chorus:'''
remove = ["Chorus line auditions", "Chorus: again"]
keep = ["Chorus: la la la", "The chorus"]
[[rule]]
id = "verse"
why = "The verse of a song is no repeat."
action = "keep"
pattern = '''^verse:'''
keep = ["Verse: la la la"]
)toml";
  EXPECT_EQ(
      R"(f.toml:7: en.keep.refrain: the rule protects this "remove" example
  7 | remove = ["Chorus line auditions", "Chorus: again"]
    |                                    ^

f.toml:8: en.keep.refrain: the rule does not protect this "keep" example
  8 | keep = ["Chorus: la la la", "The chorus"]
    |                             ^

f.toml:9: en.keep.verse: a rule needs at least 1 "remove" example, text that it does not protect
  9 | [[rule]]
    | ^

f.toml:14: en.keep.verse: a rule needs at least 2 "keep" examples, text that it protects
  14 | keep = ["Verse: la la la"]
     |         ^)",
      FaultsOf(kText));
}

TEST(RuleCheckTest, PatternsMustFitFoldedText) {
  constexpr Row kRows[] = {
      {"pattern", "pattern = '^read the rest(?: Now)?$'",
       R"(f.toml:5: en.link.more: "N" can never match folded text, which has "n" in its place
  5 | pattern = '^read the rest(?: Now)?$'
    |                              ^)"},
      {"pattern", "pattern = '''\n^read the rest(?:…)?$'''",
       R"(f.toml:6: en.link.more: "…" can never match folded text, which has "..." in its place
  6 | ^read the rest(?:…)?$'''
    |                  ^)"},
      {"pattern", "pattern = \"^read the rest\u200B?$\"",
       "f.toml:5: en.link.more: \"\u200B\" can never match folded text, which "
       "leaves it out\n"
       "  5 | pattern = \"^read the rest\u200B?$\"\n"
       "    |                          ^"},
      {"pattern", "pattern = '^(?i)read the rest$'",
       R"msg(f.toml:5: en.link.more: "(?i)" has no use: text is folded before it is matched, so write lower case
  5 | pattern = '^(?i)read the rest$'
    |             ^)msg"},
      {"pattern", "pattern = '^read the rest$'\nunless = 'A'",
       R"(f.toml:6: en.link.more: "A" can never match folded text, which has "a" in its place
  6 | unless = 'A'
    |           ^)"},
      {"pattern", "concepts = ['read the', 'rest$', 'Or']\nneed = 2",
       R"(f.toml:5: en.link.more: "O" can never match folded text, which has "o" in its place
  5 | concepts = ['read the', 'rest$', 'Or']
    |                                   ^)"},
      {"pattern", "pattern = '^read.{0,60}rest$'", ""},
      {"pattern", "pattern = '^read.{0,61}rest$'",
       R"(f.toml:5: en.link.more: a gap of 61 makes matching slow; at most 60 may be skipped
  5 | pattern = '^read.{0,61}rest$'
    |                  ^)"},
  };
  for (const Row& row : kRows) ExpectFaults(row);
}

TEST(RuleCheckTest, WarnsOfAPatternThatNoLiteralGuards) {
  ExpectFaults(
      {"pattern", R"(pattern = '^\w+ \w+ \w+$')",
       R"(warning: f.toml:5: en.link.more: no literal of 3 or more bytes must stand in a match, so RE2 runs on every line
  5 | pattern = '^\w+ \w+ \w+$'
    |           ^)"});
}

std::string RuleFileOf(std::string_view head, std::string_view rule_keys) {
  std::string text(kGood);
  text.insert(text.find('\n') + 1, head);
  return text + std::string(rule_keys);
}

TEST(RuleCheckTest, IdsAreUsedOnce) {
  const std::string good(kGood);
  const std::string retiring = "group = \"en.link\"\nretired = [\"more\"]\n";
  const std::string overriding = RuleFileOf("", "override = true\n");

  EXPECT_EQ(
      R"(b.toml:3: en.link.more: this id is also used at a.toml:2; to replace that rule, write override = true
  3 | id = "more"
    |      ^)",
      FaultsOf({Source{"a.toml", good}, Source{"b.toml", good}}));
  EXPECT_EQ("",
            FaultsOf({Source{"a.toml", good}, Source{"b.toml", overriding}}));
  EXPECT_EQ("",
            FaultsOf({Source{"a.toml", overriding}, Source{"b.toml", good}}));
  EXPECT_EQ(
      R"(a.toml:3: en.link.more: this id is retired by b.toml and may never be used again
  3 | id = "more"
    |      ^)",
      FaultsOf({Source{"a.toml", good}, Source{"b.toml", retiring}}));
  EXPECT_EQ(
      R"(f.toml:4: en.link.more: this id is retired by f.toml and may never be used again
  4 | id = "more"
    |      ^)",
      FaultsOf(RuleFileOf("retired = [\"more\"]\n", "")));
}

TEST(RuleCheckTest, AFileThatDoesNotLoadDoesNotHideTheOthers) {
  const std::string without_why = GoodBut("why", "");
  EXPECT_EQ(R"(a.toml:1: unknown key "grup"; did you mean "group"?
  1 | grup = "en"
    | ^

b.toml:2: en.link.more: a rule needs a "why": the reason for it
  2 | [[rule]]
    | ^)",
            FaultsOf({Source{"a.toml", "grup = \"en\"\n"},
                      Source{"b.toml", without_why}}));
  EXPECT_EQ("", FaultsOf(std::vector<Source>{}));
}

}  // namespace
}  // namespace unboil
