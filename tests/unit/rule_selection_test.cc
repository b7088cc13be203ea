#include "rule_selection.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace unboil {
namespace {

using Entries = std::vector<std::string>;

RuleInfo RuleOf(std::string id, Level level, std::vector<std::string> lang) {
  RuleInfo rule;
  rule.id = std::move(id);
  rule.level = level;
  rule.lang = std::move(lang);
  return rule;
}

std::vector<RuleInfo> SomeRules() {
  return {
      RuleOf("any.repeat.body", Level::kSafe, {}),
      RuleOf("en.link.more", Level::kSafe, {"en"}),
      RuleOf("en.link.bold", Level::kBold, {"en"}),
      RuleOf("en.share.bar", Level::kLikely, {"en"}),
      RuleOf("es.link.more", Level::kLikely, {"es", "ca"}),
  };
}

// A letter a rule of SomeRules: '1' if it is on.
std::string Selected(const Options& options,
                     const std::vector<FileDisabled>& disabled = {}) {
  std::vector<RuleInfo> rules = SomeRules();
  const Result<bool> selected = SelectRules(options, disabled, &rules);
  if (!selected) return selected.error().message;
  std::string on;
  for (const RuleInfo& rule : rules) on += rule.enabled ? '1' : '0';
  return on;
}

std::string WithIds(Entries enable, Entries disable) {
  Options options;
  options.enable = std::move(enable);
  options.disable = std::move(disable);
  return Selected(options);
}

TEST(RuleSelectionTest, GoesByLevel) {
  Options options;
  options.level = Level::kSafe;
  EXPECT_EQ(Selected(options), "11000");
  options.level = Level::kLikely;
  EXPECT_EQ(Selected(options), "11011");
  options.level = Level::kBold;
  EXPECT_EQ(Selected(options), "11111");
}

TEST(RuleSelectionTest, FilesSwitchOffUnlessTheCallerSaysOtherwise) {
  const Error unknown{"f.toml:2: no such rule", "f.toml", 2};
  const std::vector<FileDisabled> links = {{"*.link.*", unknown}};
  Options options;
  EXPECT_EQ(Selected(options, links), "10010");
  options.enable = {"en.*"};
  EXPECT_EQ(Selected(options, links), "11110");

  const std::vector<FileDisabled> nothing = {{"fr.*", unknown}};
  options.enable.clear();
  options.builtin = true;
  EXPECT_EQ(Selected(options, nothing), "f.toml:2: no such rule");
  options.builtin = false;
  EXPECT_EQ(Selected(options, nothing), "11011")
      << "it may name a rule that comes with unboil";
}

TEST(RuleSelectionTest, GoesByLanguage) {
  Options options;
  options.lang = {"es"};
  EXPECT_EQ(Selected(options), "10001");
  options.lang = {"ca", "en"};
  EXPECT_EQ(Selected(options), "11011");
  options.lang = {"de"};
  EXPECT_EQ(Selected(options), "10000");
  options.enable = {"en.link.more"};
  EXPECT_EQ(Selected(options), "11000");
}

TEST(RuleSelectionTest, GoesByIds) {
  struct Row {
    Entries enable;
    Entries disable;
    std::string_view on;
  };
  const Row kRows[] = {
      {{}, {}, "11011"},
      {{}, {"en.link.more"}, "10011"},
      {{}, {"en.*"}, "10001"},
      {{}, {"*"}, "00000"},
      {{}, {"*.link.*"}, "10010"},
      {{}, {"*more"}, "10010"},
      {{}, {"e*.l*k.m*e"}, "10010"},
      // Enabling lifts the bar of the level.
      {{"en.link.bold"}, {}, "11111"},
      {{"en.*"}, {}, "11111"},
      // An exact id beats a pattern, in both directions.
      {{"en.link.more"}, {"en.link.mor*"}, "11011"},
      {{"en.link.mor*"}, {"en.link.more"}, "10011"},
      {{"en.link.more"}, {"*"}, "01000"},
      {{"*"}, {"en.link.more"}, "10111"},
      // A longer pattern beats a shorter one.
      {{"en.link.*"}, {"en.*"}, "11101"},
      {{"en.*"}, {"en.link.*"}, "10011"},
      {{"*", "en.link.*"}, {"en.*"}, "11101"},
      // A tie goes to disable.
      {{"en.link.more"}, {"en.link.more"}, "10011"},
      {{"en.*"}, {"en.*"}, "10001"},
      {{"en.*"}, {"*ink*"}, "10010"},
  };
  for (const Row& row : kRows) {
    EXPECT_EQ(WithIds(row.enable, row.disable), row.on)
        << testing::PrintToString(row.enable)
        << testing::PrintToString(row.disable);
  }
}

TEST(RuleSelectionTest, NamesTheNearestOfAnUnknownId) {
  EXPECT_EQ(WithIds({"en.link.mroe"}, {}),
            "no rule has the id \"en.link.mroe\"; did you mean "
            "\"en.link.more\"?");
  EXPECT_EQ(WithIds({}, {"en.share.ba"}),
            "no rule has the id \"en.share.ba\"; did you mean "
            "\"en.share.bar\"?");
  EXPECT_EQ(WithIds({}, {"zh.*"}), "no rule has the id \"zh.*\"");
  EXPECT_EQ(WithIds({""}, {}), "no rule has the id \"\"");
  EXPECT_EQ(WithIds({"en.link.more*more"}, {}),
            "no rule has the id \"en.link.more*more\"; did you mean "
            "\"en.link.more\"?");
}

}  // namespace
}  // namespace unboil
