#include "cli/junit.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace unboil {
namespace {

using Outcome = JunitCase::Outcome;

TEST(JunitXml, HasASuiteForEachFileAndCountsThatAddUp) {
  const std::vector<JunitSuite> suites = {
      {"./posts/a.case",
       {{"good", 1, 0.5, Outcome::kPassed, "", ""},
        {"bad", 7, 1.25, Outcome::kFailed, "1 line differs", "> 9\n"}}},
      {"b.case", {{"b.case", 0, 0, Outcome::kError, "no case in it", ""}}}};
  EXPECT_EQ(JunitXml(suites),
            R"(<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="unboil" tests="3" failures="1" errors="1" time="1.750000">
  <testsuite name="./posts/a.case" tests="2" failures="1" errors="0" time="1.750000">
    <testcase classname="posts.a" name="good" file="./posts/a.case" line="1" time="0.500000"/>
    <testcase classname="posts.a" name="bad" file="./posts/a.case" line="7" time="1.250000">
      <failure message="1 line differs">&gt; 9
</failure>
    </testcase>
  </testsuite>
  <testsuite name="b.case" tests="1" failures="0" errors="1" time="0.000000">
    <testcase classname="b" name="b.case" file="b.case" time="0.000000">
      <error message="no case in it"></error>
    </testcase>
  </testsuite>
</testsuites>
)");
}

// The message of the only failure.
std::string Escaped(const std::string& message) {
  const std::vector<JunitSuite> suites = {
      {"a.case", {{"a", 1, 0, Outcome::kFailed, message, ""}}}};
  const std::string xml = JunitXml(suites);
  const std::string opening = "<failure message=\"";
  const std::size_t begin = xml.find(opening) + opening.size();
  return xml.substr(begin, xml.find('"', begin) - begin);
}

TEST(JunitXml, CannotBeBrokenByText) {
  EXPECT_EQ(Escaped("<a b=\"c\">]]>&amp;"),
            "&lt;a b=&quot;c&quot;&gt;]]&gt;&amp;amp;");
  EXPECT_EQ(Escaped("a\tb\nc\rd"), "a&#9;b&#10;c&#13;d");
  EXPECT_EQ(Escaped("\u00e9 \u6c49 \U0001F600 \uFFFD"),
            "\u00e9 \u6c49 \U0001F600 \uFFFD");
}

TEST(JunitXml, EscapesWhatXmlCannotHave) {
  EXPECT_EQ(Escaped(std::string("a\0b\x1B[31m", 8)), R"(a\x00b\x1B[31m)");
  EXPECT_EQ(Escaped("\xE9 \xED\xA0\x80"), R"(\xE9 \xED\xA0\x80)");
  EXPECT_EQ(Escaped("\uFFFE\uFFFF"), R"(\xEF\xBF\xBE\xEF\xBF\xBF)");
}

}  // namespace
}  // namespace unboil
