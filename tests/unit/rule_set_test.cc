#include <gtest/gtest.h>

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "unboil/unboil.h"

namespace unboil {
namespace {

constexpr std::size_t kDetectorRules = 4;

// A file with one rule, `test.<id>`, that removes the line "view".
std::string RuleText(std::string_view id, std::string_view more_keys = "") {
  return "group = \"test\"\n[[rule]]\nid = \"" + std::string(id) +
         "\"\npattern = '^view$'\n" + std::string(more_keys) + "\n";
}

Result<RuleSet> Parse(const std::vector<std::string>& texts,
                      const Options& options = {}) {
  std::vector<Source> sources;
  const std::string_view kNames[] = {"a.toml", "b.toml", "c.toml"};
  for (std::size_t i = 0; i < texts.size(); ++i) {
    sources.push_back({kNames[i], texts[i]});
  }
  return RuleSet::Parse(sources, options);
}

std::string ErrorOf(const Result<RuleSet>& rules) {
  return rules ? "no error" : rules.error().message;
}

bool Has(const RuleSet& rules, std::string_view id) {
  return std::any_of(rules.rules().begin(), rules.rules().end(),
                     [id](const RuleInfo& rule) { return rule.id == id; });
}

// One of the rules that come with unboil.
const RuleInfo& SomeBuiltinRule(const RuleSet& builtin) {
  return builtin.rules()[kDetectorRules];
}

// A file that holds a rule of the same id.
std::string Imitation(const RuleInfo& rule, std::string_view more_keys) {
  const std::size_t dot = rule.id.rfind('.');
  return "group = \"" + rule.id.substr(0, dot) + "\"\n[[rule]]\nid = \"" +
         rule.id.substr(dot + 1) + "\"\nwhy = \"mine\"\npattern = 'mine'\n" +
         std::string(more_keys);
}

TEST(RuleSetTest, ListsTheDetectorsFirst) {
  const Result<RuleSet> rules = Parse({RuleText("one"), RuleText("two")});
  ASSERT_TRUE(rules) << ErrorOf(rules);
  std::vector<std::string> ids;
  for (const RuleInfo& rule : rules->rules()) ids.push_back(rule.id);
  EXPECT_EQ(ids,
            (std::vector<std::string>{
                "any.repeat.body", "any.repeat.headline", "any.repeat.teaser",
                "any.repeat.paragraph", "test.one", "test.two"}));
  EXPECT_EQ(rules->rules()[5].file, "b.toml");
  EXPECT_EQ(rules->rules()[5].line, 2u);
}

TEST(RuleSetTest, BuiltinRulesLoad) {
  Options all;
  all.level = Level::kBold;
  const Result<RuleSet> rules = RuleSet::Builtin(all);
  ASSERT_TRUE(rules) << ErrorOf(rules);
  EXPECT_GT(rules->rules().size(), kDetectorRules);
  for (const RuleInfo& rule : rules->rules()) {
    EXPECT_TRUE(rule.enabled) << rule.id;
    EXPECT_FALSE(rule.why.empty()) << rule.id;
  }
}

TEST(RuleSetTest, AddsTheBuiltinRulesWhenAsked) {
  const Result<RuleSet> builtin = RuleSet::Builtin();
  ASSERT_TRUE(builtin) << ErrorOf(builtin);
  const std::string id = SomeBuiltinRule(*builtin).id;
  const Result<RuleSet> without = Parse({RuleText("one")});
  EXPECT_EQ(without->rules().size(), kDetectorRules + 1);
  EXPECT_FALSE(Has(*without, id));
  Options options;
  options.builtin = true;
  const Result<RuleSet> with = Parse({RuleText("one")}, options);
  EXPECT_EQ(with->rules().size(), builtin->rules().size() + 1);
  EXPECT_TRUE(Has(*with, id));
  EXPECT_TRUE(Has(*with, "test.one"));
}

TEST(RuleSetTest, RefusesAnIdTwice) {
  EXPECT_EQ(ErrorOf(Parse({RuleText("one"), RuleText("one")})),
            "b.toml:2: test.one: this id is used already, in a.toml:2\n"
            "  2 | [[rule]]\n"
            "    | ^");
  EXPECT_NE(
      ErrorOf(Parse({RuleText("one"), RuleText("one", "override = true")})),
      "no error");
  const Result<RuleSet> same_file =
      Parse({RuleText("one") + "[[rule]]\n"
                               "id = \"one\"\npattern = 'x'\n"});
  EXPECT_NE(ErrorOf(same_file).find("used before"), std::string::npos)
      << ErrorOf(same_file);
}

TEST(RuleSetTest, ReplacesABuiltinRuleOnlyWhenToldTo) {
  const Result<RuleSet> builtin = RuleSet::Builtin();
  ASSERT_TRUE(builtin);
  const RuleInfo& rule = SomeBuiltinRule(*builtin);
  Options options;
  options.builtin = true;
  const std::string refused = ErrorOf(Parse({Imitation(rule, "")}, options));
  EXPECT_NE(refused.find("this id is used already, in " + rule.file),
            std::string::npos)
      << refused;
  EXPECT_NE(refused.find("override = true"), std::string::npos) << refused;

  const std::string mine = Imitation(rule, "override = true\n");
  const Result<RuleSet> replaced = Parse({mine}, options);
  ASSERT_TRUE(replaced) << ErrorOf(replaced);
  EXPECT_EQ(replaced->rules().size(), builtin->rules().size());
  EXPECT_EQ(SomeBuiltinRule(*replaced).id, rule.id);
  EXPECT_EQ(SomeBuiltinRule(*replaced).why, "mine");
  EXPECT_EQ(replaced->Clean("Mine\nText that stays.\n").text,
            "Text that stays.\n");

  const std::string twice = ErrorOf(Parse({mine, mine}, options));
  EXPECT_NE(twice.find("this id is used already, in a.toml"), std::string::npos)
      << twice;
}

TEST(RuleSetTest, NeverReplacesADetector) {
  const std::string mine =
      "group = \"any.repeat\"\n[[rule]]\nid = \"body\"\npattern = 'x'\n"
      "override = true\n";
  EXPECT_NE(ErrorOf(Parse({mine})).find("this id is used already"),
            std::string::npos);
}

TEST(RuleSetTest, TellsWhichRulesAreOn) {
  Options options;
  options.level = Level::kSafe;
  options.disable = {"any.repeat.teaser"};
  const Result<RuleSet> rules =
      Parse({RuleText("one"), RuleText("two", "level = 2")}, options);
  ASSERT_TRUE(rules) << ErrorOf(rules);
  std::string on;
  for (const RuleInfo& rule : rules->rules()) on += rule.enabled ? '1' : '0';
  EXPECT_EQ(on, "110110");
}

TEST(RuleSetTest, PassesErrorsOn) {
  EXPECT_TRUE(ErrorOf(Parse({"group = 1"})).starts_with("a.toml:1:"));
  Options options;
  options.enable = {"test.oen"};
  EXPECT_EQ(ErrorOf(Parse({RuleText("one")}, options)),
            "no rule has the id \"test.oen\"; did you mean \"test.one\"?");
}

TEST(RuleSetTest, Cleans) {
  const Result<RuleSet> rules = Parse({RuleText("one")});
  ASSERT_TRUE(rules) << ErrorOf(rules);
  const std::string_view text = "The bridge is shut.\n\nVIEW\n";
  const Cleaned cleaned = rules->Clean(text);
  EXPECT_EQ(cleaned.text, "The bridge is shut.\n");
  ASSERT_EQ(cleaned.removals.size(), 1u);
  EXPECT_EQ(cleaned.removals[0].range, (Range{20, 26}));
  EXPECT_EQ(cleaned.removals[0].rule, kDetectorRules);
  EXPECT_FALSE(cleaned.removals[0].twin);
  EXPECT_FALSE(cleaned.refused);

  std::string out = "used";
  std::vector<Removal> removals(7);
  EXPECT_TRUE(rules->Clean(text, {}, &out, &removals));
  EXPECT_EQ(out, cleaned.text);
  EXPECT_EQ(removals.size(), 1u);

  removals.clear();
  EXPECT_TRUE(rules->Clean(text, {}, nullptr, &removals));
  ASSERT_EQ(removals.size(), 1u);
  EXPECT_EQ(removals[0].range, cleaned.removals[0].range);
}

TEST(RuleSetTest, RefusesToGutADocument) {
  Options options;
  const std::string text = "View\nView\nView\nA line.\n";
  const std::string likely = RuleText("one", "level = 2");
  const Cleaned refused = Parse({likely}, options)->Clean(text);
  EXPECT_TRUE(refused.refused);
  EXPECT_EQ(refused.text, text);
  options.max_share = 0.8;
  EXPECT_EQ(Parse({likely}, options)->Clean(text).text, "A line.\n");
  // Whole lines of a rule of level 1 may go, but never all there is.
  options.max_share = 0.5;
  const std::string safe = RuleText("one", "level = 1");
  EXPECT_EQ(Parse({safe}, options)->Clean(text).text, "A line.\n");
  EXPECT_TRUE(Parse({safe}, options)->Clean("View\nView\n").refused);
  options.max_share = 1;
  EXPECT_EQ(Parse({safe}, options)->Clean("View\nView\n").text, "");
}

// The line below the protected paragraph would go, and the next one then
// continue the paragraph, which is protected no more. So the text is kept
// whole.
TEST(RuleSetTest, RefusesADocumentWhoseProtectionWouldEnd) {
  const std::string rules =
      "group = \"test\"\n"
      "[[rule]]\nid = \"keep\"\naction = \"keep\"\nunit = \"paragraph\"\n"
      "pattern = '^the old .* built$'\n"
      "[[rule]]\nid = \"note\"\npattern = '^a note'\n"
      "[[rule]]\nid = \"bridge\"\npattern = '^the old bridge'\n";
  const std::string kept =
      "The old bridge over the river stands as it has always stood, and so\n"
      "nobody asks why anyone in town wants to have another one built\n";
  const std::string note =
      "A note that is wide enough to hold a word more than the line above it "
      "has room for by far\n";
  const std::string next =
      "or in which year the first of them was begun at all.\n";
  const std::string text = kept + note + next;
  const Cleaned cleaned = Parse({rules})->Clean(text);
  EXPECT_EQ(cleaned.text, text);
  EXPECT_TRUE(cleaned.refused);
  EXPECT_EQ(Parse({rules})->Clean(kept + note).text, kept);
}

TEST(RuleSetTest, LeavesUtf16Alone) {
  const std::string wide("v\0i\0e\0w\0\n\0", 10);
  const Cleaned cleaned = Parse({RuleText("one")})->Clean(wide);
  EXPECT_EQ(cleaned.text, wide);
  EXPECT_FALSE(cleaned.refused);
}

}  // namespace
}  // namespace unboil
