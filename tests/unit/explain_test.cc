#include "cli/explain.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "marked_document.h"

namespace unboil {
namespace {

std::string Explain(const MarkedDocument& document, ExplainStyle style = {}) {
  std::string out;
  AppendExplanation(document.Cleaned(), style, &out);
  return out;
}

// Renditions as a person would note them: "<dim text>".
std::string Colored(const MarkedDocument& document, std::size_t columns = 0) {
  std::string text = Explain(document, {true, columns});
  constexpr std::pair<std::string_view, std::string_view> kNotes[] = {
      {"\x1B[1m", "<bold "}, {"\x1B[2m", "<dim "}, {"\x1B[9;31m", "<gone "},
      {"\x1B[31m", "<red "}, {"\x1B[m", ">"},
  };
  for (const auto& [sequence, note] : kNotes) {
    for (std::size_t at = text.find(sequence); at != std::string::npos;
         at = text.find(sequence, at)) {
      text.replace(at, sequence.size(), note);
    }
  }
  return text;
}

MarkedDocument Page() {
  MarkedDocument page(
      "A story.\n{View original\n}It rains.{ [Read more]}\nThe end.\n");
  page.removals[0].rule = 1;
  return page;
}

// The first two of three paragraphs stand again.
MarkedDocument Copy() {
  MarkedDocument page("One.\n\nTwo.\n\nThree.\n\n{One.\n\n}{Two.\n}");
  for (Removal& removal : page.removals) removal.rule = 2;
  page.removals[0].twin = page.Find("One.");
  page.removals[1].twin = page.Find("Two.");
  return page;
}

TEST(AppendExplanation, ForProgramsPadsLabelsOnTheLeft) {
  EXPECT_EQ(Explain(Page()),
            "page: 1 of 4 lines goes, 1 cut inside\n"
            "  1 |          A story.\n"
            "  2 - t.label  View original\n"
            "  3 ~ t.more   It rains. [Read more]\n"
            "    +          It rains.\n"
            "  4 |          The end.\n");
}

TEST(AppendExplanation, ForProgramsNamesTheTwinOfEachLine) {
  EXPECT_EQ(Explain(Copy()),
            "page: 3 of 9 lines go\n"
            "  1 |             One.\n"
            "  2 |\n"
            "  3 |             Two.\n"
            "  4 |\n"
            "  5 |             Three.\n"
            "  6 |\n"
            "  7 - t.copy = 1  One.\n"
            "  8 - t.copy = 1\n"
            "  9 - t.copy = 3  Two.\n");
}

TEST(AppendExplanation, StrikesWhatGoesInsideTheLine) {
  EXPECT_EQ(Colored(Page()),
            "<bold page: 1 of 4 lines goes, 1 cut inside>\n"
            "<dim   1> <dim |> A story.\n"
            "    <dim @> <dim t.label>\n"
            "<dim   2> <red -> <gone View original>\n"
            "    <dim @> <dim t.more>\n"
            "<dim   3> <red ~> It rains.<gone  [Read more]>\n"
            "<dim   4> <dim |> The end.\n");
}

TEST(AppendExplanation, WithoutColourShowsWhatStaysOfALine) {
  EXPECT_EQ(Explain(Page(), {false, 60}),
            "page: 1 of 4 lines goes, 1 cut inside\n"
            "  1 | A story.\n"
            "    @ t.label\n"
            "  2 - View original\n"
            "    @ t.more\n"
            "  3 ~ It rains. [Read more]\n"
            "    + It rains.\n"
            "  4 | The end.\n");
}

TEST(AppendExplanation, HasAMarginWhereTextStaysWide) {
  EXPECT_EQ(Explain(Page(), {false, 75}),
            "page: 1 of 4 lines goes, 1 cut inside\n"
            "  1 | A story.\n"
            "  2 - View original" +
                std::string(47, ' ') +
                "  t.label\n"
                "  3 ~ It rains. [Read more]" +
                std::string(39, ' ') +
                "  t.more\n"
                "    + It rains.\n"
                "  4 | The end.\n");
  EXPECT_EQ(Colored(Page(), 75),
            "<bold page: 1 of 4 lines goes, 1 cut inside>\n"
            "<dim   1> <dim |> A story.\n"
            "<dim   2> <red -> <gone View original>" +
                std::string(47, ' ') +
                "  <dim t.label>\n"
                "<dim   3> <red ~> It rains.<gone  [Read more]>" +
                std::string(39, ' ') +
                "  <dim t.more>\n"
                "<dim   4> <dim |> The end.\n");
}

TEST(AppendExplanation, FillsTheWidthExactly) {
  MarkedDocument page("{" + std::string(200, 'x') + "\n}");
  for (const std::size_t columns : {40u, 80u, 120u}) {
    const std::string listing = Explain(page, {false, columns});
    std::size_t longest = 0;
    for (std::size_t at = listing.find('\n') + 1; at < listing.size();) {
      const std::size_t feed = listing.find('\n', at);
      longest = std::max(longest, feed - at);
      at = feed + 1;
    }
    EXPECT_EQ(longest, columns);
  }
}

TEST(AppendExplanation, FoldsBelowTheText) {
  EXPECT_EQ(Explain(MarkedDocument("The bank raised its rate.\n"
                                   "{Notice: do not copy this text.\n}"),
                    {false, 28}),
            "page: 1 of 2 lines goes\n"
            "  1 | The bank raised its\n"
            "    | rate.\n"
            "    @ t.more\n"
            "  2 - Notice: do not copy\n"
            "      this text.\n");
  // Colour is closed at the end of each row.
  EXPECT_EQ(Colored(MarkedDocument("The bank {raised its rate again}.\n"), 28),
            "<bold page: 0 of 1 line goes, 1 cut inside>\n"
            "    <dim @> <dim t.more>\n"
            "<dim   1> <red ~> The bank <gone raised its>\n"
            "      <gone rate again>.\n");
}

TEST(AppendExplanation, SaysWhoTakesNeighboursOnce) {
  EXPECT_EQ(Explain(Copy(), {false, 60}),
            "page: 3 of 9 lines go\n"
            "  1 | One.\n"
            "  2 |\n"
            "  3 | Two.\n"
            "  4 |\n"
            "  5 | Three.\n"
            "  6 |\n"
            "    @ t.copy = lines 1-3\n"
            "  7 - One.\n"
            "  8 -\n"
            "  9 - Two.\n");
  MarkedDocument reversed = Copy();
  std::swap(reversed.removals[0].twin, reversed.removals[1].twin);
  const std::string listing = Explain(reversed, {false, 60});
  EXPECT_EQ(listing.substr(listing.find("    @")),
            "    @ t.copy = line 3\n"
            "  7 - One.\n"
            "  8 -\n"
            "    @ t.copy = line 1\n"
            "  9 - Two.\n");
}

TEST(AppendExplanation, NamesAllWhoTakeFromALine) {
  MarkedDocument page("a{ b} c{ d} e{ f}\n");
  page.removals[1].rule = 1;
  EXPECT_EQ(Explain(page, {false, 60}),
            "page: 0 of 1 line goes, 1 cut inside\n"
            "    @ t.more, t.label\n"
            "  1 ~ a b c d e f\n"
            "    + a c e\n");
}

TEST(AppendExplanation, SaysThatNothingGoes) {
  const MarkedDocument page("A story.\n");
  CleanedDocument refused = page.Cleaned();
  refused.refused = true;
  std::string out;
  AppendExplanation(refused, {true, 80}, &out);
  EXPECT_EQ(out,
            "\x1B[1mpage: refused; nothing goes\x1B[m\n"
            "\x1B[2m  1\x1B[m \x1B[2m|\x1B[m A story.\n");
  EXPECT_EQ(Explain(MarkedDocument(""), {false, 80}), "page: nothing goes\n");
}

TEST(AppendExplanation, ShowsNoControlCharacter) {
  const MarkedDocument page("\uFEFFa \x1B[31m{\u009B\u202E \\}\r\n\xFF \r\n");
  EXPECT_EQ(
      Colored(page),
      "<bold page: 0 of 2 lines go, 1 cut inside>\n"
      "    <dim @> <dim t.more>\n"
      "<dim   1> <red ~> a \\x1B[31m<gone \\xC2\\x9B\\xE2\\x80\\xAE \\\\>\n"
      "<dim   2> <dim |> \\xFF\\s\n");
  std::string out;
  AppendExplanation(page.Cleaned("\x1B]0;\u202E"), {false, 80}, &out);
  EXPECT_TRUE(out.starts_with("\\x1B]0;\\xE2\\x80\\xAE: ")) << out;
}

}  // namespace
}  // namespace unboil
