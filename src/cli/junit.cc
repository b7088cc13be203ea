#include "cli/junit.h"

#include <algorithm>
#include <string_view>

#include "chars.h"
#include "corpus/case_file.h"

namespace unboil {
namespace {

// Whether XML 1.0 can have it at all, be it as a reference.
bool IsXmlChar(char32_t c) {
  if (c < 0x20) return c == '\t' || c == '\n' || c == '\r';
  return c != 0xFFFE && c != 0xFFFF;
}

// Line ends and tabs become references: in an attribute a parser would make
// blanks of them.
std::string EscapeXml(std::string_view text) {
  std::string escaped;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = DecodeUtf8(text, &at);
    const std::string_view bytes = text.substr(begin, at - begin);
    const bool is_bad = c == 0xFFFD && bytes.size() == 1;
    if (is_bad || !IsXmlChar(c)) {
      escaped += EscapeLine(bytes);
    } else if (c < ' ') {
      escaped += "&#" + std::to_string(static_cast<unsigned>(c)) + ';';
    } else if (c == '&') {
      escaped += "&amp;";
    } else if (c == '<') {
      escaped += "&lt;";
    } else if (c == '>') {
      escaped += "&gt;";
    } else if (c == '"') {
      escaped += "&quot;";
    } else {
      escaped += bytes;
    }
  }
  return escaped;
}

// Content may have line ends as they are, for whoever reads the file itself.
std::string EscapeContent(std::string_view text) {
  std::string escaped;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t feed = std::min(text.find('\n', begin), text.size());
    escaped += EscapeXml(text.substr(begin, feed - begin));
    if (feed < text.size()) escaped += '\n';
    begin = feed + 1;
  }
  return escaped;
}

std::string Attribute(std::string_view name, std::string_view value) {
  return ' ' + std::string(name) + "=\"" + EscapeXml(value) + '"';
}

// To the microsecond, with a point in every locale.
std::string FormatSeconds(double seconds) {
  const std::size_t micros = static_cast<std::size_t>(seconds * 1e6 + 0.5);
  const std::string rest = std::to_string(1'000'000 + micros % 1'000'000);
  return std::to_string(micros / 1'000'000) + '.' + rest.substr(1);
}

struct Totals {
  std::size_t tests = 0;
  std::size_t failures = 0;
  std::size_t errors = 0;
  double seconds = 0;

  void Add(const JunitSuite& suite) {
    for (const JunitCase& one : suite.cases) {
      ++tests;
      failures += one.outcome == JunitCase::Outcome::kFailed ? 1 : 0;
      errors += one.outcome == JunitCase::Outcome::kError ? 1 : 0;
      seconds += one.seconds;
    }
  }

  std::string Attributes() const {
    return Attribute("tests", std::to_string(tests)) +
           Attribute("failures", std::to_string(failures)) +
           Attribute("errors", std::to_string(errors)) +
           Attribute("time", FormatSeconds(seconds));
  }
};

// "./posts/a.case" as "posts.a".
std::string ClassName(std::string_view file) {
  if (file.ends_with(".case")) file.remove_suffix(5);
  file.remove_prefix(std::min(file.find_first_not_of("./"), file.size()));
  std::string name(file);
  std::replace(name.begin(), name.end(), '/', '.');
  return name;
}

std::string CaseXml(const JunitCase& one, std::string_view file) {
  std::string xml =
      "    <testcase" + Attribute("classname", ClassName(file)) +
      Attribute("name", one.name) + Attribute("file", file) +
      (one.line == 0 ? "" : Attribute("line", std::to_string(one.line))) +
      Attribute("time", FormatSeconds(one.seconds));
  if (one.outcome == JunitCase::Outcome::kPassed) return xml + "/>\n";
  const std::string kind =
      one.outcome == JunitCase::Outcome::kFailed ? "failure" : "error";
  return xml + ">\n      <" + kind + Attribute("message", one.message) + '>' +
         EscapeContent(one.details) + "</" + kind + ">\n    </testcase>\n";
}

}  // namespace

std::string JunitXml(std::span<const JunitSuite> suites) {
  Totals all;
  for (const JunitSuite& suite : suites) all.Add(suite);
  std::string xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites" +
                    Attribute("name", "unboil") + all.Attributes() + ">\n";
  for (const JunitSuite& suite : suites) {
    Totals own;
    own.Add(suite);
    xml += "  <testsuite" + Attribute("name", suite.file) + own.Attributes() +
           ">\n";
    for (const JunitCase& one : suite.cases) xml += CaseXml(one, suite.file);
    xml += "  </testsuite>\n";
  }
  return xml + "</testsuites>\n";
}

}  // namespace unboil
