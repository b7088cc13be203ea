#include "corpus/change.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace unboil {
namespace {

// A document on two sides. What goes on a side is written as one letter a byte,
// which names the rule: "aaa..b" takes bytes 0 to 3 by rule a, byte 5 by b. A
// dot is a byte that stays.
class TwoSides {
 public:
  TwoSides(std::string_view text, std::string_view before, std::string_view now)
      : text_(text), before_(Read(before)), now_(Read(now)) {}

  ComparedDocument document() const { return {"page", text_, before_, now_}; }

 private:
  static std::vector<Taken> Read(std::string_view bytes) {
    std::vector<Taken> taken;
    for (std::size_t begin = 0; begin < bytes.size();) {
      const std::size_t end =
          std::min(bytes.find_first_not_of(bytes[begin], begin), bytes.size());
      if (bytes[begin] != '.') {
        taken.push_back({{begin, end}, bytes.substr(begin, 1), {}});
      }
      begin = end;
    }
    return taken;
  }

  std::string text_;
  std::vector<Taken> before_;
  std::vector<Taken> now_;
};

std::string RuleOf(const Taken* taken) {
  return taken == nullptr ? "." : std::string(taken->rule);
}

// "0-3 a. 3-5 .b": bytes 0 to 3 went by rule a and stay, 3 to 5 go by b.
std::string Pieces(const TwoSides& sides) {
  std::string shown;
  for (const Piece& piece : FindPieces(sides.document())) {
    if (!shown.empty()) shown += ' ';
    shown += std::to_string(piece.range.begin) + '-' +
             std::to_string(piece.range.end) + ' ' + RuleOf(piece.before) +
             RuleOf(piece.now);
  }
  return shown;
}

TEST(NameRules, GivesTheIdsAndTheTwins) {
  std::vector<RuleInfo> rules(2);
  rules[0].id = "any.repeat.body";
  rules[1].id = "t.label";
  const std::vector<Removal> removals = {{{0, 2}, 1, {}},
                                         {{5, 9}, 0, Range{10, 14}}};
  const std::vector<Taken> taken = NameRules(removals, rules);
  ASSERT_EQ(taken.size(), 2u);
  EXPECT_EQ(taken[0].rule, "t.label");
  EXPECT_EQ(taken[0].range, (Range{0, 2}));
  EXPECT_FALSE(taken[0].twin);
  EXPECT_EQ(taken[1].rule, "any.repeat.body");
  EXPECT_EQ(taken[1].twin, (Range{10, 14}));
}

TEST(FindPieces, CutsWhereEitherSideBeginsOrEnds) {
  struct Row {
    std::string_view before;
    std::string_view now;
    std::string_view pieces;
  };
  const Row kRows[] = {
      {"", "", ""},
      {"aa", "", "0-2 a."},
      {"", "aa", "0-2 .a"},
      {"aa", "aa", "0-2 aa"},
      {"aa", "bb", "0-2 ab"},
      // The example of the header.
      {"..aa", "..abbb", "2-3 aa 3-4 ab 4-6 .b"},
      // One side within the other.
      {"aaaaaa", "..bb", "0-2 a. 2-4 ab 4-6 a."},
      {"..aa", "bbbbbb", "0-2 .b 2-4 ab 4-6 .b"},
      // Neighbours stay apart, as their rules are two.
      {"aabb", "cccc", "0-2 ac 2-4 bc"},
      {"aabb", "", "0-2 a. 2-4 b."},
      // Sides that do not touch.
      {"aa", "...b", "0-2 a. 3-4 .b"},
      {"...a", "bb", "0-2 .b 3-4 a."},
      {"a..a", "a...b", "0-1 aa 3-4 a. 4-5 .b"},
  };
  for (const Row& row : kRows) {
    EXPECT_EQ(Pieces({"123456", row.before, row.now}), row.pieces)
        << row.before << " to " << row.now;
  }
}

std::string SignOf(Change change) {
  return change == Change::kNewlyRemoved ? "+" : "-";
}

// "+a 2 lines 5 bytes" for each rule that newly takes something, "-a ..." for
// each that no longer does.
std::vector<std::string> Changes(const TwoSides& sides) {
  std::vector<std::string> shown;
  const std::optional<DocumentChange> change = FindChange(sides.document());
  if (!change) return shown;
  EXPECT_EQ(change->name, "page");
  for (const RuleChange& rule : change->rules) {
    shown.push_back(SignOf(rule.change) + rule.rule + ' ' +
                    std::to_string(rule.lines) + " lines " +
                    std::to_string(rule.bytes) + " bytes");
  }
  return shown;
}

struct ChangeRow {
  std::string_view text;
  std::string_view before;
  std::string_view now;
  std::vector<std::string> changes;
};

// "\n" would not line up with the bytes below it, so line feeds are written as
// ^ here.
std::string WithLineFeeds(std::string_view text) {
  std::string lines(text);
  for (char& c : lines) {
    if (c == '^') c = '\n';
  }
  return lines;
}

void ExpectChanges(const ChangeRow& row) {
  EXPECT_EQ(Changes({WithLineFeeds(row.text), row.before, row.now}),
            row.changes)
      << row.text << '\n'
      << row.before << '\n'
      << row.now;
}

TEST(FindChange, FindsNoneWhereTheSameStays) {
  const ChangeRow kRows[] = {
      {"one^two^", "", "", {}},
      {"one^two^", "aaaa", "aaaa", {}},
      // Another rule took it: nobody who reads the text can tell.
      {"one^two^", "aaaa", "bbbb", {}},
      // ... nor that two rules share what one took.
      {"one^two^", "aaaabbbb", "cccccccc", {}},
      {"one^two^", "ccccdddd", "ccdddddd", {}},
      {"", "", "", {}},
  };
  for (const ChangeRow& row : kRows) ExpectChanges(row);
}

TEST(FindChange, CountsLinesAndBytesOfEachRuleAndDirection) {
  const ChangeRow kRows[] = {
      {"one^two^", "", "aaaa", {"+a 1 lines 4 bytes"}},
      {"one^two^", "aaaa", "", {"-a 1 lines 4 bytes"}},
      {"one^two^", "", "aaaaaaaa", {"+a 2 lines 8 bytes"}},
      // Only what changes counts, not all that the rule takes.
      {"one^two^", "aaaa", "aaaaaaaa", {"+a 1 lines 4 bytes"}},
      {"one^two^", "bbbb", "aaaaaaaa", {"+a 1 lines 4 bytes"}},
      // Both directions, in order of the text.
      {"one^two^",
       "aaaa",
       "....bbbb",
       {"-a 1 lines 4 bytes", "+b 1 lines 4 bytes"}},
      {"one^two^",
       "aaaa",
       "....aaaa",
       {"-a 1 lines 4 bytes", "+a 1 lines 4 bytes"}},
      {"one^two^six^",
       "",
       "aaaabbbbaaaa",
       {"+a 2 lines 8 bytes", "+b 1 lines 4 bytes"}},
      // Two parts of a line are one line.
      {"one two six^", "", "aaa....aaaa.", {"+a 1 lines 7 bytes"}},
      // A line of which two rules take something counts for both.
      {"one two six^",
       "",
       "aaa....bbbb.",
       {"+a 1 lines 3 bytes", "+b 1 lines 4 bytes"}},
  };
  for (const ChangeRow& row : kRows) ExpectChanges(row);
}

TEST(FindChange, CountsNoLineOfWhiteSpace) {
  const ChangeRow kRows[] = {
      // The line feed before the last line goes with it: that is no line.
      {"one^two", "", "...aaaa", {"+a 1 lines 4 bytes"}},
      {"one^^^two", "", "...aaaaaa", {"+a 1 lines 6 bytes"}},
      // Blank lines alone: bytes, and no line.
      {"one^^^^two^", "", "....aa", {"+a 0 lines 2 bytes"}},
      {"one^ \t^two^", "", "....aaa", {"+a 0 lines 3 bytes"}},
      {"one\r^\r^two^", "", ".....aa", {"+a 0 lines 2 bytes"}},
      // U+00A0 and U+3000 are white space, too.
      {"one^\u00A0\u3000^two^", "", "....aaaaaa", {"+a 0 lines 6 bytes"}},
      {"one^\u00A0x^two^", "", "....aaaa", {"+a 1 lines 4 bytes"}},
  };
  for (const ChangeRow& row : kRows) ExpectChanges(row);
}

TEST(FindChange, CountsAtTheEdgesOfLinesAndDocuments) {
  const ChangeRow kRows[] = {
      {"one", "", "aaa", {"+a 1 lines 3 bytes"}},
      {"one\r^two\r^", "", "aaaaa", {"+a 1 lines 5 bytes"}},
      {"one\r^two\r^", ".....aaaaa", "", {"-a 1 lines 5 bytes"}},
      {"one\r^two", "", "...aaaaa", {"+a 1 lines 5 bytes"}},
      // Behind a byte order mark, which stays.
      {"\uFEFFone^two^", "", "...aaaa", {"+a 1 lines 4 bytes"}},
      {"\uFEFFone", "...aaa", "", {"-a 1 lines 3 bytes"}},
      // A removal that goes over a border of lines inside both.
      {"one^two^", "", ".aaaaa", {"+a 2 lines 5 bytes"}},
      {std::string_view("\0^\xFF^", 4), "", "aaaa", {"+a 2 lines 4 bytes"}},
  };
  for (const ChangeRow& row : kRows) ExpectChanges(row);
}

// The sample of the only rule: "2||one" is line 2, kept on both sides. The text
// that changed stands in brackets behind its line.
std::vector<std::string> SampleOf(const TwoSides& sides) {
  const std::optional<DocumentChange> change = FindChange(sides.document());
  if (!change || change->rules.size() != 1) return {"not one rule"};
  const RuleChange& rule = change->rules[0];
  std::vector<std::string> shown;
  for (const ComparedLine& line : rule.sample) {
    shown.push_back(std::to_string(line.number) +
                    static_cast<char>(line.before) +
                    static_cast<char>(line.now) + line.content);
    if (line.number == rule.line) shown.back() += '[' + rule.text + ']';
  }
  return shown;
}

TEST(FindChange, SamplesTheFirstLineBetweenItsNeighbours) {
  struct Row {
    std::string_view text;
    std::string_view before;
    std::string_view now;
    std::vector<std::string> sample;
  };
  const Row kRows[] = {
      {"a^b^c^d^e^", "", "....aa", {"2||b", "3|-c[c]", "4||d"}},
      {"a^b^c^d^e^", "....aa", "", {"2||b", "3-|c[c]", "4||d"}},
      // The first of several.
      {"a^b^c^d^e^", "", "..aa..aa", {"1||a", "2|-b[b]", "3||c"}},
      // At the edges there is one neighbour, or none.
      {"a^b^", "", "aa", {"1|-a[a]", "2||b"}},
      {"a^b^", "", "..aa", {"1||a", "2|-b[b]"}},
      {"a^b", "", ".aa", {"1||a", "2|-b[b]"}},
      {"a", "", "a", {"1|-a[a]"}},
      // Not the blank line that goes before it.
      {"a^^^b^c^", "", "..aaaa", {"3|-", "4|-b[b]", "5||c"}},
      // ... unless nothing else goes.
      {"a^^^b^", "", "..a", {"1||a", "2|-[]", "3||"}},
      // Cut lines, on either side and on both.
      {"ab cd^", "", "..aaa.", {"1|~ab cd[ cd]"}},
      {"ab cd^", "..aaa.", "", {"1~|ab cd[ cd]"}},
      {"ab cd ef^", "..aaa...", "..aaaaaa", {"1~~ab cd ef[ ef]"}},
      {"ab cd^e^", "..aaa.", "aaaaaa", {"1~-ab cd[ab]", "2||e"}},
      // A neighbour that goes on both sides.
      {"a^b^c^", "aa", "aabb", {"1--a", "2|-b[b]", "3||c"}},
      // Contents have neither mark nor line end.
      {"\uFEFFa\r^b\r^", "", "...aaa", {"1|-a[a]", "2||b"}},
  };
  for (const Row& row : kRows) {
    EXPECT_EQ(SampleOf({WithLineFeeds(row.text), row.before, row.now}),
              row.sample)
        << row.text << '\n'
        << row.before << '\n'
        << row.now;
  }
}

// Samples are kept, so a line of a whole book may not be. The text that changed
// is there wherever it stands.
TEST(FindChange, ASampleHasTheBeginningOfALongLine) {
  std::string text;
  for (std::size_t i = 0; i < 2 * kSampleCharacters; ++i) text += "\u00e9";
  const std::string beginning = text.substr(0, 2 * kSampleCharacters);
  text += "end";
  const Taken now[] = {{{text.size() - 3, text.size()}, "a", {}}};
  const std::optional<DocumentChange> change =
      FindChange({"page", text, {}, now});
  ASSERT_TRUE(change);
  const RuleChange& rule = change->rules.at(0);
  EXPECT_EQ(rule.sample.at(0).content, beginning);
  EXPECT_FALSE(rule.sample.at(0).is_same);
  EXPECT_EQ(rule.text, "end");

  const Taken all[] = {{{0, text.size()}, "a", {}}};
  EXPECT_EQ(FindChange({"page", text, {}, all})->rules.at(0).text, beginning);
}

TEST(FindChange, ASampleBelongsToItsOwnRule) {
  const TwoSides sides("a\nb\nc\nd\ne\n", "aa......", "......bb");
  const std::optional<DocumentChange> change = FindChange(sides.document());
  ASSERT_TRUE(change);
  ASSERT_EQ(change->rules.size(), 2u);
  EXPECT_EQ(change->rules[0].sample.front().number, 1u);
  EXPECT_EQ(change->rules[1].sample.front().number, 3u);
  EXPECT_EQ(change->rules[1].sample.size(), 3u);
}

TEST(FindChange, ManyPiecesAreCountedOnceEach) {
  std::string text;
  std::string now;
  for (int i = 0; i < 1000; ++i) {
    text += "keep\ngone\n";
    now += ".....aaaaa";
  }
  EXPECT_EQ(Changes({text, "", now}),
            std::vector<std::string>{"+a 1000 lines 5000 bytes"});
}

}  // namespace
}  // namespace unboil
