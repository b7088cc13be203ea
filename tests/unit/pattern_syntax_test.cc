#include "pattern_syntax.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <string_view>

namespace unboil {
namespace {

TEST(IsPlain, IsALineOfText) {
  for (const std::string_view pattern :
       {"view original", "^view original$", R"(^\* 3\.5 \(new\)$)", "a.b", "^",
        "größe", "原文", R"(^\d+ \w*s?$)", "a{2}b{2,}c{2,30}.{0,40}", "ö?"}) {
    EXPECT_TRUE(IsPlain(pattern)) << pattern;
  }
  for (const std::string_view pattern :
       {"(a)",    "[a]",     "a|b",       R"(\pL)",  R"(\xZ)", R"(\)",
        R"(\ä)",  "*a",      "+",         "^*",      "a**",    "a+?",
        "a{3,2}", "a{1000}", "a{1,1000}", "a{",      "a{,2}",  "a{2",
        "a{2,3",  "{2}",     "a}",        "a{2}{2}", "a{2}*"}) {
    EXPECT_FALSE(IsPlain(pattern)) << pattern;
  }
}

TEST(IsPlain, HasAnEnd) {
  EXPECT_TRUE(IsPlain(std::string(1000, '.')));
  EXPECT_FALSE(IsPlain(std::string(1001, '.')));
  EXPECT_TRUE(IsPlain(".{0,500}.{498}"));
  EXPECT_FALSE(IsPlain(".{0,500}.{499}"));
}

TEST(IsPlain, IsAcceptedByRE2) {
  constexpr std::string_view kPieces[] = {
      "a", "\\", "^",  "$", ".", "{", "}", "(", ")", "[",  "]", "*",
      "+", "?",  "|",  "-", "/", ":", "#", "&", "'", "\"", "!", ",",
      "<", "é",  "文", "1", "d", "Q", "E", "z", "p", "x",  "C"};
  std::mt19937 random(1);
  int plain = 0;
  for (int i = 0; i < 200000; ++i) {
    std::string pattern;
    for (std::size_t length = random() % 6; length > 0; --length) {
      pattern += kPieces[random() % std::size(kPieces)];
    }
    if (!IsPlain(pattern)) continue;
    ++plain;
    EXPECT_TRUE(RE2(pattern, PatternOptions()).ok()) << pattern;
  }
  EXPECT_GT(plain, 10000);
}

// As many as may be, of what RE2 needs most memory for.
TEST(IsPlain, LeavesRE2EnoughMemory) {
  std::string repeats;
  for (int i = 0; i < 10; ++i) repeats += ".{0,99}";
  for (const std::string& pattern :
       {std::string(1000, '.'), repeats, std::string(".{999}"),
        std::string(".{0,999}")}) {
    EXPECT_TRUE(IsPlain(pattern));
    RE2::Options options = PatternOptions();
    options.set_max_mem(options.max_mem() / 10);
    EXPECT_TRUE(RE2(pattern, options).ok());
  }
}

}  // namespace
}  // namespace unboil
