#include "fold.h"

#include <gtest/gtest.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace unboil {
namespace {

using std::string_literals::operator""s;

struct FoldRow {
  std::string text;
  std::string key;
};

TEST(FoldTest, Table) {
  const FoldRow kRows[] = {
      {"", ""},
      {" \t\r\v\f ", ""},
      {"View Original", "view original"},
      {"  a \t b  ", "a b"},
      {"a\0B"s, "a\0b"s},
      {"`a` ´b´", "'a' 'b'"},
      {"“a” ‘b’ «c» „d‟", "\"a\" 'b' \"c\" \"d\""},
      {"「門」『中』", "\"門\"\"中\""},
      {"a–b—c‐d−e", "a-b-c-d-e"},
      {"wait… what", "wait... what"},
      {"\u00A0a\u2003\u3000b\u0085c\u2028", "a b c"},
      {"zero\u200Bwidth\uFEFF \u00ADsoft", "zerowidth soft"},
      {"ＦＵＬＬ　Ｗｉｄｔｈ＂＇－", "full width\"'-"},
      {"Straße ΣΊΣΥΦΟΣ Ёж", "strasse σίσυφοσ ёж"},
      {"İstanbul Iı", "i\u0307stanbul iı"},
      {"ꮳꮃꭹ", "ᏣᎳᎩ"},
      {"ﬁn ﬃ Ⅳ ①", "fin ffi iv 1"},
      {"e\u0301 E\u0301", "é é"},
      {"ｶﾞ", "ガ"},
      {"각", "각"},
      {"bad \xFF\xC3 end", "bad \uFFFD\uFFFD end"},
      {"cut \xE2\x80", "cut \uFFFD\uFFFD"},
      {"real \uFFFD", "real \uFFFD"},
      {"a\u00A8b", "a \u0308b"},
  };
  for (const FoldRow& row : kRows) {
    EXPECT_EQ(Fold(row.text), row.key) << '<' << row.text << '>';
  }
}

TEST(FoldTest, Appends) {
  std::string key = "before ";
  AppendFold("A", &key);
  AppendFold(" É ", &key);
  EXPECT_EQ(key, "before aé");
}

// The bytes of `text` that the key bytes of `part` stand for.
std::string SourceOf(std::string_view text, std::string_view part) {
  const MappedFold fold = FoldWithMap(text);
  const std::size_t begin = fold.key.find(part);
  if (begin == std::string::npos) return "not in <" + fold.key + '>';
  const std::size_t first = fold.source[begin].begin;
  const std::size_t last = fold.source[begin + part.size() - 1].end;
  return std::string(text.substr(first, last - first));
}

TEST(FoldWithMapTest, FindsTheWayBack) {
  struct Row {
    std::string text;
    std::string part;
    std::string source;
  };
  const Row kRows[] = {
      {"  View  Original ", "view original", "View  Original"},
      {"See “Ｏriginal” now", "\"original\"", "“Ｏriginal”"},
      {"wait… what", "...", "…"},
      {"wait… what", "..", "…"},
      {"a ﬁne day", "fin", "ﬁn"},
      {"a ﬁne day", "ine", "ﬁne"},
      {"re\u0301sume\u0301", "résumé", "re\u0301sume\u0301"},
      {"zero\u200Bwidth", "owi", "o\u200Bwi"},
      {"x \u00A0\t y", " ", " \u00A0\t "},
      {"x\xFFy", "\uFFFD", "\xFF"},
      {"a\0b"s, "\0"s, "\0"s},
  };
  for (const Row& row : kRows) {
    EXPECT_EQ(SourceOf(row.text, row.part), row.source) << row.text;
  }
}

// ---------------------------------------------------------------------------
// Random text

std::string Utf8(char32_t c) {
  std::string bytes;
  icu::UnicodeString(static_cast<UChar32>(c)).toUTF8String(bytes);
  return bytes;
}

// Pieces that meet in all orders: bad bytes, marks that compose and reorder,
// ligatures, white space, jamo, characters that vanish.
std::string RandomText(std::mt19937* random) {
  static const std::vector<std::string> kPieces = {
      "a",        "B",          "i",          " ",      "\t",     "\n",
      "\r\n",     "\0"s,        "\x80",       "\xFF",   "\xC3",   "\xE2\x80",
      "\xF0\x9F", "\u00A0",     "\u0085",     "\u2028", "\u3000", "\u200B",
      "\u200D",   "\u00AD",     "\uFEFF",     "\u034F", "\u0300", "\u0301",
      "\u0323",   "\u0307",     "\u0308",     "\u0315", "\u0345", "\u0338",
      "\u3099",   "\u309A",     "か",         "ｶ",      "ﾞ",      "\u1100",
      "\u1161",   "\u11A8",     "가",         "ﬁ",      "ﬃ",      "ß",
      "ẞ",        "İ",          "ı",          "Σ",      "ς",      "ſ",
      "Å",        "\u212B",     "Ꭰ",          "ꭰ",      "´",      "¨",
      "`",        "…",          "‴",          "“",      "’",      "＂",
      "－",       "￣",         "\u037A",     "\u0384", "\u1FBD", "\u2017",
      "\u203C",   "½",          "㎏",         "ﷺ",      "ﷲ",      "ा",
      "\u0E33",   "\U0001F600", "\U0002F800", "<",      "=",      "-",
      "'",        "\"",         "\u0F73",     "\u0F71"};
  std::string text;
  const std::size_t pieces = (*random)() % 12;
  for (std::size_t i = 0; i < pieces; ++i) {
    if ((*random)() % 8 == 0) {
      const char32_t c = (*random)() % 0x110000;
      text += Utf8(c);
    } else {
      text += kPieces[(*random)() % kPieces.size()];
    }
  }
  return text;
}

std::string RandomBytes(std::mt19937* random, unsigned bound) {
  std::string bytes((*random)() % 24, '\0');
  for (char& byte : bytes) byte = static_cast<char>((*random)() % bound);
  return bytes;
}

TEST(FoldTest, OfAFoldChangesNothing) {
  std::mt19937 random(1);
  for (int i = 0; i < 100000; ++i) {
    const std::string text = RandomText(&random);
    const std::string key = Fold(text);
    ASSERT_EQ(Fold(key), key) << testing::PrintToString(text);
  }
  for (char32_t c = 0; c < 0x110000; ++c) {
    const std::string key = Fold(Utf8(c));
    ASSERT_EQ(Fold(key), key) << std::hex << static_cast<unsigned>(c);
  }
}

// FoldWithMap always takes the slow path, and Fold the fast one for ASCII.
TEST(FoldTest, PathsAgree) {
  std::mt19937 random(2);
  for (int i = 0; i < 100000; ++i) {
    const std::string texts[] = {RandomText(&random), RandomBytes(&random, 128),
                                 RandomBytes(&random, 256)};
    for (const std::string& text : texts) {
      ASSERT_EQ(FoldWithMap(text).key, Fold(text))
          << testing::PrintToString(text);
    }
  }
}

TEST(FoldWithMapTest, IsMonotoneAndWithinTheText) {
  std::mt19937 random(3);
  for (int i = 0; i < 100000; ++i) {
    const std::string text = RandomText(&random);
    const MappedFold fold = FoldWithMap(text);
    ASSERT_EQ(fold.source.size(), fold.key.size())
        << testing::PrintToString(text);
    Range before;
    for (const Range& range : fold.source) {
      ASSERT_LE(before.begin, range.begin) << testing::PrintToString(text);
      ASSERT_LE(before.end, range.end) << testing::PrintToString(text);
      ASSERT_LT(range.begin, range.end) << testing::PrintToString(text);
      ASSERT_LE(range.end, text.size()) << testing::PrintToString(text);
      before = range;
    }
  }
}

// ---------------------------------------------------------------------------
// ICU by hand

// The header's definition of a fold, for one character between two letters and
// without its way of doing it: on UTF-16, one step after the other.
std::string FoldByHand(char32_t c) {
  static const icu::UnicodeString kSingle(
      u"`´\u02B9\u02BC‘’‚‛′‵‹›\uFF07\uFF40");
  static const icu::UnicodeString kDouble(
      u"«»“”„‟″‶「」『』〝〞〟\uFF02\uFF62\uFF63");
  static const icu::UnicodeString kDash(u"‐‑‒–—―−\uFE58\uFE63\uFF0D");
  const auto to_ascii = [](const icu::UnicodeString& text) {
    icu::UnicodeString mapped;
    for (int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
      const UChar32 one = text.char32At(at);
      if (kSingle.indexOf(one) >= 0) {
        mapped.append(u'\'');
      } else if (kDouble.indexOf(one) >= 0) {
        mapped.append(u'"');
      } else if (kDash.indexOf(one) >= 0) {
        mapped.append(u'-');
      } else if (one == 0x2026) {
        mapped.append(u"...", 3);
      } else {
        mapped.append(one);
      }
    }
    return mapped;
  };
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* folder =
      icu::Normalizer2::getNFKCCasefoldInstance(status);
  icu::UnicodeString text;
  text.append(u'X').append(static_cast<UChar32>(c)).append(u'Y');
  const icu::UnicodeString folded =
      to_ascii(folder->normalize(to_ascii(text), status));
  icu::UnicodeString squeezed;
  for (int32_t at = 0; at < folded.length(); at = folded.moveIndex32(at, 1)) {
    const UChar32 one = folded.char32At(at);
    if (!u_isUWhiteSpace(one)) {
      squeezed.append(one);
    } else if (!squeezed.endsWith(u" ", 1)) {
      squeezed.append(u' ');
    }
  }
  std::string key;
  squeezed.toUTF8String(key);
  return key;
}

TEST(FoldTest, IsIcusAnswerForAllOfUnicode) {
  for (char32_t c = 0; c < 0x110000; ++c) {
    if (c >= 0xD800 && c < 0xE000) continue;  // no UTF-8 holds surrogates
    ASSERT_EQ(Fold("X" + Utf8(c) + "Y"), FoldByHand(c))
        << std::hex << static_cast<unsigned>(c);
  }
}

}  // namespace
}  // namespace unboil
