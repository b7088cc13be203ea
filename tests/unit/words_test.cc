#include "words.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <string_view>

namespace unboil {
namespace {

// The words of a key with spaces between.
std::string Split(std::string_view key) {
  Words words;
  const WordRange range = words.AddLine(key);
  std::string split;
  for (std::size_t i = range.begin; i < range.end; ++i) {
    if (i > 0) split += ' ';
    split += '<' + std::string(words.TextOf(i)) + '>';
  }
  return split;
}

TEST(WordsTest, Split) {
  struct Row {
    std::string_view key;
    std::string_view words;
  };
  const Row kRows[] = {
      {"it's late - 3 a.m.", "<it> <s> <late> <3> <a> <m>"},
      {"e\u0301te\u0301, 1984", "<e\u0301te\u0301> <1984>"},
      {"ещё раз", "<ещё> <раз>"},
      {"河水很高", "<河> <水> <很> <高>"},
      {"a河b", "<a> <河> <b>"},
      {"कैसे हो", "<कैसे> <हो>"},
      {"* * *", "<* * *>"},
      {"...", "<...>"},
      {"\uFFFDa\uFFFD", "<a>"},
  };
  for (const Row& row : kRows) {
    EXPECT_EQ(Split(row.key), row.words) << row.key;
  }
}

TEST(WordsTest, KnowTheirLine) {
  Words words;
  const std::string_view first = "one two";
  const std::string_view second = "* * *";
  const std::string_view third = "two one";
  EXPECT_EQ(words.AddLine(first).size(), 2u);
  EXPECT_EQ(words.AddLine(second).size(), 1u);
  const WordRange range = words.AddLine(third);
  EXPECT_EQ(range.begin, 3u);
  EXPECT_EQ(range.end, 5u);
  EXPECT_EQ(words.LineOf(1), 0u);
  EXPECT_EQ(words.LineOf(2), 1u);
  EXPECT_EQ(words.LineOf(4), 2u);
  EXPECT_EQ(words.hash(0), words.hash(4));
  EXPECT_NE(words.hash(0), words.hash(1));
}

TEST(WordsTest, HashesTellApart) {
  std::set<std::uint64_t> hashes;
  std::string bytes;
  for (int i = 0; i < 40; ++i) {
    hashes.insert(HashBytes(bytes));
    bytes += '\0';
  }
  for (int i = 0; i < 1000; ++i) hashes.insert(HashBytes(std::to_string(i)));
  EXPECT_EQ(hashes.size(), 1040u);
}

}  // namespace
}  // namespace unboil
