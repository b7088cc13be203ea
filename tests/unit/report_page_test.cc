#include "corpus/report_page.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/page/page.h"

namespace unboil {
namespace {

using namespace std::string_view_literals;

std::string Piece(std::string_view name, std::string_view text,
                  const std::vector<PageMark>& marks) {
  std::string out;
  AppendPageDocument({name, text, marks}, &out);
  return out;
}

// A page of these pieces, each added by itself.
std::string Page(const std::vector<std::string>& pieces) {
  const std::vector<PageRule> rules = {
      {"t.label", "A label.", Level::kSafe},
      {"t.notice", "It says \"all rights\" </script>.", Level::kLikely}};
  std::string out;
  ReportPage page;
  page.Begin({.compare = false, .sides = {"rules <b>"}}, &out);
  for (const std::string& piece : pieces) page.Add(piece, &out);
  page.End(rules, {5, 2, 300, 40}, &out);
  return out;
}

// What stands where the template has {{data}}.
std::string Data(const std::string& page) {
  constexpr std::string_view kOpen =
      "<script type=\"application/json\" id=\"data\">";
  const std::size_t begin = page.find(kOpen) + kOpen.size();
  return page.substr(begin, page.find("</script>", begin) - begin);
}

TEST(AppendPageDocument, WritesMarksInUtf16) {
  const std::vector<PageMark> marks = {
      {{4, 9}, 1, std::nullopt},
      {{10, 15}, 0, Range{0, 4}, PageChange::kNewlyGone}};
  EXPECT_EQ(
      Piece("a\"b", "\U0001F600\u6F22b\n\nmore\n", marks),
      ",\n{\"name\":\"a\\\"b\",\"text\":\"\U0001F600\u6F22b\\n\\nmore\\n\","
      "\"marks\":[[2,5,1,0],[6,11,0,1,0,2]]}");
}

TEST(AppendPageDocument, LetsNoTextBecomeMarkup) {
  struct Row {
    std::string_view text;
    std::string_view written;
  };
  constexpr Row kRows[] = {
      {"</script>", "\\u003c/script>"},
      {"<!--<script>", "\\u003c!--\\u003cscript>"},
      {"\\<", "\\\\\\u003c"},
      {"a\0b"sv, "a\\u0000b"},
      {"\xFF\xC3<", "\uFFFD\uFFFD\\u003c"},
      {"\u2028\u202E", "\u2028\u202E"},
  };
  for (const Row& row : kRows) {
    const std::string written = '"' + std::string(row.written) + '"';
    EXPECT_EQ(
        Piece(row.text, row.text, {}),
        ",\n{\"name\":" + written + ",\"text\":" + written + ",\"marks\":[]}");
  }
}

TEST(ReportPage, IsTheTemplateAroundOneObject) {
  const std::string one = Piece("one", "1", {});
  const std::string two = Piece("two", "2", {});
  const std::string page = Page({"", one, "", two + two});
  EXPECT_EQ(Data(page),
            "{\"compare\":false,\"sides\":[\"rules \\u003cb>\"],\"documents\":["
            "\n{\"name\":\"one\",\"text\":\"1\",\"marks\":[]},"
            "\n{\"name\":\"two\",\"text\":\"2\",\"marks\":[]},"
            "\n{\"name\":\"two\",\"text\":\"2\",\"marks\":[]}"
            "\n],\"rules\":["
            "\n{\"id\":\"t.label\",\"why\":\"A label.\",\"level\":1},"
            "\n{\"id\":\"t.notice\",\"why\":\"It says \\\"all rights\\\" "
            "\\u003c/script>.\",\"level\":2}"
            "\n],\"counts\":{\"documents\":5,\"changed\":2,\"bytes\":300,"
            "\"removed\":40}}");
}

TEST(ReportPage, MayHaveNoDocuments) {
  EXPECT_NE(Data(Page({})).find("\"documents\":[\n]"), std::string::npos);
}

TEST(ReportPage, HoldsStyleAndScriptUnchanged) {
  const std::string page = Page({});
  EXPECT_EQ(page.substr(0, 15), "<!doctype html>");
  const std::string style = "<style>" + std::string(kPageCss) + "</style>";
  const std::string script = "<script>" + std::string(kPageJs) + "</script>";
  EXPECT_NE(page.find(style), std::string::npos);
  EXPECT_NE(page.find(script), std::string::npos);
  EXPECT_EQ(page.find("{{"), std::string::npos);
}

// A comparison, as it says of itself.
TEST(ReportPage, NamesBothSides) {
  std::string out;
  ReportPage().Begin({.compare = true, .sides = {"before", "now"}}, &out);
  EXPECT_NE(out.find("{\"compare\":true,\"sides\":[\"before\",\"now\"]"),
            std::string::npos);
}

}  // namespace
}  // namespace unboil
