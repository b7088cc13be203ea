#include "corpus/score.h"

#include <gtest/gtest.h>

#include <utility>

namespace unboil {
namespace {

// What a rule takes: a part of the text, by its words.
struct Taken {
  std::size_t rule;
  std::string_view part;
};

// A document that owns what ScoredDocument looks at. Parts that go are named
// in order of the text.
struct Sample {
  std::string_view text;
  std::vector<Taken> taken = {};
  std::optional<std::string_view> reference = std::nullopt;
  std::optional<std::vector<std::string_view>> keep = std::nullopt;
  std::optional<std::vector<std::string_view>> drop = std::nullopt;
  std::string_view name = "sample";

  DocumentScore Score() const {
    std::vector<Removal> removals;
    std::size_t from = 0;
    for (const Taken& take : taken) {
      const std::size_t begin = text.find(take.part, from);
      from = begin + take.part.size();
      removals.push_back({{begin, from}, take.rule, std::nullopt});
    }
    return ScoreDocument({name, text, removals, reference, keep, drop});
  }

  // Had the rule taken nothing.
  Sample Without(std::size_t rule) const {
    Sample sample = *this;
    std::erase_if(sample.taken,
                  [rule](const Taken& take) { return take.rule == rule; });
    return sample;
  }
};

ScoreSheet SheetOf(const std::vector<Sample>& samples) {
  ScoreSheet sheet;
  for (const Sample& sample : samples) sheet.Add(sample.Score());
  return sheet;
}

void ExpectSame(const Figures& a, const Figures& b) {
  const std::vector<NamedFigure> a_named = NameFigures(a);
  const std::vector<NamedFigure> b_named = NameFigures(b);
  ASSERT_EQ(a_named.size(), b_named.size());
  for (std::size_t i = 0; i < a_named.size(); ++i) {
    EXPECT_EQ(a_named[i].name, b_named[i].name);
    EXPECT_NEAR(a_named[i].value, b_named[i].value, 1e-12) << a_named[i].name;
  }
  EXPECT_DOUBLE_EQ(a.lost, b.lost);
  EXPECT_EQ(a.touched, b.touched);
  EXPECT_EQ(a.harmed, b.harmed);
}

std::vector<std::size_t> RulesOf(const std::vector<Contribution>& all) {
  std::vector<std::size_t> rules;
  for (const Contribution& rule : all) rules.push_back(rule.rule);
  return rules;
}

constexpr std::string_view kStory =
    "Share this\nThe ship came in at noon.\nRead more\n";

TEST(ScoreDocumentTest, ComparesBothVersionsWithTheReference) {
  const DocumentScore score =
      Sample{kStory, {{7, "Share this\n"}}, "The ship came in at noon."}
          .Score();
  EXPECT_TRUE(score.has_reference);
  EXPECT_EQ(score.untouched.match, (ShingleMatch{3, 4, 0}));
  EXPECT_EQ(score.cleaned.match, (ShingleMatch{3, 2, 0}));
  EXPECT_EQ(score.chars, 36u);
  EXPECT_EQ(score.untouched.lost, 0u);
  EXPECT_EQ(score.cleaned.lost, 9u);
}

TEST(ScoreDocumentTest, KnowsWhatNeedsNothing) {
  using Phrases = std::vector<std::string_view>;
  struct Row {
    std::optional<std::string_view> reference;
    std::optional<Phrases> drop;
    bool needs_nothing;
  };
  const Row kRows[] = {
      {std::nullopt, std::nullopt, false},  // nobody knows
      {"Share this: the ship! Came in.", std::nullopt,
       false},  // a case differs
      {"Share this: The ship! Came in.", std::nullopt, true},
      {"The ship came in.", std::nullopt, false},
      {"ship The Came in Share this", std::nullopt, false},  // another order
      {std::nullopt, Phrases{}, true},
      {std::nullopt, Phrases{"Read more"}, true},
      {std::nullopt, Phrases{"Read more", "this The"}, false},
      {"Share this: The ship! Came in.", Phrases{"Share this"}, true},
      {"The ship came in.", Phrases{}, false},  // the reference decides
  };
  for (const Row& row : kRows) {
    Sample sample{"Share this\nThe ship Came in.\n"};
    sample.reference = row.reference;
    sample.drop = row.drop;
    EXPECT_EQ(sample.Score().needs_nothing, row.needs_nothing)
        << row.reference.value_or("no reference");
  }
}

TEST(ScoreDocumentTest, CountsPhrasesWhateverTheirWhiteSpace) {
  Sample sample{kStory, {{0, "Share this\n"}, {0, " at noon.\n"}}};
  sample.keep = {"ship\n came", "noon. Read", "a train"};
  sample.drop = {" Share\tthis ", "Read more", "Cookies"};
  const DocumentScore score = sample.Score();
  EXPECT_EQ(score.keep, 3u);
  EXPECT_EQ(score.drop, 3u);
  EXPECT_EQ(score.untouched.keep, 2u);
  EXPECT_EQ(score.untouched.drop, 2u);
  EXPECT_EQ(score.cleaned.keep, 1u);
  EXPECT_EQ(score.cleaned.drop, 1u);
}

TEST(ScoreDocumentTest, PutsBackWhatOneRuleTook) {
  const DocumentScore score =
      Sample{kStory,
             {{7, "Share this\n"}, {2, "ship "}, {7, "Read more\n"}},
             "The ship came in at noon."}
          .Score();
  ASSERT_EQ(score.rules.size(), 2u);
  EXPECT_EQ(score.rules[0].rule, 2u);
  EXPECT_EQ(score.rules[0].removals, 1u);
  EXPECT_EQ(score.rules[0].score.match, (ShingleMatch{3, 0, 0}));
  EXPECT_EQ(score.rules[0].score.lost, 17u);
  EXPECT_EQ(score.rules[1].rule, 7u);
  EXPECT_EQ(score.rules[1].removals, 2u);
  EXPECT_EQ(score.rules[1].score.match, (ShingleMatch{1, 5, 2}));
  EXPECT_EQ(score.rules[1].score.lost, 4u);
}

TEST(ScoreSheetTest, MeansAreOverDocumentsThatHaveShingles) {
  const ScoreSheet sheet = SheetOf({
      {"a b c d e f", {{0, " e f"}}, "a b c d e f"},  // P 1, R 1/3
      {"a b c d x", {}, "a b c d"},                   // P 1/2, R 1
      {"", {}, "a b c d"},                            // R 0
      {"a b c d", {}, ""},                            // P 0
      {"", {}, ""},
      {"no reference"},
  });
  EXPECT_EQ(sheet.counts().documents, 6u);
  EXPECT_EQ(sheet.counts().references, 5u);
  const Figures figures = sheet.cleaned();
  EXPECT_DOUBLE_EQ(*figures.precision, 0.5);
  EXPECT_DOUBLE_EQ(*figures.recall, (1 / 3.0 + 1 + 0) / 3);
  EXPECT_DOUBLE_EQ(*figures.f1, F1(*figures.precision, *figures.recall));
  EXPECT_DOUBLE_EQ(*sheet.untouched().precision, 0.5);
  EXPECT_DOUBLE_EQ(*sheet.untouched().recall, 2 / 3.0);
}

TEST(ScoreSheetTest, HarmIsCountedWhereNothingIsNeeded) {
  const ScoreSheet sheet = SheetOf({
      {"ship sea", {{0, "sea"}}, "ship sea"},
      {"ship", {}, "ship"},
      {"Menu ship", {{0, "Menu "}}, "ship"},
      {"nobody knows", {{0, "knows"}}},
  });
  EXPECT_EQ(sheet.counts().need_nothing, 2u);
  const Figures figures = sheet.cleaned();
  EXPECT_DOUBLE_EQ(*figures.harmless, 1 - 3 / 11.0);
  EXPECT_EQ(figures.harmed, 1u);
  EXPECT_DOUBLE_EQ(figures.lost, 12 / 30.0);
  EXPECT_EQ(figures.touched, 3u);
  EXPECT_DOUBLE_EQ(*sheet.untouched().harmless, 1);
}

TEST(ScoreSheetTest, PhrasesAreSharesOfThoseThatTheTextsHad) {
  Sample first{kStory, {{0, "Share this\n"}, {0, " at noon"}}};
  first.keep = {"The ship", "noon", "a train"};
  first.drop = {"Share this", "Read more", "Cookies"};
  Sample second{"Read more", {{0, "Read more"}}};
  second.keep = {};
  second.drop = {"Read more"};
  const ScoreSheet sheet = SheetOf({first, second});
  EXPECT_EQ(sheet.counts().keep, 3u);
  EXPECT_EQ(sheet.counts().drop, 4u);
  EXPECT_DOUBLE_EQ(*sheet.cleaned().kept, 1 / 2.0);
  EXPECT_DOUBLE_EQ(*sheet.cleaned().gone, 2 / 3.0);
  EXPECT_DOUBLE_EQ(*sheet.untouched().kept, 1);
  EXPECT_DOUBLE_EQ(*sheet.untouched().gone, 0);
}

TEST(ScoreSheetTest, FiguresAreGivenWhereSomethingIsKnown) {
  const auto names = [](const std::vector<Sample>& samples) {
    std::string joined;
    for (const NamedFigure& figure : NameFigures(SheetOf(samples).cleaned())) {
      joined += figure.name + ' ';
    }
    return joined;
  };
  Sample phrases{kStory};
  phrases.keep = {"ship"};
  phrases.drop = {"Read more"};
  Sample absent{kStory};
  absent.keep = {"train"};
  absent.drop = {"Cookies"};
  EXPECT_EQ(names({}), "");
  EXPECT_EQ(names({{kStory}}), "");
  EXPECT_EQ(names({{kStory, {}, "ship"}}), "precision recall f1 ");
  EXPECT_EQ(names({{kStory, {}, kStory}}), "precision recall f1 harmless ");
  EXPECT_EQ(names({phrases}), "kept gone ");
  EXPECT_EQ(names({absent}), "harmless ");
}

TEST(ScoreSheetTest, ContributionIsWhatIsLostWithoutTheRule) {
  Sample phrases{"Menu The sea is cold today. Menu Read more",
                 {{3, "Menu "}, {1, "The "}, {3, "Menu "}, {9, "Read more"}},
                 "The sea is cold today."};
  phrases.keep = {"The sea"};
  phrases.drop = {"Menu The", "Read"};
  const std::vector<Sample> samples = {
      phrases,
      {kStory, {{3, "Share this\n"}, {9, "Read more\n"}}, "The ship came in."},
      {"The ship came in", {{1, "ship "}}, "The ship came in"},
      {"", {}, ""},
      {"Menu", {{3, "Menu"}}, "Menu"},
  };
  const ScoreSheet sheet = SheetOf(samples);
  const std::vector<Contribution> all = sheet.Contributions();
  ASSERT_EQ(all.size(), 3u);
  for (const Contribution& rule : all) {
    std::vector<Sample> without;
    for (const Sample& sample : samples) {
      without.push_back(sample.Without(rule.rule));
    }
    ExpectSame(rule.without, SheetOf(without).cleaned());
  }
}

TEST(ScoreSheetTest, ContributionsCountRemovalsAndDocuments) {
  const std::vector<Contribution> all =
      SheetOf({{kStory, {{5, "Share"}, {5, "Read"}}}, {kStory, {{5, "Read"}}}})
          .Contributions();
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].rule, 5u);
  EXPECT_EQ(all[0].documents, 2u);
  EXPECT_EQ(all[0].removals, 3u);
}

TEST(ScoreSheetTest, RulesThatHelpStandFirstThoseThatHarmLast) {
  const std::string_view reference = "The ship came in at noon.";
  EXPECT_EQ(RulesOf(SheetOf({
                                {kStory, {{4, "ship"}}, reference},
                                {kStory, {{8, "Share this\n"}}, reference},
                                {kStory, {{3, "\n"}}, reference},
                                {kStory, {{2, "\n"}}, reference},
                                {kStory, {{6, "this\n"}}, reference},
                            })
                        .Contributions()),
            (std::vector<std::size_t>{8, 6, 2, 3, 4}));
}

TEST(ScoreSheetTest, WithoutReferencesPhrasesAndThenSizeDecide) {
  Sample none{kStory, {{1, "Share this\n"}}};
  Sample more{kStory, {{2, "Share this\nThe ship"}}};
  Sample good{kStory, {{3, "Read more"}}};
  Sample bad{kStory, {{4, "The ship came in at noon"}}};
  bad.keep = {"noon"};
  good.drop = {"Read more"};
  EXPECT_EQ(RulesOf(SheetOf({none, more, good, bad}).Contributions()),
            (std::vector<std::size_t>{3, 2, 1, 4}));
}

// Each word of `words` is a document; one that begins with x has no word of the
// reference, one with y two of three shingles, and others are right.
std::vector<std::string> WorstOf(std::size_t limit,
                                 const std::vector<std::string_view>& words) {
  WorstDocuments worst(limit);
  for (const std::string_view word : words) {
    Sample sample{word.starts_with('x')   ? "train"
                  : word.starts_with('y') ? "ship came in at noon today"
                                          : "ship came in at noon"};
    if (!word.starts_with('-')) sample.reference = "ship came in at noon";
    sample.name = word;
    worst.Add(sample.Score());
  }
  std::vector<std::string> names;
  for (const WorstDocuments::Entry& entry : worst.Sorted()) {
    names.push_back(entry.name);
  }
  return names;
}

TEST(WorstDocumentsTest, AreTheFirstOfTheLowest) {
  using Names = std::vector<std::string>;
  EXPECT_EQ(WorstOf(3, {}), Names{});
  EXPECT_EQ(WorstOf(0, {"x"}), Names{});
  EXPECT_EQ(WorstOf(3, {"a", "y"}), Names{"y"}) << "a is right";
  EXPECT_EQ(WorstOf(3, {"a", "y1", "b", "x1", "x2", "y2"}),
            (Names{"x1", "x2", "y1"}));
  EXPECT_EQ(WorstOf(3, {"-", "x"}), Names{"x"});
  EXPECT_EQ(WorstOf(3, {"x1", "x2", "x3", "x4"}), (Names{"x1", "x2", "x3"}));
}

TEST(WorstDocumentsTest, AreJudgedAsTheyCameOut) {
  Sample mended{"Menu ship", {{0, "Menu "}}, "ship"};
  Sample spoiled{"ship", {{0, "ship"}}, "ship"};
  WorstDocuments worst(1);
  worst.Add(mended.Score());
  worst.Add(spoiled.Score());
  const std::vector<WorstDocuments::Entry> entries = worst.Sorted();
  ASSERT_EQ(entries.size(), 1u);
  EXPECT_EQ(entries[0].untouched, (ShingleMatch{1, 0, 0}));
  EXPECT_EQ(entries[0].cleaned, (ShingleMatch{0, 0, 1}));
}

}  // namespace
}  // namespace unboil
