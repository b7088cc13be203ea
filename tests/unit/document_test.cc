#include "document.h"

#include <gtest/gtest.h>

#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "chars.h"
#include "fold.h"

namespace unboil {
namespace {

using std::string_literals::operator""s;

// Lines as "[begin,end)next key", one a line.
std::string Lines(std::string_view text) {
  Document document;
  document.Parse(text);
  std::string lines;
  for (std::size_t i = 0; i < document.lines().size(); ++i) {
    const Line& line = document.lines()[i];
    lines += '[' + std::to_string(line.begin) + ',' + std::to_string(line.end) +
             ')' + std::to_string(line.next) + ' ' +
             std::string(document.Key(i)) + '\n';
  }
  return lines;
}

// The keys of paragraphs of more than one line, each in brackets, and the
// numbers of the others' lines.
std::string Paragraphs(std::string_view text) {
  Document document;
  document.Parse(text);
  std::string paragraphs;
  for (const Paragraph& paragraph : document.paragraphs()) {
    if (!paragraphs.empty()) paragraphs += ' ';
    paragraphs += paragraph.last - paragraph.first == 1
                      ? std::to_string(paragraph.first)
                      : '[' + std::string(document.Key(paragraph)) + ']';
  }
  return paragraphs;
}

TEST(DocumentTest, CutsLines) {
  struct Row {
    std::string text;
    std::string lines;
  };
  const Row kRows[] = {
      {"", ""},
      {"\n", ""},
      {" \t\n\u200B\r\n\u00A0", ""},
      {"One", "[0,3)3 one\n"},
      {"One\n", "[0,3)4 one\n"},
      {"Title\r\n\r\nFirst line.\n", "[0,5)7 title\n[9,20)21 first line.\n"},
      {"a\rb", "[0,3)3 a b\n"},
      {"a\r\r\nb", "[0,2)4 a\n[4,5)5 b\n"},
      {"a\v\f\u0085\u2028b\n", "[0,9)10 a b\n"},
      {"\n  a\n", "[1,4)5 a\n"},
      {"\uFEFFa\n", "[3,4)5 a\n"},
      {"\uFEFF\nb", "[4,5)5 b\n"},
      {"\uFEFF", ""},
      {"a\n\uFEFFb", "[0,1)2 a\n[2,6)6 b\n"},
      {"a\0b\n"s, "[0,3)4 a\0b\n"s},
      {"\xFF\n", "[0,1)2 \uFFFD\n"},
  };
  for (const Row& row : kRows) {
    EXPECT_EQ(Lines(row.text), row.lines) << testing::PrintToString(row.text);
  }
}

TEST(DocumentTest, CountsFoldedCodePoints) {
  Document document;
  document.Parse("  Ünï…  \n\nﬁ\n");
  EXPECT_EQ(document.lines()[0].chars, 6u);
  EXPECT_EQ(document.lines()[1].chars, 2u);
  EXPECT_EQ(document.chars(), 8u);
}

TEST(DocumentTest, KnowsWhereBlankLinesStand) {
  Document document;
  document.Parse("a\n \nb\nc\n\n");
  EXPECT_TRUE(document.BlankAfter(0));
  EXPECT_FALSE(document.BlankAfter(1));
  EXPECT_TRUE(document.BlankAfter(2));
  document.Parse("a\n");
  EXPECT_FALSE(document.BlankAfter(0));
}

TEST(DocumentTest, ForgetsTheDocumentBefore) {
  Document document;
  document.Parse("one\ntwo\n");
  document.Parse("three");
  ASSERT_EQ(document.lines().size(), 1u);
  ASSERT_EQ(document.paragraphs().size(), 1u);
  EXPECT_EQ(document.Key(0), "three");
  EXPECT_EQ(document.chars(), 5u);
}

TEST(DocumentTest, JoinsWrappedLines) {
  const std::string wide = "the old bridge over the river stands as it always";
  const std::string next = "stood, and nobody asks why it was built so high.";
  EXPECT_EQ(Paragraphs(wide + " has\n" + next),
            "[" + wide + " has " + next + "]");
  struct Row {
    std::string why_not;
    std::string text;
  };
  const Row kRows[] = {
      {"a blank line", wide + " has\n\n" + next},
      {"the sentence ends", wide + ".\n" + next},
      {"too narrow", "the old bridge\n" + next},
      {"too wide", wide + ' ' + wide + ' ' + wide + '\n' + next},
      {"the next is too wide",
       wide + " has\n" + next + ' ' + next + ' ' + next},
      {"the next word would have fitted",
       wide + " did\na " + next + " All the boats wait for it."},
  };
  for (const Row& row : kRows) {
    EXPECT_EQ(Paragraphs(row.text), "0 1") << row.why_not;
  }
}

TEST(DocumentTest, JoinsScriptsWithoutSpacesWithoutOne) {
  std::string line;
  for (int i = 0; i < 13; ++i) line += "河水";
  EXPECT_EQ(Paragraphs(line + '\n' + "很高。"), "[" + line + "很高。]");
  EXPECT_EQ(Paragraphs(line + '\n' + "a."), "[" + line + " a.]");
}

// Everything that can be asked of keys, of an empty document too.
void CheckKeys(const Document& document) {
  const std::string_view keys = document.keys();
  const char* const margin = keys.data() - Document::kKeyMargin;
  for (std::size_t i = 0; i < Document::kKeyMargin; ++i) {
    EXPECT_EQ(margin[i], '\0');
    EXPECT_EQ(keys.data()[keys.size() + i], '\0');
  }
  std::string expected;
  for (std::size_t i = 0; i < document.lines().size(); ++i) {
    EXPECT_EQ(document.key_begins()[i], expected.size());
    expected += document.Key(i);
  }
  ASSERT_EQ(document.key_begins().size(), document.lines().size() + 1);
  EXPECT_EQ(document.key_begins().back(), expected.size());
  for (const Paragraph& paragraph : document.paragraphs()) {
    if (paragraph.last - paragraph.first == 1) {
      EXPECT_EQ(document.Key(paragraph), document.Key(paragraph.first));
    } else {
      EXPECT_EQ(paragraph.key_begin, expected.size());
      expected += document.Key(paragraph);
    }
  }
  EXPECT_EQ(keys, expected);
}

TEST(DocumentTest, HasAllKeysInOneBufferBetweenZeros) {
  const std::string wrapped =
      "The old bridge over the river stands where it always\n"
      "stood, and nobody asks why it was built so high.\n";
  const std::string texts[] = {
      "",      "\n \n",
      "a",     "One\n\nTwo\n",
      wrapped, "Title\n" + wrapped + "\n" + wrapped + "End"};
  Document document;
  for (const std::string& text : texts) {
    document.Parse(text);
    CheckKeys(document);
  }
}

// U+FDFA is three bytes, and 33 when it is folded: more than the buffer has.
TEST(DocumentTest, TakesTextThatGrows) {
  std::string text;
  std::string keys;
  for (int i = 0; i < 2000; ++i) {
    text += "\uFDFA\uFDFA\nA\u0301\n";
    keys += Fold("\uFDFA\uFDFA") + Fold("A\u0301");
  }
  Document document;
  document.Parse(text);
  EXPECT_EQ(document.keys(), keys);
  CheckKeys(document);
}

TEST(DocumentTest, KeysAreTheFoldsOfLines) {
  const std::string pieces[] = {"Word ", "  ", "ÄÖ",   "\u0301",
                                "\t",    "。", "\xFF", "LONGER WORDS, plain ",
                                "\r",    "“"};
  std::mt19937 random(5);
  for (int i = 0; i < 3000; ++i) {
    std::string text;
    std::vector<std::string> keys;
    for (std::size_t line = random() % 6; line > 0; --line) {
      std::string content;
      for (std::size_t piece = random() % 9; piece > 0; --piece) {
        content += pieces[random() % std::size(pieces)];
      }
      if (!Fold(content).empty()) keys.push_back(Fold(content));
      text += content + (random() % 2 == 0 ? "\n" : "\r\n");
    }
    Document document;
    document.Parse(text);
    ASSERT_EQ(document.lines().size(), keys.size());
    for (std::size_t line = 0; line < keys.size(); ++line) {
      ASSERT_EQ(document.Key(line), keys[line]);
      ASSERT_EQ(document.lines()[line].chars, CountCodePoints(keys[line]));
    }
  }
}

}  // namespace
}  // namespace unboil
