#include "repeat.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "bridge_story.h"
#include "fold.h"

namespace unboil {
namespace {

// What tests/cases cannot show: twins, what rules took before, options, and
// where copies lie.

constexpr std::string_view kTeaser =
    "The old bridge over the river was shut this morning, and nob...\n";
constexpr std::string_view kNotice = "This text belongs to somebody else\n";

std::string Text(const std::vector<std::string_view>& lines) {
  std::string text;
  for (std::string_view line : lines) text += line;
  return text;
}

struct Setup {
  std::vector<std::string_view> lines;
  std::string_view taken = "";  // a letter a line: 'x' taken, '?' doubtful
  std::string_view title = "";
  RepeatOptions options = {};
};

RepeatFindings Find(const Setup& setup) {
  const std::string text = Text(setup.lines);
  Document document;
  document.Parse(text);
  LineFates fates;
  fates.taken.resize(document.lines().size());
  fates.doubtful.resize(document.lines().size());
  for (std::size_t i = 0; i < setup.taken.size(); ++i) {
    fates.taken[i] = setup.taken[i] == 'x';
    fates.doubtful[i] = setup.taken[i] == '?' || setup.taken[i] == 'x';
  }
  RepeatFindings findings;
  FindRepeats(document, fates, Fold(setup.title), setup.options, &findings);
  return findings;
}

// "detector line=twin": "body 0=3, headline 2=1".
std::string Repeats(const Setup& setup) {
  constexpr std::string_view kNames[] = {"body", "headline", "teaser",
                                         "paragraph"};
  std::string shown;
  for (const Repeat& repeat : Find(setup).repeats) {
    if (!shown.empty()) shown += ", ";
    shown += kNames[static_cast<std::size_t>(repeat.detector)];
    shown += ' ' + std::to_string(repeat.line) + '=' +
             std::to_string(repeat.twin_first);
    if (repeat.twin_last != repeat.twin_first + 1) {
      shown += '-' + std::to_string(repeat.twin_last - 1);
    }
  }
  return shown;
}

std::string Show(const std::vector<char>& marks) {
  std::string shown;
  for (char mark : marks) shown += mark != 0 ? '1' : '.';
  return shown;
}

TEST(RepeatTest, EveryDetectorHasItsRule) {
  ASSERT_EQ(RepeatRules().size(), kDetectors);
  EXPECT_EQ(RepeatRules()[static_cast<std::size_t>(Detector::kBody)].id,
            "any.repeat.body");
  EXPECT_EQ(RepeatRules()[static_cast<std::size_t>(Detector::kHeadline)].id,
            "any.repeat.headline");
  EXPECT_EQ(RepeatRules()[static_cast<std::size_t>(Detector::kTeaser)].id,
            "any.repeat.teaser");
  EXPECT_EQ(RepeatRules()[static_cast<std::size_t>(Detector::kParagraph)].id,
            "any.repeat.paragraph");
}

TEST(RepeatTest, NamesTheTwin) {
  EXPECT_EQ(Repeats({{kFirst, kSecond, kHeadline, kFirst, kSecond}}),
            "body 0=3, body 1=4");
  EXPECT_EQ(Repeats({{kHeadline, kFirst, kSecond, kFirst, kSecond}}),
            "body 3=1, body 4=2");
  EXPECT_EQ(Repeats({{kHeadline, kHeadline, kFirst}}), "headline 1=0");
  EXPECT_EQ(Repeats({{kHeadline, kTeaser, kSecond, kFirst}}), "teaser 1=3");
  EXPECT_EQ(Repeats({{kHeadline, kFirst, kFirst, kFirst}}),
            "paragraph 2=1, paragraph 3=1");
  EXPECT_EQ(Repeats({{kFirst, kSecond, kThird}}), "");
  EXPECT_EQ(Repeats({{}}), "");
}

TEST(RepeatTest, KeepsTheCopyThatIsWanted) {
  const std::vector<std::string_view> lines = {kFirst, kSecond, kHeadline,
                                               kFirst, kSecond};
  RepeatOptions options;
  options.keep = Repeats::kFirst;
  EXPECT_EQ(Repeats({lines, "", "", options}), "body 3=0, body 4=1");
  options.keep = Repeats::kLast;
  EXPECT_EQ(
      Repeats({{kHeadline, kFirst, kSecond, kFirst, kSecond}, "", "", options}),
      "body 1=3, body 2=4");
  options.keep = Repeats::kOff;
  EXPECT_EQ(Repeats({lines, "", "", options}), "");
}

TEST(RepeatTest, DetectorsCanBeSwitchedOff) {
  RepeatOptions options;
  options.enabled = {false, true, true, true};
  EXPECT_EQ(
      Repeats({{kFirst, kSecond, kHeadline, kFirst, kSecond}, "", "", options}),
      "");
  options.enabled = {true, false, false, false};
  EXPECT_EQ(
      Repeats(
          {{kHeadline, kHeadline, kTeaser, kSecond, kFirst}, "", "", options}),
      "");
}

TEST(RepeatTest, LooksAcrossWhatRulesTook) {
  EXPECT_EQ(Repeats({{kFirst, kNotice, kSecond, kHeadline, kFirst, kSecond},
                     "-x----"}),
            "body 0=4, body 2=5");
  // A taken line is no twin.
  EXPECT_EQ(Repeats({{kHeadline, kHeadline, kFirst}, "x--"}), "");
}

TEST(RepeatTest, EditedParagraphsGoOnlyInABody) {
  const std::string edited =
      "Boats that wait for the evening tide now lie at the new quay, where the "
      "water is deep enough even in a dry summer.\n";
  const std::vector<std::string_view> lines = {
      kHeadline, kFirst, kSecond, kThird, kFirst, edited, kThird};
  EXPECT_EQ(Repeats({lines}), "body 4=1, body 5=2, body 6=3");
  RepeatOptions exact;
  exact.exact_only = true;
  EXPECT_EQ(Repeats({lines, "", "", exact}), "body 4=1, body 6=3");
  EXPECT_EQ(Repeats({{kHeadline, kSecond, edited}}), "");
}

TEST(RepeatTest, KnowsTheTitle) {
  constexpr std::string_view kName = "Bridge\n";
  EXPECT_EQ(Repeats({{kName, kNotice, kName, kFirst}}), "");
  EXPECT_EQ(Repeats({{kName, kNotice, kName, kFirst}, "", " BRIDGE "}),
            "headline 2=0");
}

TEST(RepeatTest, TellsWhereCopiesLie) {
  const RepeatFindings findings =
      Find({{kFirst, kSecond, kNotice, kHeadline, kFirst, kSecond, kThird},
            "--x----"});
  EXPECT_EQ(Show(findings.in_copy), "11.111.");
  EXPECT_EQ(Show(findings.starts_copy), "1..11..");
  EXPECT_EQ(Show(findings.ends_copy), ".1...1.");
}

}  // namespace
}  // namespace unboil
