#include "corpus/comparison.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace unboil {
namespace {

// "+a" newly takes a line of 10 bytes by rule a, "-a" no longer does.
DocumentChange ChangeOf(const std::string& name,
                        const std::vector<std::string>& rules) {
  DocumentChange change{name, {}};
  for (const std::string& rule : rules) {
    RuleChange& added = change.rules.emplace_back();
    added.rule = rule.substr(1);
    added.change = rule[0] == '+' ? Change::kNewlyRemoved : Change::kNewlyKept;
    added.lines = 1;
    added.bytes = 10;
  }
  return change;
}

// "1 documents 2 lines 30 bytes"
std::string Shown(const ChangeCount& count) {
  return std::to_string(count.documents) + " documents " +
         std::to_string(count.lines) + " lines " + std::to_string(count.bytes) +
         " bytes";
}

std::vector<std::string> NamesOf(
    const std::vector<ChangeCount::Sample>& samples) {
  std::vector<std::string> names;
  for (const ChangeCount::Sample& sample : samples) {
    names.push_back(sample.document);
  }
  return names;
}

TEST(Comparison, StartsEmpty) {
  const Comparison comparison(3);
  EXPECT_EQ(comparison.documents(), 0u);
  EXPECT_EQ(comparison.changed(), 0u);
  EXPECT_TRUE(comparison.rules().empty());
}

TEST(Comparison, CountsDocumentsByWhatTheyLose) {
  Comparison comparison(3);
  comparison.Count(std::nullopt);
  comparison.Count(ChangeOf("1", {"+a", "+b"}));
  comparison.Count(std::nullopt);
  comparison.Count(ChangeOf("2", {"+a"}));
  comparison.Count(ChangeOf("3", {"-a"}));
  comparison.Count(ChangeOf("4", {"-a", "+b"}));
  EXPECT_EQ(comparison.documents(), 6u);
  EXPECT_EQ(comparison.changed(), 4u);
  EXPECT_EQ(comparison.losing_more(), 2u);
  EXPECT_EQ(comparison.losing_less(), 1u);
}

TEST(Comparison, CountsEachRuleAndDirectionByItself) {
  Comparison comparison(3);
  comparison.Count(ChangeOf("1", {"+a", "-b"}));
  DocumentChange more = ChangeOf("2", {"+a", "-a"});
  more.rules[0].lines = 4;
  more.rules[0].bytes = 50;
  comparison.Count(more);
  const std::vector<Comparison::RuleCounts> rules = comparison.rules();
  ASSERT_EQ(rules.size(), 2u);
  EXPECT_EQ(rules[0].rule, "a");
  EXPECT_EQ(Shown(rules[0].counts.removed), "2 documents 5 lines 60 bytes");
  EXPECT_EQ(Shown(rules[0].counts.kept), "1 documents 1 lines 10 bytes");
  EXPECT_EQ(rules[1].rule, "b");
  EXPECT_EQ(Shown(rules[1].counts.removed), "0 documents 0 lines 0 bytes");
  EXPECT_EQ(Shown(rules[1].counts.kept), "1 documents 1 lines 10 bytes");
}

TEST(Comparison, RulesOfMostDocumentsComeFirst) {
  Comparison comparison(0);
  comparison.Count(ChangeOf("1", {"+d", "+c", "+a"}));
  comparison.Count(ChangeOf("2", {"-c", "+b"}));
  comparison.Count(ChangeOf("3", {"-c", "+b"}));
  std::string order;
  for (const Comparison::RuleCounts& rule : comparison.rules()) {
    order += rule.rule;
  }
  EXPECT_EQ(order, "cbad");  // among equals by name
}

// The samples of rule a out of documents 1 to `count`.
std::vector<std::string> SamplesOf(std::size_t samples, std::size_t count) {
  Comparison comparison(samples);
  for (std::size_t i = 1; i <= count; ++i) {
    comparison.Count(ChangeOf(std::to_string(i), {"+a"}));
  }
  return NamesOf(comparison.rules().at(0).counts.removed.samples);
}

TEST(Comparison, SamplesAreAtMostSoMany) {
  using Names = std::vector<std::string>;
  EXPECT_EQ(SamplesOf(0, 100), Names());
  EXPECT_EQ(SamplesOf(3, 1), (Names{"1"}));
  EXPECT_EQ(SamplesOf(3, 3), (Names{"1", "2", "3"}));
  EXPECT_EQ(SamplesOf(3, 100).size(), 3u);
  EXPECT_EQ(SamplesOf(100, 1000).size(), 100u);
}

TEST(Comparison, SamplesAreInOrderOfTheCorpusAndOfDocumentsOnce) {
  const std::vector<std::string> names = SamplesOf(50, 2000);
  std::vector<int> numbers;
  for (const std::string& name : names) numbers.push_back(std::stoi(name));
  EXPECT_TRUE(std::is_sorted(numbers.begin(), numbers.end()));
  EXPECT_EQ(std::set<int>(numbers.begin(), numbers.end()).size(), 50u);
}

TEST(Comparison, SamplesAreTheSameEachTime) {
  EXPECT_EQ(SamplesOf(5, 1000), SamplesOf(5, 1000));
}

// Every tenth of the corpus has about a tenth of the samples: 100 of 1,000,
// give or take 40, which is more than four standard deviations.
TEST(Comparison, SamplesAreDrawnFromAllOver) {
  std::vector<int> tenths(10);
  for (const std::string& name : SamplesOf(1000, 10'000)) {
    ++tenths[(std::stoul(name) - 1) / 1000];
  }
  for (const int count : tenths) EXPECT_NEAR(count, 100, 40);
}

TEST(Comparison, EachRuleAndDirectionHasItsOwnSamples) {
  Comparison comparison(2);
  comparison.Count(ChangeOf("1", {"+a", "-b"}));
  comparison.Count(ChangeOf("2", {"-a"}));
  const std::vector<Comparison::RuleCounts> rules = comparison.rules();
  using Names = std::vector<std::string>;
  EXPECT_EQ(NamesOf(rules[0].counts.removed.samples), Names{"1"});
  EXPECT_EQ(NamesOf(rules[0].counts.kept.samples), Names{"2"});
  EXPECT_EQ(NamesOf(rules[1].counts.removed.samples), Names());
  EXPECT_EQ(NamesOf(rules[1].counts.kept.samples), Names{"1"});
}

}  // namespace
}  // namespace unboil
