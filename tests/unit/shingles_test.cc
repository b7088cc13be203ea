#include "corpus/shingles.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace unboil {
namespace {

using std::string_view_literals::operator""sv;

std::vector<std::uint64_t> ShinglesOf(std::string_view text) {
  return SortedShingles(HashWords(text));
}

ShingleMatch Match(std::string_view reference, std::string_view found) {
  return MatchShingles(ShinglesOf(reference), ShinglesOf(found));
}

std::vector<HashedWord> SortedWords(std::string_view text) {
  std::vector<HashedWord> words = HashWords(text);
  std::sort(words.begin(), words.end());
  return words;
}

// How long the words are: "the sea" is "3 3".
std::string WordLengths(std::string_view text) {
  std::string lengths;
  for (const HashedWord& word : HashWords(text)) {
    if (!lengths.empty()) lengths += ' ';
    lengths += std::to_string(word.chars);
  }
  return lengths;
}

// tests/cli compares with Python's re over all of Unicode.
TEST(ShinglesTest, WordsAreThoseOfPython) {
  struct Row {
    std::string_view text;
    std::string_view lengths;
  };
  const Row kRows[] = {
      {"", ""},
      {" .,;-\n", ""},
      {"the sea", "3 3"},
      {"it's 3.5 km", "2 1 1 1 2"},
      {"snake_case __x__", "10 5"},
      {"caf\u00E9 bar", "4 3"},
      {"cafe\u0301 bar", "4 3"},           // a mark ends the word
      {"e\u0301t\u00E9", "1 2"},           // and begins none
      {"\u0915\u093F\u0924", "1 1"},       // a vowel sign is a mark
      {"x\u00B2 \u00BD \u2167", "2 1 1"},  // superscript, fraction, numeral
      {"\u0663\u0664", "2"},               // Arabic digits
      {"\u6E2F\u306E\u8239\u3001\u6D77", "3 1"},
      {"\U00020000\U0001D7D8", "2"},
      {"a\u200Db\u00ADc", "1 1 1"},  // a joiner and a soft hyphen
      {"a\xFFz\xC3", "1 1"},
      {"a\0b"sv, "1 1"},
  };
  for (const Row& row : kRows) {
    EXPECT_EQ(WordLengths(row.text), row.lengths) << row.text;
  }
}

TEST(ShinglesTest, WordsAreEqualWhereTheirBytesAre) {
  const std::vector<HashedWord> words = HashWords("sea Sea, sea seas");
  EXPECT_EQ(words[0], words[2]);
  EXPECT_NE(words[0], words[1]);
  EXPECT_NE(words[0], words[3]);
}

TEST(ShinglesTest, AreRunsOfFourWords) {
  EXPECT_EQ(ShinglesOf("... !").size(), 0u);
  EXPECT_EQ(ShinglesOf("one").size(), 1u);
  EXPECT_EQ(ShinglesOf("one two three").size(), 1u);
  EXPECT_EQ(ShinglesOf("one two three four").size(), 1u);
  EXPECT_EQ(ShinglesOf("one two three four five six").size(), 3u);
  EXPECT_EQ(ShinglesOf("one, two; three\nfour"),
            ShinglesOf("one two three four"));
}

TEST(ShinglesTest, TellTextsApart) {
  const std::string_view texts[] = {
      "one",
      "one one",
      "one one one",
      "one one one one",
      "one two three four",
      "two one three four",
      "one two four three",
      "onetwo three four",
      "One two three four",
  };
  std::set<std::vector<std::uint64_t>> all;
  for (const std::string_view text : texts) all.insert(ShinglesOf(text));
  EXPECT_EQ(all.size(), std::size(texts));
}

TEST(ShinglesTest, AreCountedInBothTexts) {
  struct Row {
    std::string_view reference;
    std::string_view found;
    ShingleMatch match;
    double precision;
    double recall;
    double f1;
  };
  const Row kRows[] = {
      {"", "", {0, 0, 0}, 1, 1, 1},
      {"", "a b c d", {0, 1, 0}, 0, 0, 0},
      {"a b c d", "", {0, 0, 1}, 0, 0, 0},
      {"a b c d", "a b c d", {1, 0, 0}, 1, 1, 1},
      {"a b c d", "e f g h", {0, 1, 1}, 0, 0, 0},
      {"a b c d e", "a b c d", {1, 0, 1}, 1, 0.5, 2 / 3.0},
      {"a b c d", "x y a b c d", {1, 2, 0}, 1 / 3.0, 1, 0.5},
      // A run that stands twice in one text counts once where it stands once.
      {"a b c d", "a b c d a b c d", {1, 4, 0}, 0.2, 1, 1 / 3.0},
      {"a a a a a a", "a a a a a", {2, 0, 1}, 1, 2 / 3.0, 0.8},
  };
  for (const Row& row : kRows) {
    const ShingleMatch match = Match(row.reference, row.found);
    EXPECT_EQ(match, row.match) << row.reference << " / " << row.found;
    EXPECT_DOUBLE_EQ(Precision(match), row.precision) << row.found;
    EXPECT_DOUBLE_EQ(Recall(match), row.recall) << row.found;
    EXPECT_DOUBLE_EQ(F1(match), row.f1) << row.found;
  }
}

TEST(ShinglesTest, F1OfMeansIsHarmonic) {
  EXPECT_DOUBLE_EQ(F1(0, 0), 0);
  EXPECT_DOUBLE_EQ(F1(1, 1), 1);
  EXPECT_DOUBLE_EQ(F1(1, 0.5), 2 / 3.0);
}

TEST(ShinglesTest, LostCharsAreThoseOfMissingWords) {
  struct Row {
    std::string_view text;
    std::string_view rest;
    std::size_t chars;
  };
  const Row kRows[] = {
      {"", "", 0},
      {"the old sea", "sea, the old", 0},
      {"the old sea", "the sea", 3},
      {"the sea, the sea", "the sea", 6},
      {"caf\u00E9 \u6E2F\u8239", "", 6},
      {"sea", "the sea is", 0},  // what is new loses nothing
      {"seaside", "sea side", 7},
  };
  for (const Row& row : kRows) {
    EXPECT_EQ(LostChars(SortedWords(row.text), SortedWords(row.rest)),
              row.chars)
        << row.text << " / " << row.rest;
  }
}

TEST(ShinglesTest, SingleSpacedIsPythonsWhiteSpace) {
  struct Row {
    std::string_view text;
    std::string_view spaced;
  };
  const Row kRows[] = {
      {"", ""},
      {" \n\t", ""},
      {"  the \r\n sea ", "the sea"},
      {"a\u00A0\u3000b\u2028c\u0085", "a b c"},
      {"a\x1C\x1F"
       "b",
       "a b"},
      {"a\u200Bb", "a\u200Bb"},  // zero-width is not space
      {"a\xFF b\xE2", "a\xFF b\xE2"},
  };
  for (const Row& row : kRows) {
    EXPECT_EQ(SingleSpaced(row.text), row.spaced) << row.text;
  }
}

}  // namespace
}  // namespace unboil
