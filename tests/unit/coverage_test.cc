#include "corpus/coverage.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace unboil {
namespace {

TEST(FiredRulesTest, NamesEachRuleOnce) {
  const std::vector<Removal> removals = {
      {{0, 1}, 4, {}}, {{1, 2}, 2, {}}, {{5, 6}, 4, {}}};
  EXPECT_EQ(FiredRules(removals), (std::vector<std::size_t>{2, 4}));
  EXPECT_TRUE(FiredRules({}).empty());
}

TEST(CoverageTest, CountsDocumentsAndFindsCompanions) {
  Coverage coverage(5);
  coverage.Add({0, 1, 2});
  coverage.Add({});
  coverage.Add({0, 1});
  coverage.Add({0, 3});

  EXPECT_EQ(coverage.documents(), 4u);
  EXPECT_EQ(coverage.Fired(0), 3u);
  EXPECT_EQ(coverage.Fired(4), 0u);
  EXPECT_EQ(coverage.Companion(0), std::nullopt) << "it fired with others only";
  EXPECT_EQ(coverage.Companion(1), 0u);
  EXPECT_EQ(coverage.Companion(2), std::nullopt) << "one document is chance";
  EXPECT_EQ(coverage.Companion(4), std::nullopt);
}

TEST(CoverageTest, TheCompanionIsTheOneThatFiresLeastElsewhere) {
  Coverage coverage(3);
  coverage.Add({0, 1, 2});
  coverage.Add({0, 1, 2});
  coverage.Add({0});
  EXPECT_EQ(coverage.Companion(1), 2u);
  EXPECT_EQ(coverage.Companion(2), 1u);
}

// "first: Read more (by second)", a line each.
std::string SpareOf(std::string_view toml) {
  const Source source{"f.toml", toml};
  Options options;
  options.repeats = Repeats::kOff;
  const Result<RuleSet> rules = RuleSet::Parse({&source, 1}, options);
  EXPECT_TRUE(rules) << rules.error().message;
  const std::vector<SpareExample> spare = FindSpareExamples(rules->rules());
  std::string text;
  for (const SpareExample& example : spare) {
    text += rules->rules()[example.rule].id + ": " + example.text + " (by " +
            rules->rules()[example.other].id + ")\n";
  }
  return text;
}

// Two rules; `guard` is a line of the second.
std::string SpareWith(std::string_view guard) {
  return SpareOf(R"toml(group = "t"
[[rule]]
id = "narrow"
why = "w"
level = 2
pattern = '''^read more$'''
remove = ["Read more"]
[[rule]]
id = "wide"
why = "w"
pattern = '''^read (more|on)$'''
remove = ["Read on"]
)toml" + std::string(guard));
}

TEST(FindSpareExamplesTest, AnotherRuleWouldTakeThem) {
  EXPECT_EQ(SpareWith("level = 2"), "t.narrow: Read more (by t.wide)\n");
}

TEST(FindSpareExamplesTest, NotWhereTheOtherIsStricter) {
  for (const std::string_view guard :
       {"level = 3", "zone = 'tail'", "alone = true", "near = 'removal'",
        "run = 2", "min_before = 10", "max_after = 10", "source = ['a.org']",
        "action = 'keep'"}) {
    EXPECT_EQ(SpareWith(guard), "") << guard;
  }
}

}  // namespace
}  // namespace unboil
