#include "line_kind.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "chars.h"
#include "fold.h"
#include "words.h"

namespace unboil {
namespace {

struct Line {
  std::string key;
  std::size_t chars;
  std::size_t words;
  LineKind kind;
};

Line Examine(std::string_view content) {
  Line line;
  line.key = Fold(content);
  line.chars = CountCodePoints(line.key);
  const KeyRange whole = {0, static_cast<std::uint32_t>(line.key.size())};
  Words words;
  words.Assign(line.key, {&whole, 1});
  line.words = words.size();
  line.kind = KindOfLine(content, line.key, line.chars, line.words);
  return line;
}

std::string_view NameOf(LineKind kind) {
  constexpr std::string_view kNames[] = {
      "prose", "short", "list", "table", "speaker", "code", "separator"};
  return kNames[static_cast<std::size_t>(kind)];
}

TEST(LineKindTest, Table) {
  struct Row {
    std::string_view kind;
    std::string_view content;
  };
  const Row kRows[] = {
      {"prose", "The old bridge over the river stands as it always has stood."},
      {"prose", "Старый мост над рекой стоит так, как он всегда здесь стоял."},
      {"prose", "河上的老桥还像从前一样立在那里，没有人问它为什么这么高。"},
      {"short", "The old bridge"},
      {"short", "河上的老桥"},
      {"short", "Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"},
      {"list", "- Mended the gate."},
      {"list", "* Mended the gate."},
      {"list", "• Mended the gate."},
      {"list", "3. Mended the gate."},
      {"list", "(b) Mended the gate."},
      {"list", "[12] A book about bridges"},
      {"list", "> as you wrote"},
      {"short", "-5 degrees"},
      {"short", "1984. "},
      {"table", "| Mon | 8:00 | yes |"},
      {"table", "Mon\t8:00\tyes"},
      {"table", "1,river,12,yes"},
      {"table", "a;b;c;d;e"},
      {"short", "1,5 and 2,5 and 3,5"},
      {"speaker", "ANNA: I never said that."},
      {"speaker", "<anna> hello"},
      {"speaker", "[12:30] anna came in"},
      {"speaker", "12.30 The vote"},
      {"short", "What (he said): nothing"},
      {"code", "if (x == 1) {"},
      {"code", "return f(x);"},
      {"code", "#include <vector>;"},
      {"separator", "* * *"},
      {"separator", "-----"},
      {"separator", "…"},
  };
  for (const Row& row : kRows) {
    EXPECT_EQ(NameOf(Examine(row.content).kind), row.kind) << row.content;
  }
}

TEST(LineKindTest, EndsSentence) {
  for (std::string_view text :
       {"So it is.", "So it is!", "Is it?", "“So it is.”", "(So it is.)",
        "So it is.[12]", "So it is.12", "就是这样。", "「就是这样。」",
        "Так ли это?!", "ऐसा ही है।", "هل هذا؟", "So it is…"}) {
    EXPECT_TRUE(EndsSentence(Fold(text))) << text;
  }
  for (std::string_view text :
       {"", "So it is", "So it is,", "So it is:", "(So it is)", "12", "[12]",
        "就是这样", "So it is.1234"}) {
    EXPECT_FALSE(EndsSentence(Fold(text))) << text;
  }
}

TEST(LineKindTest, EndsInEllipsis) {
  struct Row {
    std::string_view text;
    std::string_view rest;
  };
  const Row kRows[] = {
      {"the bank raised...", "the bank raised"},
      {"the bank raised, ...", "the bank raised"},
      {"the bank raised [...]", "the bank raised"},
      {"the bank raised ( ... )", "the bank raised"},
      {"...", ""},
      {"the bank raised [more]", "none"},
      {"the bank raised ...]", "none"},
      {"the bank raised..", "none"},
      {"", "none"},
  };
  for (const Row& row : kRows) {
    std::string_view rest = "none";
    EndsInEllipsis(row.text, &rest);
    EXPECT_EQ(rest, row.rest) << row.text;
  }
}

TEST(LineKindTest, HeadlineLike) {
  const auto is_headline = [](std::string_view content) {
    const Line line = Examine(content);
    return IsHeadlineLike(line.key, line.chars, line.words, line.kind);
  };
  for (std::string_view text :
       {"The river rises", "Why does the river rise?", "Мост закрыт на ремонт",
        "河上的老桥今天早上关闭了", "Mayor: river rises"}) {
    EXPECT_TRUE(is_headline(text)) << text;
  }
  for (std::string_view text :
       {"River", "A river", "Bridgebuilders", "The river rises.",
        "The river rises:", "- The river rises", "| the | river | rises |",
        "* * * * * * * *"}) {
    EXPECT_FALSE(is_headline(text)) << text;
  }
  EXPECT_FALSE(is_headline(std::string(221, 'a') + " b"));
}

}  // namespace
}  // namespace unboil
