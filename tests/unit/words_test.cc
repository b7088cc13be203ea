#include "words.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <iterator>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "chars.h"

namespace unboil {
namespace {

// Words of lines that stand one behind the other, as keys do.
struct Text {
  explicit Text(const std::vector<std::string>& keys) {
    for (const std::string& key : keys) {
      const std::size_t begin = all.size();
      all += key;
      ranges.push_back({static_cast<std::uint32_t>(begin),
                        static_cast<std::uint32_t>(all.size())});
    }
    words.Assign(all, ranges);
  }

  std::string all;
  std::vector<KeyRange> ranges;
  Words words;
};

// The words with spaces between.
std::string Split(const Words& words) {
  std::string split;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) split += ' ';
    split += '<' + std::string(words.TextOf(i)) + '>';
  }
  return split;
}

std::string Split(std::string_view key) {
  return Split(Text({std::string(key)}).words);
}

void AppendUtf8(char32_t c, std::string* text) {
  const auto append = [text](char32_t byte) {
    *text += static_cast<char>(static_cast<unsigned char>(byte));
  };
  if (c < 0x80) {
    append(c);
  } else if (c < 0x800) {
    append(0xC0 | c >> 6);
    append(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    append(0xE0 | c >> 12);
    append(0x80 | (c >> 6 & 0x3F));
    append(0x80 | (c & 0x3F));
  } else {
    append(0xF0 | c >> 18);
    append(0x80 | (c >> 12 & 0x3F));
    append(0x80 | (c >> 6 & 0x3F));
    append(0x80 | (c & 0x3F));
  }
}

// The words of one line, found character by character.
void AppendPlainly(std::string_view key, std::vector<std::string>* words) {
  const std::size_t before = words->size();
  std::string word;
  const auto finish = [&] {
    if (!word.empty()) words->push_back(word);
    word.clear();
  };
  for (std::size_t at = 0; at < key.size();) {
    const std::size_t begin = at;
    const char32_t c = DecodeUtf8(key, &at);
    const bool alone = IsUnspacedScript(c);
    if (!IsWordChar(c) || alone) finish();
    if (IsWordChar(c)) word += key.substr(begin, at - begin);
    if (alone) finish();
  }
  finish();
  if (words->size() == before) words->push_back(std::string(key));
}

void ExpectLikePlain(const std::vector<std::string>& lines) {
  const Text text(lines);
  std::vector<std::string> plain;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    ASSERT_EQ(text.words.WordsOf(i).begin, plain.size());
    AppendPlainly(lines[i], &plain);
    ASSERT_EQ(text.words.WordsOf(i).end, plain.size());
  }
  ASSERT_EQ(text.words.size(), plain.size());
  for (std::size_t i = 0; i < plain.size(); ++i) {
    ASSERT_EQ(text.words.TextOf(i), plain[i]) << i;
    ASSERT_EQ(text.words.AreEqual(i, i / 2), plain[i] == plain[i / 2]) << i;
    ASSERT_TRUE(plain[i] != plain[i / 2] ||
                text.words.StartOf(i) == text.words.StartOf(i / 2))
        << i;
  }
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
  const Text text({"one two", "* * *", "two one"});
  const Words& words = text.words;
  EXPECT_EQ(words.lines(), 3u);
  EXPECT_EQ(words.WordsOf(0).size(), 2u);
  EXPECT_EQ(words.WordsOf(1).size(), 1u);
  EXPECT_EQ(words.WordsOf(2).begin, 3u);
  EXPECT_EQ(words.WordsOf(2).end, 5u);
  EXPECT_EQ(words.LineOf(1), 0u);
  EXPECT_EQ(words.LineOf(2), 1u);
  EXPECT_EQ(words.LineOf(4), 2u);
  EXPECT_EQ(words.HashOf(0), words.HashOf(4));
  EXPECT_NE(words.HashOf(0), words.HashOf(1));
}

TEST(WordsTest, LinesMayLieApart) {
  const std::string text = "one twothree four";
  const KeyRange lines[] = {{0, 7}, {12, 17}};
  Words words;
  words.Assign(text, lines);
  EXPECT_EQ(Split(words), "<one> <two> <four>");
  words.Assign(text, {});
  EXPECT_EQ(words.size(), 0u);
}

TEST(WordsTest, EqualOnlyIfEveryByteIs) {
  const Text text({"unbelievable unbelievably unbelievable unb unbe", "unb"});
  EXPECT_TRUE(text.words.AreEqual(0, 2));
  EXPECT_FALSE(text.words.AreEqual(0, 1));
  EXPECT_EQ(text.words.StartOf(0), text.words.StartOf(1));
  EXPECT_FALSE(text.words.AreEqual(3, 4));
  EXPECT_FALSE(text.words.AreEqual(0, 3));
  EXPECT_TRUE(text.words.AreEqual(3, 5));
}

// Characters that the loops over bytes know must be what chars.h calls them.
TEST(WordsTest, EveryCharacterIsReadAsThePlainWayDoes) {
  std::vector<std::string> lines;
  std::string line;
  for (char32_t c = 1; c < 0x33000; ++c) {
    if (c >= 0xD800 && c < 0xE000) continue;
    line += 'a';
    AppendUtf8(c, &line);
    if (c % 3 == 0) line += "b ";
    if (c % 97 != 0) continue;
    lines.push_back(line);
    line.clear();
  }
  ExpectLikePlain(lines);
}

TEST(WordsTest, RandomTextIsReadAsThePlainWayDoes) {
  constexpr std::string_view kPieces[] = {"a",
                                          "of",
                                          "word",
                                          "verylongcompoundword",
                                          " ",
                                          " ",
                                          ", ",
                                          "-",
                                          "...",
                                          "\u00FC",
                                          "\u00E9t\u00E9",
                                          "\u00D7",
                                          "\u043C\u0438\u0440",
                                          "\u6CB3",
                                          "\u6C34\u9AD8",
                                          "\u3002",
                                          "\u0E19\u0E49",
                                          "\u2022",
                                          "\uFFFD",
                                          "7"};
  std::mt19937 random(7);
  for (int round = 0; round < 3000; ++round) {
    std::vector<std::string> lines(1 + random() % 12);
    for (std::string& line : lines) {
      const unsigned pieces = 1 + random() % (round % 7 == 0 ? 60 : 9);
      const bool wordless = random() % 9 == 0;
      for (unsigned i = 0; i < pieces; ++i) {
        line += wordless ? "* " : kPieces[random() % std::size(kPieces)];
      }
    }
    ExpectLikePlain(lines);
    if (HasFatalFailure()) FAIL() << testing::PrintToString(lines);
  }
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
