#include "cli/report.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "marked_document.h"

namespace unboil {
namespace {

std::string Report(const MarkedDocument& document,
                   OffsetUnit unit = OffsetUnit::kBytes) {
  std::string out;
  AppendReport(document.Cleaned(), unit, &out);
  return out;
}

TEST(AppendReport, IsEmptyWhereNothingGoes) {
  EXPECT_EQ(Report(MarkedDocument("A story.\n")), "");
  EXPECT_EQ(Report(MarkedDocument(""), OffsetUnit::kChars), "");
}

TEST(AppendReport, HasAnObjectARemoval) {
  MarkedDocument page("A story.\n{View \"it\"\n}The end.{ [More]}\n");
  page.removals[0].rule = 1;
  EXPECT_EQ(Report(page),
            "{\"doc\":\"page\",\"begin\":9,\"end\":19,\"rule\":\"t.label\","
            "\"text\":\"View \\\"it\\\"\\n\",\"twin\":null}\n"
            "{\"doc\":\"page\",\"begin\":27,\"end\":34,\"rule\":\"t.more\","
            "\"text\":\" [More]\",\"twin\":null}\n");
}

// Where the one removal begins and ends: "1-2".
std::string Place(std::string_view marked, OffsetUnit unit) {
  const std::string report = Report(MarkedDocument(marked), unit);
  const std::size_t begin = report.find("\"begin\":") + 8;
  const std::size_t end = report.find("\"end\":") + 6;
  return report.substr(begin, report.find(',', begin) - begin) + '-' +
         report.substr(end, report.find(',', end) - end);
}

TEST(AppendReport, CountsInTheUnit) {
  struct Row {
    const char* marked;
    const char* bytes;
    const char* chars;
    const char* utf16;
  };
  constexpr Row kRows[] = {
      {"{a}", "0-1", "0-1", "0-1"},
      {"\u00E9{\u00E9b}c", "2-5", "1-3", "1-3"},
      {"\u6F22{\u5B57}", "3-6", "1-2", "1-2"},
      {"\U0001F600{a\U0001F600}b", "4-9", "1-3", "2-5"},
      {"\uFEFF{a}", "3-4", "1-2", "1-2"},       // a byte order mark counts
      {"\xFF\xC3{a}", "2-3", "2-3", "2-3"},     // bad bytes count one each
      {"\xE2\x82{a}", "2-3", "2-3", "2-3"},     // half a character too
      {"e\u0301\r\n{a}", "5-6", "4-5", "4-5"},  // as does each code point
  };
  for (const Row& row : kRows) {
    EXPECT_EQ(Place(row.marked, OffsetUnit::kBytes), row.bytes) << row.marked;
    EXPECT_EQ(Place(row.marked, OffsetUnit::kChars), row.chars) << row.marked;
    EXPECT_EQ(Place(row.marked, OffsetUnit::kUtf16), row.utf16) << row.marked;
  }
}

TEST(AppendReport, CountsTwinsOnBothSides) {
  MarkedDocument page("\U0001F600 one\n{two\n}two\n{one\n}");
  page.removals[0].twin = Range{13, 16};
  page.removals[1].twin = page.Find("one");
  const std::string report = Report(page, OffsetUnit::kUtf16);
  EXPECT_NE(report.find("\"begin\":7,\"end\":11"), std::string::npos) << report;
  EXPECT_NE(report.find("\"twin\":[11,14]"), std::string::npos) << report;
  EXPECT_NE(report.find("\"begin\":15,\"end\":19"), std::string::npos)
      << report;
  EXPECT_NE(report.find("\"twin\":[3,6]"), std::string::npos) << report;
}

}  // namespace
}  // namespace unboil
