#include "cli/diff.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "marked_document.h"

namespace unboil {
namespace {

std::string Diff(std::string_view marked, std::string_view name = "page",
                 bool color = false) {
  const MarkedDocument document(marked);
  std::string out;
  AppendDiff(document.Cleaned(name), color, &out);
  return out;
}

// Without the two lines that name the file.
std::string Hunks(std::string_view marked) {
  const std::string diff = Diff(marked);
  const std::size_t begin = diff.find("@@");
  return begin == std::string::npos ? diff : diff.substr(begin);
}

TEST(AppendDiff, IsEmptyWhereNothingGoes) {
  EXPECT_EQ(Diff(""), "");
  EXPECT_EQ(Diff("A story.\r\nThe end."), "");
}

TEST(AppendDiff, NamesBothSides) {
  EXPECT_EQ(Diff("A\n{B\n}"),
            "--- a/page\n"
            "+++ b/page\n"
            "@@ -1,2 +1 @@\n"
            " A\n"
            "-B\n");
}

TEST(AppendDiff, ShowsThreeLinesAroundAChange) {
  EXPECT_EQ(Hunks("1\n2\n3\n4\n{5\n}6\n7\n8\n9\n"),
            "@@ -2,7 +2,6 @@\n 2\n 3\n 4\n-5\n 6\n 7\n 8\n");
}

TEST(AppendDiff, PutsChangesTogetherWhoseContextsMeet) {
  EXPECT_EQ(Hunks("{1\n}2\n3\n4\n5\n6\n7\n{8\n}"),
            "@@ -1,8 +1,6 @@\n-1\n 2\n 3\n 4\n 5\n 6\n 7\n-8\n");
  EXPECT_EQ(Hunks("{1\n}2\n3\n4\n5\n6\n7\n8\n{9\n}"),
            "@@ -1,4 +1,3 @@\n-1\n 2\n 3\n 4\n"
            "@@ -6,4 +5,3 @@\n 6\n 7\n 8\n-9\n");
}

TEST(AppendDiff, ReplacesALineThatIsCutInside) {
  EXPECT_EQ(Hunks("A{ b}\n{C }D\n"), "@@ -1,2 +1,2 @@\n-A b\n-C D\n+A\n+D\n");
}

TEST(AppendDiff, TellsOfAMissingLastNewline) {
  EXPECT_EQ(Hunks("{A\n}B"),
            "@@ -1,2 +1 @@\n-A\n B\n\\ No newline at end of file\n");
  // The last line took the end of the one before it.
  EXPECT_EQ(Hunks("A{\nB}"),
            "@@ -1,2 +1 @@\n-A\n-B\n\\ No newline at end of file\n"
            "+A\n\\ No newline at end of file\n");
  EXPECT_EQ(Hunks("A{\r\nB}"),
            "@@ -1,2 +1 @@\n-A\r\n-B\n\\ No newline at end of file\n"
            "+A\n\\ No newline at end of file\n");
}

TEST(AppendDiff, FollowsALineThatLostItsEndIntoTheNextOne) {
  EXPECT_EQ(Hunks("A{\n}B\nC\n"), "@@ -1,3 +1,2 @@\n-A\n-B\n+AB\n C\n");
  EXPECT_EQ(Hunks("A{\nB\n}C\n{D\n}E\n"),
            "@@ -1,5 +1,2 @@\n-A\n-B\n-C\n-D\n+AC\n E\n");
}

TEST(AppendDiff, EmptiesADocument) {
  EXPECT_EQ(Hunks("{A\n}{B\n}"), "@@ -1,2 +0,0 @@\n-A\n-B\n");
}

TEST(AppendDiff, KeepsTheBytesOfLines) {
  using std::string_view_literals::operator""sv;
  EXPECT_EQ(Hunks("\xFF\r\n{\x1B[31m\0\n}"sv),
            "@@ -1,2 +1 @@\n \xFF\r\n-\x1B[31m\0\n"sv);
}

TEST(AppendDiff, QuotesOddNamesAsGitDoes) {
  struct Row {
    const char* name;
    const char* shown;
  };
  constexpr Row kRows[] = {
      {"dir/page.txt", "a/dir/page.txt"},
      {"-", "a/-"},
      {"/tmp/page", "a/tmp/page"},
      {"\u00FCber \u6F22.txt", "a/\u00FCber \u6F22.txt\t"},
      {"a page", "a/a page\t"},
      {"page ", "a/page \t"},
      {"tab\tnl\ncr\r", "\"a/tab\\tnl\\ncr\\r\""},
      {"say \"hi\" \\o/", "\"a/say \\\"hi\\\" \\\\o/\"\t"},
      {"\x1B[31m\x7F", "\"a/\\033[31m\\177\""},
      {"\xFF\u00FC", "\"a/\\377\u00FC\""},
      {"\u202Etxt.exe", "\"a/\\342\\200\\256txt.exe\""},
  };
  for (const Row& row : kRows) {
    const std::string diff = Diff("A\n{B\n}", row.name);
    EXPECT_EQ(diff.substr(0, diff.find("\n+++")),
              std::string("--- ") + row.shown);
  }
}

TEST(AppendDiff, ColoursAreForEyes) {
  EXPECT_EQ(Diff("A\r\n{B \x1B[m\n}C{ d}\n", "page", true),
            "\x1B[1m--- a/page\x1B[m\n"
            "\x1B[1m+++ b/page\x1B[m\n"
            "\x1B[36m@@ -1,3 +1,2 @@\x1B[m\n"
            " A\n"
            "\x1B[31m-B \\x1B[m\x1B[m\n"
            "\x1B[31m-C d\x1B[m\n"
            "\x1B[32m+C\x1B[m\n");
}

}  // namespace
}  // namespace unboil
