#include "io/jsonl.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "io/block.h"

namespace unboil {
namespace {

using Kind = JsonlRecord::Kind;

// Parses lines that stand nowhere in a batch.
class LineParser {
 public:
  explicit LineParser(JsonlFields fields) : parser_(std::move(fields)) {}

  JsonlRecord Parse(std::string_view line, std::string_view behind = "") {
    block_.Clear();
    block_.Append(line);
    block_.Append(behind);
    return parser_.Parse(block_.bytes().substr(0, line.size()));
  }

 private:
  Block block_;
  JsonlParser parser_;
};

// What Parse makes of a line, as a string: "text", "nothing" or the fault.
std::string Describe(std::string_view line) {
  LineParser parser({});
  const JsonlRecord record = parser.Parse(line);
  switch (record.kind) {
    case Kind::kText:
      return "<" + std::string(record.text) + ">";
    case Kind::kNothing:
      return "nothing";
    default:
      return record.fault;
  }
}

struct ParseRow {
  std::string_view line;
  std::string_view meaning;
};

TEST(JsonlParser, ReadsTheField) {
  const ParseRow kRows[] = {
      {R"({"text":"a"})", "<a>"},
      {"  { \"text\" :\t\"a\" } \r", "<a>"},
      {R"({"te\u0078t":"a"})", "<a>"},
      {R"({"text":"a","text":"b"})", "<b>"},
      {R"({"x":{"text":"in"},"text":"out","y":[{"text":"in"}]})", "<out>"},
      {R"({"text":"\ud83d\ude00\n\"\\\/"})", "<\U0001F600\n\"\\/>"},
      {"\xEF\xBB\xBF{\"text\":\"a\"}", "<a>"},
      {R"({"n":123456789012345678901234567890,"e":-1.5e+999,"text":"a"})",
       "<a>"},
      {R"({"text":null})", "nothing"},
      {"", "nothing"},
      {" \t\r", "nothing"},
  };
  for (const ParseRow& row : kRows) EXPECT_EQ(Describe(row.line), row.meaning);
}

TEST(JsonlParser, TellsWhatIsWrong) {
  const ParseRow kRows[] = {
      {"{}", "no field \"text\""},
      {R"({"Text":"a"})", "no field \"text\""},
      {R"({"text":3})", "field \"text\" is no string"},
      {R"({"text":"a","text":[]})", "field \"text\" is no string"},
      {"[1]", "not a JSON object"},
      {"text", "not a JSON object"},
      {R"({"text":"a","x":tru})", "not JSON"},
      {R"({"text":"a"}{"text":"b"})", "not JSON"},
      {R"({"text":"a","n":01})", "not JSON"},
      {R"({"text":"a","n":1.})", "not JSON"},
      {R"({"text":"a","n":-})", "not JSON"},
      {R"({"text":"a","n":123456789012345678901 2})", "not JSON"},
      {R"({"text":"a)", "not JSON"},
      {"{\"text\":\"a\nb\"}", "not JSON"},
      {"{\"text\":\"\xFF\"}", "not UTF-8"},
      {R"({"text":"\ud800"})",
       "a string with a bad escape (half of a surrogate pair?)"},
      {R"({"text":"\ude00"})",
       "a string with a bad escape (half of a surrogate pair?)"},
  };
  for (const ParseRow& row : kRows) EXPECT_EQ(Describe(row.line), row.meaning);
}

TEST(JsonlParser, RefusesDeepNesting) {
  const std::string deep = "{\"text\":" + std::string(1'000'000, '[') +
                           std::string(1'000'000, ']') + "}";
  EXPECT_EQ(Describe(deep), "nested too deep");
}

TEST(JsonlParser, ReadsTitleAndId) {
  struct Row {
    std::string_view line;
    std::string_view title;
    std::string_view id;
  };
  const Row kRows[] = {
      {R"({"text":"","head":"T\u00e9","id":"a\"b"})", "T\u00e9", "a\"b"},
      {R"({"text":"","id": 12345678901234567890123 })", "",
       "12345678901234567890123"},
      {R"({"text":"","id":[1, 2],"head":7})", "", "[1, 2]"},
      {R"({"text":"","id":null})", "", "none"},
      {R"({"id":"a","id":"b","text":""})", "", "b"},
  };
  JsonlFields fields;
  fields.title = "head";
  fields.id = "id";
  LineParser parser(fields);
  for (const Row& row : kRows) {
    const JsonlRecord record = parser.Parse(row.line);
    EXPECT_EQ(record.title, row.title) << row.line;
    EXPECT_EQ(record.id.value_or("none"), row.id) << row.line;
  }
}

// "reference / keep, keep / drop", or the fault. Where nobody knows what must
// go: "reference / keep / ?".
std::string DescribeExpectation(const JsonlFields& fields,
                                std::string_view line) {
  LineParser parser(fields);
  const JsonlRecord record = parser.Parse(line);
  if (record.kind != Kind::kText) return record.fault;
  const auto join = [](const std::vector<std::string_view>& strings) {
    std::string joined;
    for (const std::string_view one : strings) {
      joined += (joined.empty() ? "" : ",") + std::string(one);
    }
    return joined;
  };
  return std::string(record.reference) + '/' + join(record.keep) + '/' +
         (record.drop ? join(*record.drop) : "?");
}

TEST(JsonlParser, ReadsWhatTheTextShouldBecome) {
  JsonlFields fields;
  fields.reference = "ref";
  fields.keep = "keep";
  fields.drop = "drop";
  const ParseRow kRows[] = {
      {R"({"text":"a","ref":"\u00e9","keep":["b","\n"],"drop":["c"]})",
       "\u00e9/b,\n/c"},
      {R"({"ref":"","drop":[],"keep":null,"text":"a"})", "//"},
      {R"({"ref":"","drop":null,"keep":[],"text":"a"})", "//?"},
      {R"({"text":"a","ref":"1","ref":"2","keep":["1"],"keep":["2"],"drop":[]})",
       "2/2/"},
      {R"({"text":"a","keep":[],"drop":[]})", "no field \"ref\""},
      {R"({"text":"a","ref":null,"keep":[],"drop":[]})",
       "field \"ref\" is no string"},
      {R"({"text":"a","ref":["b"],"keep":[],"drop":[]})",
       "field \"ref\" is no string"},
      {R"({"text":"a","ref":"b","drop":[]})", "no field \"keep\""},
      {R"({"text":"a","ref":"b","keep":[]})", "no field \"drop\""},
      {R"({"text":"a","ref":"b","keep":"c","drop":[]})",
       "field \"keep\" is no array of strings"},
      {R"({"text":"a","ref":"b","keep":[],"drop":["c",1]})",
       "field \"drop\" is no array of strings"},
      // The first fault is that of the text.
      {R"({"text":1})", "field \"text\" is no string"},
  };
  for (const ParseRow& row : kRows) {
    EXPECT_EQ(DescribeExpectation(fields, row.line), row.meaning) << row.line;
  }
}

TEST(JsonlParser, ReadsNoExpectationUnlessItIsAskedFor) {
  EXPECT_EQ(
      DescribeExpectation({}, R"({"text":"a","ref":1,"keep":2,"drop":3})"),
      "//?");
  JsonlFields fields;
  fields.drop = "drop";
  EXPECT_EQ(DescribeExpectation(fields, R"({"text":"a","drop":["b"]})"), "//b");
  // One field may be asked for twice.
  fields.reference = "text";
  EXPECT_EQ(DescribeExpectation(fields, R"({"text":"a","drop":["b"]})"),
            "a//b");
  fields.drop.reset();
  EXPECT_EQ(DescribeExpectation(fields, R"({"text":"a","drop":["b"]})"),
            "a//?");
}

// Without a text there is nothing to measure.
TEST(JsonlParser, NullNeedsNoExpectation) {
  JsonlFields fields;
  fields.reference = "ref";
  LineParser parser(fields);
  EXPECT_EQ(parser.Parse(R"({"text":null})").kind, Kind::kNothing);
  EXPECT_EQ(parser.Parse("").kind, Kind::kNothing);
}

// A record is parsed where it stands: what follows in memory is no part of it.
TEST(JsonlParser, ParsesInPlace) {
  const std::string_view kLines[] = {
      R"({"text":"a"})",
      R"({"text":"a)",
      R"({"text":1)",
      R"({"text":"a","n":12345678901234567890123})",
      R"({"text":"\ud83d)",
      R"({"text":"a","x":tru)",
      "\xEF\xBB\xBF{\"text\":\"a\"}",
      "",
  };
  const std::string_view kBehind[] = {"\n", "\"}", "e}", "\\ude00\"}", "1}"};
  for (const std::string_view line : kLines) {
    for (const std::string_view behind : kBehind) {
      LineParser alone({});
      LineParser among({});
      const JsonlRecord expected = alone.Parse(line);
      const JsonlRecord record = among.Parse(line, behind);
      EXPECT_EQ(record.kind, expected.kind) << line << behind;
      EXPECT_EQ(record.fault, expected.fault) << line << behind;
      EXPECT_EQ(record.text, expected.text) << line << behind;
    }
  }
}

std::string CutLine(std::string_view line, std::size_t member,
                    const std::vector<Removal>& removals) {
  Pieces pieces;
  AddCutLine(line, member, removals, &pieces);
  std::string out;
  for (const std::string_view piece : pieces.all()) out += piece;
  return out;
}

std::string Cut(std::string_view line, std::vector<Range> ranges) {
  LineParser parser({});
  const JsonlRecord record = parser.Parse(line);
  std::vector<Removal> removals;
  for (const Range& range : ranges) removals.push_back({range, 0, {}});
  return CutLine(line, record.member, removals);
}

TEST(AddCutLine, LeavesTheRestAsWritten) {
  struct Row {
    std::string_view line;
    std::vector<Range> ranges;
    std::string_view out;
  };
  const Row kRows[] = {
      {R"({"text":"abc"})", {{1, 2}}, R"({"text":"ac"})"},
      {R"({"text":"abc"})", {{0, 3}}, R"({"text":""})"},
      {R"({"text":"abc"})", {{0, 1}, {2, 3}}, R"({"text":"b"})"},
      {R"({ "text" : "a\nb" , "x":1})", {{1, 3}}, R"({ "text" : "a" , "x":1})"},
      // é is two bytes decoded, six as written; an emoji four and twelve.
      {R"({"text":"\u00e9\ud83d\ude00\u20ac."})",
       {{2, 6}},
       R"({"text":"\u00e9\u20ac."})"},
      {R"({"text":"\u00e9\ud83d\ude00\u20ac."})",
       {{6, 9}},
       R"({"text":"\u00e9\ud83d\ude00."})"},
      {R"({"text":"\u0041\"\\\/b"})", {{1, 3}}, R"({"text":"\u0041\/b"})"},
      {R"({"a":{"b":["}\"",1]},"text":"abc"})",
       {{0, 1}},
       R"({"a":{"b":["}\"",1]},"text":"bc"})"},
      {R"({"text":"abc","text":"abc"})",
       {{0, 1}},
       R"({"text":"abc","text":"bc"})"},
      {"\xEF\xBB\xBF{\"text\":\"abc\"}",
       {{0, 1}},
       "\xEF\xBB\xBF{\"text\":\"bc\"}"},
  };
  for (const Row& row : kRows) EXPECT_EQ(Cut(row.line, row.ranges), row.out);
}

// However characters are written, the cut line decodes to the cut text.
TEST(AddCutLine, AgreesWithDecodingFirst) {
  struct Written {
    std::string_view decoded;
    std::vector<std::string_view> forms;
  };
  const Written kCharacters[] = {
      {"a", {"a", "\\u0061"}},
      {"\n", {"\\n", "\\u000A"}},
      {"\"", {"\\\"", "\\u0022"}},
      {"/", {"/", "\\/"}},
      {"\u00e9", {"\u00e9", "\\u00e9", "\\u00E9"}},
      {"\u20ac", {"\u20ac", "\\u20AC"}},
      {"\U0001F600", {"\U0001F600", "\\ud83d\\ude00", "\\uD83D\\uDE00"}},
  };
  std::mt19937 random(11);
  for (int round = 0; round < 2000; ++round) {
    std::string line = "{\"x\":[1],\"text\":\"";
    std::string kept;
    std::vector<Removal> removals;
    std::size_t at = 0;
    for (std::size_t i = 0; i < 12; ++i) {
      const Written& c = kCharacters[random() % std::size(kCharacters)];
      line += c.forms[random() % c.forms.size()];
      if (random() % 3 == 0) {
        removals.push_back({{at, at + c.decoded.size()}, 0, {}});
      } else {
        kept += c.decoded;
      }
      at += c.decoded.size();
    }
    line += "\",\"y\":{}}";
    LineParser parser({});
    const std::size_t member = parser.Parse(line).member;
    const std::string out = CutLine(line, member, removals);
    const JsonlRecord record = parser.Parse(out);
    ASSERT_EQ(record.kind, Kind::kText) << line << '\n' << out;
    ASSERT_EQ(record.text, kept) << line << '\n' << out;
  }
}

}  // namespace
}  // namespace unboil
