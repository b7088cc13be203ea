#include "edit.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace unboil {
namespace {

using std::string_literals::operator""s;

// Lines `first` to `last` of the document go.
Taking Lines(std::size_t first, std::size_t last) {
  Taking taking;
  taking.rule = first;
  taking.first = first;
  taking.last = last + 1;
  return taking;
}

Taking Line(std::size_t line) { return Lines(line, line); }

// The first `part` of the key of a line goes.
Taking Span(const Document& document, std::size_t line, std::string_view part) {
  Taking taking = Line(line);
  taking.key_begin = document.Key(line).find(part);
  EXPECT_NE(taking.key_begin, std::string_view::npos) << part;
  taking.key_end = taking.key_begin + part.size();
  return taking;
}

// The text with each cut in brackets, then '=' and what stays.
std::string Show(const Document& document, const std::vector<Taking>& takings) {
  const std::vector<Cut> cuts = LayOut(document, takings);
  std::string shown;
  std::size_t at = 0;
  for (const Cut& cut : cuts) {
    EXPECT_LE(at, cut.range.begin);
    EXPECT_LT(cut.range.begin, cut.range.end);
    shown += document.text().substr(at, cut.range.begin - at);
    shown += '[';
    shown += document.text().substr(cut.range.begin,
                                    cut.range.end - cut.range.begin);
    shown += ']';
    at = cut.range.end;
  }
  shown += document.text().substr(at);
  return shown;
}

struct LinesRow {
  std::string text;
  std::vector<Taking> takings;
  std::string shown;
};

TEST(EditTest, TakesLinesWithTheirWhiteSpace) {
  const LinesRow kRows[] = {
      {"a\nb\nc\n", {Line(1)}, "a\n[b\n]c\n"},
      {"a\r\nb\r\nc\r\n", {Line(1)}, "a\r\n[b\r\n]c\r\n"},
      // Of two blank runs the longer stays, on a tie the one above.
      {"a\n\nb\n\nc\n", {Line(1)}, "a\n\n[b\n\n]c\n"},
      {"a\n\nb\n\n\nc\n", {Line(1)}, "a\n[\nb\n]\n\nc\n"},
      {"a\n\nb\nc\n", {Line(1)}, "a\n\n[b\n]c\n"},
      {"a\nb\n\nc\n", {Line(1)}, "a\n[b\n]\nc\n"},
      {"a\n \t\nb\n\nc\n", {Line(1)}, "a\n \t\n[b\n\n]c\n"},
      // At an edge the one there stays, even an empty one.
      {"a\n\nb\n", {Line(0)}, "[a\n\n]b\n"},
      {"\n\na\n\n\n\nb\n", {Line(0)}, "\n\n[a\n\n\n\n]b\n"},
      {"a\n\nb\n", {Line(1)}, "a\n[\nb\n]"},
      {"a\n\n\nb\n\n", {Line(1)}, "a\n[\n\nb\n]\n"},
      // A text that ended without a newline still does.
      {"a\nb", {Line(1)}, "a[\nb]"},
      {"a\r\n\r\nb", {Line(1)}, "a[\r\n\r\nb]"},
      {"a\nb", {Line(0)}, "[a\n]b"},
      {"a\nb\n  ", {Line(1)}, "a\n[b\n]  "},
      {"a", {Line(0)}, "[a]"},
      {"\n a \n\n", {Line(0)}, "\n[ a \n\n]"},
      {"\uFEFFa\nb\n", {Line(0)}, "\uFEFF[a\n]b\n"},
      // Neighbours are laid out together, and stay apart.
      {"a\n\nb\n\nc\n\nd\n", {Line(1), Line(2)}, "a\n\n[b\n\n][c\n\n]d\n"},
      {"a\n\nb\n\n\nc\n\nd\n", {Line(1), Line(2)}, "a\n[\nb\n]\n\n[c\n\n]d\n"},
      {"a\n\nb\nc\n\nd\n", {Lines(1, 2)}, "a\n\n[b\nc\n\n]d\n"},
      {"a\nb\nc", {Line(1), Line(2)}, "a[\nb\n][c]"},
      {"a\nb\n", {Line(0), Line(1)}, "[a\n][b\n]"},
      {"a\n\nb\n\nc\n\nd\n", {Line(0), Line(2)}, "[a\n\n]b\n\n[c\n\n]d\n"},
  };
  for (const LinesRow& row : kRows) {
    Document document;
    document.Parse(row.text);
    EXPECT_EQ(Show(document, row.takings), row.shown)
        << testing::PrintToString(row.text);
  }
}

struct SpanRow {
  std::string text;
  std::vector<std::string_view> parts;  // of the key of the first line
  std::string shown;
};

TEST(EditTest, TakesSpansWithTheSpacesOfOneSide) {
  const SpanRow kRows[] = {
      {"x (b) y", {"(b)"}, "x[ (b)] y"},
      {"(B)  y", {"(b)"}, "[(B)  ]y"},
      {"x  (b)", {"(b)"}, "x[  (b)]"},
      {"x(b)y", {"(b)"}, "x[(b)]y"},
      {"x(b) y", {"(b)"}, "x[(b) ]y"},
      {"x\u00A0\t(b) y", {"(b)"}, "x[\u00A0\t(b)] y"},
      {"x (a) (b) y", {"(a)", "(b)"}, "x[ (a)][ (b)] y"},
      {"(a) (b) y", {"(a)", "(b)"}, "[(a) ][(b) ]y"},
      {"x (a)(b) y", {"(b)", "(a)"}, "x[ (a)][(b) ]y"},
      // A ligature goes whole, to the first that wants it.
      {"x ﬁy", {"f"}, "x[ ﬁ]y"},
      {"xﬁy", {"f", "i"}, "x[ﬁ]y"},
      {"see more… so", {"more..."}, "see[ more…] so"},
      // If only white space would be left, the line goes.
      {"(b)\ny\n", {"(b)"}, "[(b)\n]y\n"},
      {"\u200B(a) (b)\u00A0\ny\n",
       {"(a)", "(b)"},
       "[\u200B(a) (b)\u00A0\n]y\n"},
      // Bytes that are no text are not taken for white space.
      {"x\xFF(b) y", {"(b)"}, "x\xFF[(b) ]y"},
      {"x \x85(b) y", {"(b)"}, "x \x85[(b) ]y"},
      {"x \xC2(b) y", {"(b)"}, "x \xC2[(b) ]y"},
      {"x (b)\xC2 y", {"(b)"}, "x[ (b)]\xC2 y"},
  };
  for (const SpanRow& row : kRows) {
    Document document;
    document.Parse(row.text);
    std::vector<Taking> takings;
    for (std::string_view part : row.parts) {
      takings.push_back(Span(document, 0, part));
    }
    EXPECT_EQ(Show(document, takings), row.shown)
        << testing::PrintToString(row.text);
  }
}

TEST(EditTest, TellsWhatThePromisesNeed) {
  Document document;
  document.Parse("Öne\n\ntwo (x) two\n\nÖne\n");
  Taking repeat = Line(2);
  repeat.twin_first = 0;
  repeat.twin_last = 2;
  const std::vector<Cut> cuts =
      LayOut(document, {repeat, Span(document, 1, "(x)")});
  ASSERT_EQ(cuts.size(), 2u);
  EXPECT_EQ(cuts[0].rule, 1u);
  EXPECT_EQ(cuts[0].chars, 3u);
  EXPECT_FALSE(cuts[0].whole_lines);
  EXPECT_FALSE(cuts[0].twin);
  EXPECT_EQ(cuts[1].rule, 2u);
  EXPECT_EQ(cuts[1].chars, 3u);
  EXPECT_TRUE(cuts[1].whole_lines);
  EXPECT_EQ(cuts[1].twin, (Range{0, 17}));
}

TEST(EditTest, CutsOut) {
  Cut first;
  first.range = {0, 2};
  Cut second;
  second.range = {2, 3};
  Cut third;
  third.range = {5, 6};
  std::string out = "used";
  CutOut("abcdef", {first, second, third}, &out);
  EXPECT_EQ(out, "de");
  CutOut("a\0b"s, {}, &out);
  EXPECT_EQ(out, "a\0b"s);
}

}  // namespace
}  // namespace unboil
