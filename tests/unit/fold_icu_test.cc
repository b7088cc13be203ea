// The fold from tables is ICU's fold, and the way back ICU's record of edits.

#include <gtest/gtest.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "chars.h"
#include "fold.h"
#include "fold_by_icu.h"

namespace unboil {
namespace {

bool IsSurrogate(char32_t c) { return c >= 0xD800 && c < 0xE000; }

std::string Utf8(char32_t c) {
  char bytes[4];
  return std::string(bytes, EncodeUtf8(c, bytes));
}

// Bytes that a terminal can show.
std::string Shown(std::string_view text) {
  return testing::PrintToString(std::string(text));
}

// Counts what differs and shows the first few.
class Comparison {
 public:
  ~Comparison() { EXPECT_EQ(different_, 0u) << shown_; }

  void Key(const std::string& text) {
    const std::string key = Fold(text);
    const std::string expected = FoldByIcu(text).key;
    if (key != expected) Report(text, key, expected);
  }

  void KeyAndMap(const std::string& text) {
    Key(text);
    const MappedFold fold = FoldWithMap(text);
    const MappedFold expected = FoldByIcu(text);
    if (fold.key != expected.key || fold.source != expected.source) {
      Report(text, fold.key + Places(fold), expected.key + Places(expected));
    }
  }

 private:
  static std::string Places(const MappedFold& fold) {
    std::string places;
    for (const Range& range : fold.source) {
      places +=
          " " + std::to_string(range.begin) + "-" + std::to_string(range.end);
    }
    return places;
  }

  void Report(const std::string& text, const std::string& got,
              const std::string& expected) {
    if (++different_ > 5) return;
    shown_ += Shown(text) + " became " + Shown(got) + ", not " +
              Shown(expected) + '\n';
  }

  std::size_t different_ = 0;
  std::string shown_;
};

std::vector<char32_t> CharactersWhich(bool (*is_one)(UChar32 c)) {
  std::vector<char32_t> characters;
  for (UChar32 c = 0; c < 0x110000; ++c) {
    const char32_t character = static_cast<char32_t>(c);
    if (!IsSurrogate(character) && is_one(c)) characters.push_back(character);
  }
  return characters;
}

const icu::Normalizer2& CaseFolder() {
  UErrorCode status = U_ZERO_ERROR;
  return *icu::Normalizer2::getNFKCCasefoldInstance(status);
}

// Changes with what stands before it, or is a mark.
bool IsFollower(UChar32 c) {
  return !CaseFolder().hasBoundaryBefore(c) &&
         !u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

// Changes with what stands behind it, or is another character when folded.
bool IsLeader(UChar32 c) {
  UErrorCode status = U_ZERO_ERROR;
  return c >= 0x20 && CaseFolder().hasBoundaryBefore(c) &&
         (!CaseFolder().hasBoundaryAfter(c) ||
          !CaseFolder().isNormalized(icu::UnicodeString(c), status)) &&
         !(c > 0xAC00 + 28 * 30 && c <= 0xD7A3);  // a few Hangul suffice
}

TEST(FoldIcuTest, EveryCharacterAloneAndBetweenLetters) {
  Comparison comparison;
  for (char32_t c = 0; c < 0x110000; ++c) {
    if (IsSurrogate(c)) continue;
    comparison.KeyAndMap(Utf8(c));
    comparison.Key("X" + Utf8(c) + "y");
    comparison.Key(" " + Utf8(c) + " e");
  }
}

TEST(FoldIcuTest, EveryLeaderBeforeEveryFollower) {
  const std::vector<char32_t> leaders = CharactersWhich(IsLeader);
  const std::vector<char32_t> followers = CharactersWhich(IsFollower);
  EXPECT_GT(leaders.size(), 6000u);
  EXPECT_GT(followers.size(), 900u);
  Comparison comparison;
  std::string text;
  for (char32_t leader : leaders) {
    // All of a leader's pairs at once: a letter parts them.
    text.clear();
    for (char32_t follower : followers) {
      text += Utf8(leader) + Utf8(follower) + "q";
    }
    comparison.Key(text);
  }
}

// A pair alone, so that it is short, with its way back: of each leader some.
TEST(FoldIcuTest, PairsAndTriples) {
  const std::vector<char32_t> leaders = CharactersWhich(IsLeader);
  const std::vector<char32_t> followers = CharactersWhich(IsFollower);
  std::mt19937 random(11);
  Comparison comparison;
  for (char32_t leader : leaders) {
    for (int i = 0; i < 8; ++i) {
      std::string text = Utf8(leader);
      const std::size_t marks = 1 + random() % 3;
      for (std::size_t mark = 0; mark < marks; ++mark) {
        text += Utf8(followers[random() % followers.size()]);
      }
      comparison.KeyAndMap(text);
      comparison.KeyAndMap("a" + text + Utf8(leader));
    }
  }
}

// Neighbors from the same script, anything else now and then.
std::string TextOfAScript(std::mt19937* random) {
  const char32_t begin = (*random)() % 0x11000 / 64 * 64;
  std::string text;
  const std::size_t length = (*random)() % 40;
  for (std::size_t i = 0; i < length; ++i) {
    char32_t c = begin + (*random)() % 192;
    if ((*random)() % 8 == 0) c = (*random)() % 128;
    if ((*random)() % 16 == 0) c = 0x300 + (*random)() % 0x50;
    if ((*random)() % 32 == 0) c = (*random)() % 0x110000;
    if (!IsSurrogate(c)) text += Utf8(c);
    if ((*random)() % 64 == 0) text += static_cast<char>((*random)());
  }
  return text;
}

TEST(FoldIcuTest, TextOfAllScripts) {
  std::mt19937 random(12);
  Comparison comparison;
  for (int i = 0; i < 60000; ++i) comparison.KeyAndMap(TextOfAScript(&random));
}

TEST(FoldIcuTest, Jamo) {
  std::mt19937 random(13);
  Comparison comparison;
  for (int i = 0; i < 40000; ++i) {
    std::string text;
    for (int part = 0; part < 6; ++part) {
      const char32_t kOneOfEach[] = {
          static_cast<char32_t>(0x1100 + random() % 0x14),
          static_cast<char32_t>(0x1160 + random() % 0x17),
          static_cast<char32_t>(0x11A7 + random() % 0x1D),
          static_cast<char32_t>(0xAC00 + random() % 60),
          static_cast<char32_t>(0x3131 + random() % 0x5D),  // compatibility
          static_cast<char32_t>(0xFFA0 + random() % 0x3D),  // half width
          0x3099,
          'a'};
      text += Utf8(kOneOfEach[random() % 8]);
    }
    comparison.KeyAndMap(text);
  }
}

TEST(FoldIcuTest, BadBytes) {
  std::mt19937 random(14);
  Comparison comparison;
  for (int i = 0; i < 100000; ++i) {
    std::string text(random() % 24, '\0');
    for (char& byte : text) {
      byte = static_cast<char>(random() % 4 == 0 ? random() % 128
                                                 : 0x80 + random() % 128);
    }
    comparison.KeyAndMap(text);
  }
}

// Text in which every place of a block has everything in it once.
TEST(FoldIcuTest, EveryPlaceOfABlock) {
  const std::vector<std::string> kPieces = {
      " ", "  ", "\t", "\n", "`", "Ä", "…", "\u200B", "\u0301", "\xFF", "ﷺ"};
  Comparison comparison;
  for (const std::string& piece : kPieces) {
    for (std::size_t before = 0; before < 50; ++before) {
      for (std::size_t behind = 0; behind < 50; behind += 7) {
        std::string text(before, 'A');
        text += piece;
        comparison.Key(text + std::string(behind, 'z'));
        comparison.Key(text + " " + piece + std::string(behind, 'Z') + piece);
      }
    }
  }
}

// Runs that are far longer than they are in any text.
TEST(FoldIcuTest, LongRuns) {
  Comparison comparison;
  for (std::string_view piece :
       {"\u0323\u0301", "\u0E38\u0E48", "\u200B", "\u00A0", " ", "ﷺ",
        "\u1100\u1161", "\u00A8", "İ", "\xE0"}) {
    std::string text = "e";
    for (int i = 0; i < 3000; ++i) text += piece;
    comparison.Key(text);
    comparison.Key(text + "x");
  }
}

}  // namespace
}  // namespace unboil
