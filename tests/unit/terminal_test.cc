#include "cli/terminal.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace unboil {
namespace {

// A terminal that nobody looks at.
class Terminal {
 public:
  Terminal() : master_(posix_openpt(O_RDWR | O_NOCTTY)) {
    if (master_ < 0 || grantpt(master_) != 0 || unlockpt(master_) != 0) return;
    descriptor_ = open(ptsname(master_), O_RDWR | O_NOCTTY);
  }
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;
  ~Terminal() {
    close(descriptor_);
    close(master_);
  }

  int descriptor() const { return descriptor_; }

  void SetColumns(unsigned short columns) {
    winsize size = {};
    size.ws_row = 24;
    size.ws_col = columns;
    ioctl(descriptor_, TIOCSWINSZ, &size);
  }

 private:
  int master_;
  int descriptor_ = -1;
};

// Sets or unsets a variable until it goes out of scope.
class Variable {
 public:
  Variable(const char* name, const char* value) : name_(name) {
    const char* old = std::getenv(name);
    if (old != nullptr) old_ = old;
    Set(value);
  }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;
  ~Variable() { Set(old_ ? old_->c_str() : nullptr); }

 private:
  void Set(const char* value) {
    if (value != nullptr) {
      setenv(name_, value, 1);
    } else {
      unsetenv(name_);
    }
  }

  const char* name_;
  std::optional<std::string> old_;
};

TEST(UseColor, AsksTheTerminalAndTheEnvironment) {
  const Terminal terminal;
  ASSERT_GE(terminal.descriptor(), 0);
  struct Row {
    const char* term;
    const char* no_color;
    bool automatic;
  };
  constexpr Row kRows[] = {
      {"xterm", nullptr, true}, {"xterm", "", true},  {"xterm", "0", false},
      {"dumb", nullptr, false}, {"", nullptr, false}, {nullptr, nullptr, false},
  };
  for (const Row& row : kRows) {
    const Variable term("TERM", row.term);
    const Variable no_color("NO_COLOR", row.no_color);
    EXPECT_EQ(UseColor(ColorWhen::kAuto, terminal.descriptor()), row.automatic);
    EXPECT_TRUE(UseColor(ColorWhen::kAlways, terminal.descriptor()));
    EXPECT_FALSE(UseColor(ColorWhen::kNever, terminal.descriptor()));
  }
}

TEST(UseColor, IsNotForPipesAndFiles) {
  const Variable term("TERM", "xterm");
  const Variable no_color("NO_COLOR", nullptr);
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  EXPECT_FALSE(UseColor(ColorWhen::kAuto, ends[1]));
  EXPECT_TRUE(UseColor(ColorWhen::kAlways, ends[1]));
  EXPECT_EQ(TerminalColumns(ends[1]), 0u);
  close(ends[0]);
  close(ends[1]);
}

TEST(TerminalColumns, AsksTheTerminalThenTheEnvironment) {
  Terminal terminal;
  ASSERT_GE(terminal.descriptor(), 0);
  const std::pair<const char*, std::size_t> kRows[] = {
      {"132", 132}, {nullptr, 80}, {"", 80}, {"0", 80}, {"-5", 80}, {"12x", 80},
  };
  for (const auto& [value, columns] : kRows) {
    const Variable variable("COLUMNS", value);
    terminal.SetColumns(0);
    EXPECT_EQ(TerminalColumns(terminal.descriptor()), columns);
    terminal.SetColumns(100);
    EXPECT_EQ(TerminalColumns(terminal.descriptor()), 100u);
  }
}

TEST(AppendStyled, ClosesWhatItOpens) {
  std::string out;
  AppendStyled(kSgrStruckRed, "gone", &out);
  AppendStyled("", "plain", &out);
  AppendStyled(kSgrBold, "", &out);
  EXPECT_EQ(out, "\x1B[9;31mgone\x1B[mplain");
}

TEST(EscapeForTerminal, LetsNoControlCharacterThrough) {
  const std::pair<const char*, const char*> kRows[] = {
      {"plain text", "plain text"},
      {"\u00FC \u6F22 \U0001F600", "\u00FC \u6F22 \U0001F600"},
      {"a\\b", "a\\\\b"},
      {"\x1B[31m", "\\x1B[31m"},
      {"\x07\x08\x7F\r", "\\x07\\x08\\x7F\\r"},
      {"\u009B31m", "\\xC2\\x9B31m"},
      {"\x9B\xFF", "\\x9B\\xFF"},
      {"\u202A\u202E", "\\xE2\\x80\\xAA\\xE2\\x80\\xAE"},
      {"\u2066\u2069", "\\xE2\\x81\\xA6\\xE2\\x81\\xA9"},
      {"\u2028\uFEFF", "\\xE2\\x80\\xA8\\xEF\\xBB\\xBF"},
      {"a\tb", "a       b"},
      {"1234567\tb", "1234567 b"},
      {"a ", "a\\s"},
      {"a\t", "a\\x09"},
  };
  for (const auto& [text, shown] : kRows) {
    EXPECT_EQ(EscapeForTerminal(text), shown);
  }
}

// The rows of a line, between bars: "one|two".
std::string Rows(std::string_view line, std::size_t width) {
  std::string rows;
  for (std::size_t at = 0; at < line.size();) {
    const Row row = NextRow(line, at, width);
    EXPECT_GT(row.next, at);
    EXPECT_GE(row.next, row.end);
    rows += (at == 0 ? "" : "|") + std::string(line.substr(at, row.end - at));
    at = row.next;
  }
  return rows;
}

TEST(NextRow, BreaksAtSpacesElseAnywhere) {
  struct Case {
    const char* line;
    std::size_t width;
    const char* rows;
  };
  constexpr Case kCases[] = {
      {"one two three", 0, "one two three"},
      {"one two three", 13, "one two three"},
      {"one two three", 12, "one two|three"},
      {"one two three", 7, "one two|three"},
      {"one two three", 6, "one|two|three"},
      {"one two three", 4, "one|two|thre|e"},
      {"one    two", 4, "one|two"},   // spaces between rows are not shown
      {"  one two", 5, "  one|two"},  // but those that indent are
      {"          x", 4, "    |    |  x"},
      {"one\u00A0two three", 8, "one\u00A0two|three"},
      // Wide characters take two columns and need no space.
      {"\u6F22\u5B57\u6F22\u5B57", 4, "\u6F22\u5B57|\u6F22\u5B57"},
      {"\u6F22\u5B57\u6F22", 5, "\u6F22\u5B57|\u6F22"},
      {"a \u6F22\u5B57\u6F22", 6, "a \u6F22\u5B57|\u6F22"},
      {"\u6F22ab", 3, "\u6F22|ab"},
      // A mark stays with its letter, and takes no column.
      {"e\u0301e\u0301e\u0301", 2, "e\u0301e\u0301|e\u0301"},
      {"\u6F22\u0301\u6F22", 2, "\u6F22\u0301|\u6F22"},
      // An escape is one piece; a row that cannot hold it is too long.
      {"ab\x1B"
       "cd",
       5,
       "ab|\x1B"
       "c|d"},
      {"\x1B\x1B", 2, "\x1B|\x1B"},
      {"\u6F22\u6F22", 1, "\u6F22|\u6F22"},
      {"a\tb", 9, "a\tb"},
      {"a\tb", 8, "a|b"},
  };
  for (const Case& row : kCases) {
    EXPECT_EQ(Rows(row.line, row.width), row.rows) << row.width;
  }
}

TEST(NextRow, CountsItsColumns) {
  EXPECT_EQ(NextRow("one two", 0, 5).columns, 3u);
  EXPECT_EQ(NextRow("\u6F22e\u0301\x1B", 0, 0).columns, 7u);
  EXPECT_EQ(NextRow("a\tb", 0, 0).columns, 9u);
}

TEST(NextRow, TakesLinearTimeForMarksAndSpaces) {
  std::string line = "word";
  for (int i = 0; i < 200'000; ++i) line += "\u0301";
  line += std::string(200'000, ' ');
  for (int i = 0; i < 50'000; ++i) line += "w \u0301\t";
  std::size_t rows = 0;
  for (std::size_t at = 0; at < line.size(); ++rows) {
    at = NextRow(line, at, 20).next;
  }
  EXPECT_GT(rows, 1000u);
}

}  // namespace
}  // namespace unboil
