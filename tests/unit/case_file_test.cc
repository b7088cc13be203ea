#include "corpus/case_file.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace unboil {
namespace {

using std::string_view_literals::operator""sv;

std::vector<RuleInfo> SomeRules() {
  std::vector<RuleInfo> rules(2);
  rules[0].id = "any.label";
  rules[1].id = "any.link";
  return rules;
}

// Gutters of the lines, with the rest of a cut line in brackets: "|-~[rest]".
std::string Gutters(std::span<const JudgedLine> lines) {
  std::string gutters;
  for (const JudgedLine& line : lines) {
    gutters += static_cast<char>(line.verdict);
    if (line.verdict == Verdict::kCut) gutters += '[' + line.rest + ']';
  }
  return gutters;
}

std::string Without(std::string_view text,
                    const std::vector<Removal>& removals) {
  std::string out;
  std::size_t at = 0;
  for (const Removal& removal : removals) {
    out.append(text, at, removal.range.begin - at);
    at = removal.range.end;
  }
  return out.append(text, at);
}

struct JudgeRow {
  std::string_view text;
  std::vector<Removal> removals;
  std::string_view gutters;
};

// The removals that unboil's white space rules can produce.
const JudgeRow kJudgeRows[] = {
    {"", {}, ""},
    {"a\n", {}, "|"},
    {"a\nb\n", {{{2, 4}, 0, {}}}, "|-"},
    {"a\n\nb\n", {{{1, 4}, 0, {}}}, "|--"},
    {"a\n\nb\nc\n", {{{2, 5}, 0, {}}}, "|--|"},
    {"a\nb", {{{1, 3}, 0, {}}}, "|-"},
    {"a\r\nb", {{{1, 4}, 0, {}}}, "|-"},
    {"a\n\nb", {{{1, 4}, 0, {}}}, "|--"},
    {"a", {{{0, 1}, 0, {}}}, "-"},
    {"\r\na", {{{2, 3}, 0, {}}}, "|-"},
    {"a\r\n\r\nb\r\n", {{{3, 5}, 0, {}}}, "|-|"},
    {"foo bar\n", {{{3, 7}, 0, {}}}, "~[foo]"},
    {"foo bar\r\nb", {{{3, 7}, 0, {}}, {{7, 10}, 1, {}}}, "~[foo]-"},
    {"foo bar baz", {{{0, 4}, 0, {}}, {{7, 11}, 1, {}}}, "~[bar]"},
    {"\xEF\xBB\xBF"
     "a\nb\n",
     {{{3, 5}, 0, {}}},
     "-|"},
    {"\xEF\xBB\xBF"
     "foo bar\n",
     {{{6, 10}, 0, {}}},
     "~[foo]"},
};

TEST(JudgeLines, GivesGutters) {
  for (const JudgeRow& row : kJudgeRows) {
    EXPECT_EQ(Gutters(JudgeLines(row.text, row.removals)), row.gutters)
        << row.text;
  }
}

TEST(ImpliedOutput, IsTheOutput) {
  for (const JudgeRow& row : kJudgeRows) {
    EXPECT_EQ(ImpliedOutput(row.text, JudgeLines(row.text, row.removals)),
              Without(row.text, row.removals))
        << row.text;
  }
}

TEST(MarkCase, WritesACase) {
  const std::vector<Removal> removals = {{{8, 10}, 1, {}}, {{10, 17}, 0, {}}};
  const std::vector<std::vector<std::string>> options = {
      {"--level", "3"}, {"--title-text", "A \"b\" \\ c"}};
  EXPECT_EQ(MarkCase("page.txt", options, "Kept \\ x y\r\n\nGone", removals,
                     SomeRules()),
            "=== page.txt\n"
            "@ any.link\n"
            "@ any.label\n"
            "% --level 3\n"
            "% --title-text \"A \\\"b\\\" \\\\ c\"\n"
            "~ Kept \\\\ x y\\r\n"
            "+ Kept \\\\ x\\r\n"
            "-\n"
            "- Gone\n"
            "\\ no newline\n");
}

Result<std::vector<Case>> Parse(std::string_view file) {
  return ParseCaseFile({"x.case", file});
}

TEST(ParseCaseFile, ReadsEveryKindOfLine) {
  const Result<std::vector<Case>> cases = Parse(
      "# A note before the first case.\n"
      "\n"
      "=== first\n"
      "# why\n"
      "@ any.label\n"
      "% --level 3 --title-text \"two words\"\n"
      "| kept \\x00\\s\n"
      "|\n"
      "- gone\n"
      "~ foo bar\n"
      "+ foo\n"
      "=== second\n"
      "| end\n"
      "\\ no newline\n");
  ASSERT_TRUE(cases) << cases.error().message;
  ASSERT_EQ(cases->size(), 2u);
  const Case& first = (*cases)[0];
  EXPECT_EQ(first.name, "first");
  EXPECT_EQ(first.line, 3u);
  EXPECT_EQ(first.text, "kept \0 \n\ngone\nfoo bar\n"sv);
  EXPECT_EQ(Gutters(first.lines), "||-~[foo]");
  ASSERT_EQ(first.owners.size(), 1u);
  EXPECT_EQ(first.owners[0].id, "any.label");
  EXPECT_EQ(first.owners[0].line, 5u);
  ASSERT_EQ(first.options.size(), 1u);
  EXPECT_EQ(
      first.options[0].words,
      (std::vector<std::string>{"--level", "3", "--title-text", "two words"}));
  EXPECT_EQ((*cases)[1].text, "end");
}

TEST(ParseCaseFile, ReadsCrLf) {
  const Result<std::vector<Case>> cases = Parse("=== a\r\n| x\r\n|\r\n");
  ASSERT_TRUE(cases);
  EXPECT_EQ((*cases)[0].text, "x\n\n");
}

TEST(ParseCaseFile, SkipsAByteOrderMark) {
  const Result<std::vector<Case>> cases =
      Parse("\xEF\xBB\xBF=== a\n| \uFFFD\n");
  ASSERT_TRUE(cases);
  EXPECT_EQ((*cases)[0].name, "a");
  EXPECT_EQ((*cases)[0].text, "\uFFFD\n");
}

TEST(ParseCaseFile, NamesPlaceAndFault) {
  struct Row {
    std::string_view file;
    std::string_view message;  // its beginning
  };
  const Row kRows[] = {
      {"| x\n", "x.case:1: a case begins with === and its name"},
      {"===\n", "x.case:1: a case needs a name"},
      {"===x\n", "x.case:1: a case needs a name"},
      {"=== a\n|x\n", "x.case:2: a line begins with"},
      {"=== a\nx\n", "x.case:2: a line begins with"},
      {"=== a\n\\ no newlin\n", "x.case:2: a line begins with"},
      {"=== a\n@\n", "x.case:2: @ needs the id of a rule"},
      {"=== a\n% --title-text \"a\n", "x.case:2: a quote without"},
      {"=== a\n| \\q\n", "x.case:2: a backslash is"},
      {"=== a\n| \\x4\n", "x.case:2: a backslash is"},
      {"=== a\n| \\\n", "x.case:2: a backslash is"},
      {"=== a\n| a\\x0Ab\n", "x.case:2: a line feed inside a line"},
      {"=== a\n| b\n+ b\n", "x.case:3: + stands only below a ~ line"},
      {"=== a\n~ bc\n+ b\n+ b\n", "x.case:4: + stands only below a ~ line"},
      {"=== a\n~ bc\n| d\n", "x.case:2: a ~ line needs a + line"},
      {"=== a\n~ bc\n=== b\n", "x.case:2: a ~ line needs a + line"},
      {"=== a\n~ bc\n+ cb\n", "x.case:3: this is not the line above"},
      {"=== a\n~ bc\n+ bc\n", "x.case:3: this is not the line above"},
      {"=== a\n~ bc\n+\n", "x.case:3: this is not the line above"},
      {"=== a\n\\ no newline\n", "x.case:2: no line before"},
      {"=== a\n| b\n\\ no newline\n| c\n", "x.case:4: text after"},
      {"=== a\n|\n\\ no newline\n", "x.case:2: an empty last line"},
      {"=== a\n# \xE9\n",
       R"(x.case:2: a byte that is not UTF-8; in a document it is written \xE9)"},
      {"=== \xED\xA0\x80\n",
       R"(x.case:1: a byte that is not UTF-8; in a document it is written \xED)"},
      {"=== a\n| \0\n"sv,
       R"(x.case:2: a NUL byte; in a document it is written \x00)"},
      {"\xFF\xFE=\0=\0"sv, "x.case:1: UTF-16 or UTF-32; save it as UTF-8"},
  };
  for (const Row& row : kRows) {
    const Result<std::vector<Case>> cases = Parse(row.file);
    ASSERT_FALSE(cases) << row.file;
    EXPECT_EQ(cases.error().message.substr(0, row.message.size()), row.message)
        << row.file;
  }
}

// A text of bytes that are likely to break something.
std::string RandomText(std::mt19937* random) {
  constexpr std::string_view kPieces[] = {"a",
                                          "b",
                                          " ",
                                          "\t",
                                          "\n",
                                          "\n",
                                          "\r",
                                          "\r\n",
                                          "\\",
                                          "\"",
                                          "\0"sv,
                                          "\x7F",
                                          "\xFF",
                                          "\xC3",
                                          "|",
                                          "- ",
                                          "=== ",
                                          "\u00e9",
                                          "\u2028",
                                          "\xEF\xBB\xBF",
                                          "\u009b",
                                          "# ",
                                          "\\ no newline",
                                          "\U0001F600"};
  std::string text;
  for (std::size_t i = (*random)() % 20; i > 0; --i) {
    text += kPieces[(*random)() % std::size(kPieces)];
  }
  return text;
}

// Removals of a whole text's lines, or of parts of them.
std::vector<Removal> RandomRemovals(std::size_t size, std::mt19937* random) {
  std::vector<Removal> removals;
  std::size_t at = (*random)() % 8;
  while (at < size) {
    const std::size_t end = std::min(size, at + 1 + (*random)() % 6);
    removals.push_back({{at, end}, (*random)() % 2, {}});
    at = end + (*random)() % 8;
  }
  return removals;
}

TEST(MarkCase, AnyBytesSurvive) {
  std::mt19937 random(5);
  for (int round = 0; round < 20'000; ++round) {
    const std::string text = RandomText(&random);
    const std::string title = RandomText(&random);
    const std::vector<std::vector<std::string>> options = {
        {"--title-text", title}};
    const std::string file =
        MarkCase(RandomText(&random), options, text, {}, SomeRules());
    const Result<std::vector<Case>> cases = Parse(file);
    ASSERT_TRUE(cases) << cases.error().message << '\n' << file;
    ASSERT_EQ(cases->size(), 1u) << file;
    ASSERT_EQ((*cases)[0].text, text) << file;
    ASSERT_EQ((*cases)[0].options[0].words, options[0]) << file;
  }
}

TEST(MarkCase, VerdictsSurvive) {
  std::mt19937 random(6);
  for (int round = 0; round < 20'000; ++round) {
    const std::string text = RandomText(&random);
    const std::vector<Removal> removals = RandomRemovals(text.size(), &random);
    const std::string file = MarkCase("x", {}, text, removals, SomeRules());
    const Result<std::vector<Case>> cases = Parse(file);
    ASSERT_TRUE(cases) << cases.error().message << '\n' << file;
    ASSERT_EQ((*cases)[0].text, text) << file;
    ASSERT_EQ(Gutters((*cases)[0].lines), Gutters(JudgeLines(text, removals)))
        << file;
  }
}

TEST(UpdateCaseFile, ChangesOnlyWhatIsExpected) {
  const std::string_view file =
      "# Head.\n"
      "=== untouched\n"
      "| a\n"
      "\n"
      "=== changed\n"
      "@ any.old\n"
      "# Between.\n"
      "@ any.label\n"
      "% --level  3\n"
      "| stays  \\x41\n"
      "- was gone\n"
      "~ cut more\n"
      "+ cut\n"
      "~ cut less\n"
      "+ less\n"
      "| now cut\n";
  const Result<std::vector<Case>> cases = Parse(file);
  ASSERT_TRUE(cases) << cases.error().message;
  CaseUpdate update;
  update.old = &(*cases)[1];
  update.lines = update.old->lines;
  update.lines[1].verdict = Verdict::kKept;
  update.lines[2].verdict = Verdict::kRemoved;
  update.lines[3].rest = "cut";
  update.lines[4].verdict = Verdict::kCut;
  update.lines[4].rest = "now";
  update.owners = {"any.label", "any.link"};
  EXPECT_EQ(UpdateCaseFile(file, {&update, 1}),
            "# Head.\n"
            "=== untouched\n"
            "| a\n"
            "\n"
            "=== changed\n"
            "# Between.\n"
            "@ any.label\n"
            "@ any.link\n"
            "% --level  3\n"
            "| stays  \\x41\n"
            "| was gone\n"
            "- cut more\n"
            "~ cut less\n"
            "+ cut\n"
            "~ now cut\n"
            "+ now\n");
}

TEST(UpdateCaseFile, GivesWhatMarkWouldGive) {
  std::mt19937 random(8);
  for (int round = 0; round < 5'000; ++round) {
    const std::string text = RandomText(&random);
    const std::vector<RuleInfo> rules = SomeRules();
    const std::vector<Removal> before = RandomRemovals(text.size(), &random);
    const std::vector<Removal> after = RandomRemovals(text.size(), &random);
    const std::string file = MarkCase("x", {}, text, before, rules);
    const Result<std::vector<Case>> cases = Parse(file);
    ASSERT_TRUE(cases) << cases.error().message;
    const CaseUpdate update{&(*cases)[0], JudgeLines(text, after),
                            Owners(after, rules)};
    const std::string updated = UpdateCaseFile(file, {&update, 1});
    const Result<std::vector<Case>> again = Parse(updated);
    ASSERT_TRUE(again) << again.error().message << '\n' << updated;
    ASSERT_EQ((*again)[0].text, text);
    ASSERT_EQ(Gutters((*again)[0].lines), Gutters(update.lines));
    ASSERT_EQ((*again)[0].owners.size(), update.owners.size());
  }
}

TEST(UpdateCaseFile, KeepsTheEndOfAReplacedLine) {
  for (const std::string end : {"\n", "\r\n", ""}) {
    const std::string file = "# Unix.\n=== a\r\n~ foo bar\n+ foo" + end;
    const Result<std::vector<Case>> cases = Parse(file);
    ASSERT_TRUE(cases);
    CaseUpdate update{&(*cases)[0], (*cases)[0].lines, {}};
    update.lines[0].rest = "bar";
    EXPECT_EQ(UpdateCaseFile(file, {&update, 1}),
              "# Unix.\n=== a\r\n~ foo bar\n+ bar" + end);
  }
}

TEST(UpdateCaseFile, KeepsAnOpenLastLine) {
  const std::string_view file = "=== a\r\n| foo bar";
  const Result<std::vector<Case>> cases = Parse(file);
  ASSERT_TRUE(cases);
  CaseUpdate update{&(*cases)[0], (*cases)[0].lines, {}};
  update.lines[0].verdict = Verdict::kCut;
  update.lines[0].rest = "foo";
  EXPECT_EQ(UpdateCaseFile(file, {&update, 1}), "=== a\r\n~ foo bar\r\n+ foo");
}

}  // namespace
}  // namespace unboil
