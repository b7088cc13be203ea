#include "cli/case_listing.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace unboil {
namespace {

constexpr std::string_view kRules = R"(
group = "t"
[[rule]]
id = "label"
why = "A label."
level = 1
unit = "line"
pattern = '''^view original$'''
[[rule]]
id = "share"
why = "A button."
level = 1
unit = "line"
pattern = '''^share this$'''
[[rule]]
id = "more"
why = "A link to the rest."
level = 1
unit = "span"
pattern = '''\[(?:read more|weiter \x{fc}ber)\]'''
[[rule]]
id = "bold"
why = "An advertisement."
level = 3
unit = "line"
pattern = '''^anzeige$'''
)";

// The listing of the only case of a file.
std::string List(std::string_view file, const ListingStyle& style = {}) {
  const Source source = {"t.toml", kRules};
  const Result<RuleSet> rules = RuleSet::Parse({&source, 1});
  const Result<std::vector<Case>> cases = ParseCaseFile({"a.case", file});
  if (!rules || !cases) return (rules ? cases.error() : rules.error()).message;
  std::string text;
  AppendDifferences((*cases)[0], RunCase((*cases)[0], *rules, {}), style,
                    &text);
  return '\n' + text;
}

TEST(CaseListing, ShowsTwoLinesAroundEachDifference) {
  EXPECT_EQ(List("=== a\n"
                 "| one\n| two\n| three\n| View original\n| four\n| five\n"
                 "| six\n| seven\n| eight\n- nine\n"),
            R"(
       want  found
       ...
     3   |     |    two
     4   |     |    three
               @    t.label
>    5   |     -    View original
     6   |     |    four
     7   |     |    five
       ...
     9   |     |    seven
    10   |     |    eight
>   11   -     |    nine
)");
}

TEST(CaseListing, NamesTheRulesOnceAboveNeighbours) {
  EXPECT_EQ(List("=== a\n| one\n| Share this\n| View original\n"
                 "| View original\n| two\n| View original\n| three\n"),
            R"(
       want  found
     2   |     |    one
               @    t.share
>    3   |     -    Share this
               @    t.label
>    4   |     -    View original
>    5   |     -    View original
     6   |     |    two
               @    t.label
>    7   |     -    View original
     8   |     |    three
)");
}

TEST(CaseListing, ShowsWhatStaysOfACutLine) {
  EXPECT_EQ(List("=== a\n| It rains. [Read more]\n~ It snows. [Read more]\n"
                 "+ It snows. more]\n~ ab\n+ a\n"),
            R"(
       want  found
               @    t.more
>    2   |     ~    It rains. [Read more]
               +    It rains.
>    3   ~     ~    It snows. [Read more]
         +          It snows. more]
               +    It snows.
>    5   ~     |    ab
         +          a
)");
}

TEST(CaseListing, NamesNoRuleForTheLineEndThatTheNextLineTakes) {
  EXPECT_EQ(
      List("=== a\n| one\n| It rains all day. [Read more]\n| View original\n"
           "\\ no newline\n"),
      R"(
       want  found
     2   |     |    one
               @    t.more
>    3   |     ~    It rains all day. [Read more]
               +    It rains all day.
               @    t.label
>    4   |     -    View original
)");
}

TEST(CaseListing, TellsWhyAnOwnerOwnsNothing) {
  EXPECT_EQ(
      List("=== a\n@ t.label\n@ t.bold\n@ t.mroe\n@ t.\x1B\n| It rains.\n"),
      R"(
  line 2: t.label owns no removal
  line 3: t.bold owns no removal: it is switched off here
  line 4: t.mroe is no rule; did you mean t.more?
  line 5: t.\x1B is no rule
)");
}

TEST(CaseListing, FillsTheTerminalAndNoMore) {
  EXPECT_EQ(List("=== a\n| one two three four five six\n- View original here\n"
                 "~ one two three four five six [Read more] seven\n"
                 "+ one two three four five six  seven\n"
                 "- \xE6\xBC\xA2\xE5\xAD\x97 \xE6\xBC\xA2\xE5\xAD\x97 "
                 "\xE6\xBC\xA2\xE5\xAD\x97 \xE6\xBC\xA2\xE5\xAD\x97 "
                 "\xE6\xBC\xA2\xE5\xAD\x97\n",
                 {.columns = 40}),
            R"(
       want  found
     2   |     |    one two three...
>    3   -     |    View original here
               @    t.more
>    4   ~     ~    one two three four
                    five six [Read more]
                    seven
         +          one two three four
                    five six  seven
               +    one two three four
                    five six seven
>    6   -     |    漢字 漢字 漢字 漢...
)");
}

TEST(CaseListing, WithoutATerminalLinesHaveAHundredColumns) {
  const std::string exact(100, 'a');
  EXPECT_EQ(List("=== a\n- " + exact + "\n- " + exact + "b\n"),
            "\n       want  found\n>    2   -     |    " + exact +
                "\n>    3   -     |    " + std::string(97, 'a') + "...\n");
}

TEST(CaseListing, LetsNoControlThrough) {
  EXPECT_EQ(List("=== a\n- \\x1B[2J \\x00 \\xE9 a\\\\b\\s\n"),
            "\n       want  found\n"
            ">    2   -     |    \\x1B[2J \\x00 \\xE9 a\\\\b\\s\n");
}

// The first line that differs, with short names of renditions.
std::string Tints(std::string_view lines) {
  const std::string file =
      "=== a\n" + std::string(lines) + "| It rained in the whole town.\n";
  const std::string listing = List(file, {.color = true});
  const std::size_t begin = listing.find('>');
  std::string line = listing.substr(begin, listing.find('\n', begin) - begin);
  line = line.substr(line.rfind("    ") + 4);
  struct Name {
    std::string_view code;
    std::string_view shown;
  };
  for (const Name& name :
       {Name{"\x1B[m", "}"}, Name{"\x1B[9;31m", "red{"},
        Name{"\x1B[32m", "green{"}, Name{"\x1B[2m", "dim{"}}) {
    for (std::size_t at = line.find(name.code); at != std::string::npos;
         at = line.find(name.code)) {
      line.replace(at, name.code.size(), name.shown);
    }
  }
  return line;
}

TEST(CaseListing, ColoursWhatIsWrong) {
  EXPECT_EQ(Tints("| View original\n"), "red{View original}");
  EXPECT_EQ(Tints("- It rains.\n"), "green{It rains.}");
  EXPECT_EQ(Tints("| It [Read more]\n"), "Itred{ [Read more]}");
  EXPECT_EQ(Tints("- It [Read more]\n"), "green{It}dim{ [Read more]}");
  EXPECT_EQ(Tints("~ It [Read more] rains\n+ It more] rains\n"),
            "Itred{ }dim{[Read }red{more]} rains");
  EXPECT_EQ(Tints("~ View original\n+ View\n"), "red{View}dim{ original}");
}

TEST(CaseListing, NeverColoursHalfACharacter) {
  // Both letters begin with the same byte, so bytes alone would part one.
  EXPECT_EQ(Tints("~ a\xC3\xA9\xC3\xA8z\n+ a\xC3\xA8z\n"),
            "agreen{\xC3\xA9}\xC3\xA8z");
}

TEST(CaseListing, DimsTheLinesAround) {
  const std::string listing =
      List("=== a\n- Share this\n| View original\n| one\n", {.color = true});
  EXPECT_NE(listing.find("\x1B[2mShare this\x1B[m"), std::string::npos);
  EXPECT_NE(listing.find("\x1B[2m-\x1B[m     \x1B[2m-\x1B[m"),
            std::string::npos);
}

TEST(AppendFailedName, EscapesPathAndName) {
  Case wanted;
  wanted.name = "a \\\\ b \x1B[2J";
  wanted.line = 3;
  std::string text;
  AppendFailedName("a\x07.case", wanted, false, &text);
  EXPECT_EQ(text, "FAILED a\\x07.case:3: a \\\\ b \\x1B[2J\n");
}

}  // namespace
}  // namespace unboil
