#include "chars.h"

#include <gtest/gtest.h>
#include <unicode/uchar.h>

#include <sstream>
#include <string>
#include <string_view>

namespace unboil {
namespace {

using std::string_view_literals::operator""sv;

// The code points of `text` and the bytes they took: "61/1 20ac/3".
std::string Decode(std::string_view text) {
  std::ostringstream out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = DecodeUtf8(text, &at);
    if (begin > 0) out << ' ';
    out << std::hex << static_cast<unsigned>(c) << '/' << at - begin;
  }
  return out.str();
}

TEST(CharsTest, DecodesUtf8) {
  struct Row {
    std::string_view text;
    std::string_view decoded;
  };
  const Row kRows[] = {
      {"", ""},
      {"a\0"sv, "61/1 0/1"},
      {"é€😀", "e9/2 20ac/3 1f600/4"},
      {"\uFFFD", "fffd/3"},
      {"\x80x", "fffd/1 78/1"},
      {"\xC3", "fffd/1"},
      {"\xC3x", "fffd/1 78/1"},
      {"\xE2\x82", "fffd/1 fffd/1"},
      {"\xF0\x9F\x98", "fffd/1 fffd/1 fffd/1"},
      {"\xC0\x80", "fffd/1 fffd/1"},                        // overlong
      {"\xED\xA0\x80", "fffd/1 fffd/1 fffd/1"},             // surrogate
      {"\xF4\x90\x80\x80", "fffd/1 fffd/1 fffd/1 fffd/1"},  // beyond Unicode
      {"\xFF\xFE", "fffd/1 fffd/1"},
  };
  for (const Row& row : kRows) {
    EXPECT_EQ(Decode(row.text), row.decoded)
        << testing::PrintToString(row.text);
  }
}

TEST(CharsTest, CountsCodePoints) {
  EXPECT_EQ(CountCodePoints(""), 0u);
  EXPECT_EQ(CountCodePoints("abc"), 3u);
  EXPECT_EQ(CountCodePoints("a\u0301é€😀"), 5u);
}

TEST(CharsTest, SpacesAreUnicodeWhiteSpace) {
  for (UChar32 c = 0; c < 0x110000; ++c) {
    EXPECT_EQ(IsSpace(static_cast<char32_t>(c)), u_isUWhiteSpace(c) != 0) << c;
  }
}

TEST(CharsTest, WordCharsAreLettersDigitsAndMarks) {
  for (UChar32 c = 0; c < 0x110000; ++c) {
    const uint32_t word = U_GC_L_MASK | U_GC_N_MASK | U_GC_M_MASK;
    EXPECT_EQ(IsWordChar(static_cast<char32_t>(c)),
              (U_GET_GC_MASK(c) & word) != 0)
        << c;
  }
}

TEST(CharsTest, KnowsScriptsWithoutSpaces) {
  for (char32_t c : U"河のガーกຂကខ々〇𠀀") {
    if (c != 0) {
      EXPECT_TRUE(IsUnspacedScript(c)) << static_cast<unsigned>(c);
    }
  }
  for (char32_t c : U"aéЖאعहᏣ한1.。") {
    EXPECT_FALSE(IsUnspacedScript(c)) << static_cast<unsigned>(c);
  }
}

TEST(CharsTest, KnowsWideCharacters) {
  for (char32_t c : {U'河', U'の', U'한', U'Ａ', U'。', U'😀'}) {
    EXPECT_TRUE(IsWide(c)) << static_cast<unsigned>(c);
  }
  for (char32_t c : {U'a', U'é', U'ж', U'ｱ', U'ก'}) {
    EXPECT_FALSE(IsWide(c)) << static_cast<unsigned>(c);
  }
}

TEST(FirstCodePointsTest, CountsCodePointsAndBadBytes) {
  EXPECT_EQ(FirstCodePoints("abc", 2), "ab");
  EXPECT_EQ(FirstCodePoints("abc", 9), "abc");
  EXPECT_EQ(FirstCodePoints("", 1), "");
  EXPECT_EQ(FirstCodePoints("\u00e9\u6f22!", 2), "\u00e9\u6f22");
  EXPECT_EQ(FirstCodePoints("\xff\xc3z", 2), "\xff\xc3");
}

}  // namespace
}  // namespace unboil
