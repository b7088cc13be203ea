#include "encoding.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace unboil {
namespace {

using std::string_literals::operator""s;

enum class ByteOrder { kBig, kLittle };

// `text`, whose characters are below 0x10000, in units of `width` bytes.
std::string Wide(std::u16string_view text, std::size_t width, ByteOrder order) {
  std::string bytes;
  for (char16_t c : text) {
    std::string unit(width, '\0');
    unit[0] = static_cast<char>(c & 0xFF);
    unit[1] = static_cast<char>(c >> 8);
    if (order == ByteOrder::kBig) unit = {unit.rbegin(), unit.rend()};
    bytes += unit;
  }
  return bytes;
}

TEST(EncodingTest, KnowsWideText) {
  for (std::u16string_view text :
       {u"The old bridge", u"\uFEFFThe old bridge", u"\uFEFFСтарый мост",
        u"\uFEFF河上的老桥", u"Le café – déjà"}) {
    for (std::size_t width : {2, 4}) {
      for (ByteOrder order : {ByteOrder::kBig, ByteOrder::kLittle}) {
        EXPECT_TRUE(IsUtf16OrUtf32(Wide(text, width, order)))
            << testing::PrintToString(Wide(text, width, order));
      }
    }
  }
}

TEST(EncodingTest, KnowsUtf32WithoutMark) {
  for (ByteOrder order : {ByteOrder::kBig, ByteOrder::kLittle}) {
    EXPECT_TRUE(IsUtf16OrUtf32(Wide(u"Старый мост", 4, order)));
    EXPECT_TRUE(IsUtf16OrUtf32(Wide(u"河上的老桥", 4, order)));
  }
}

TEST(EncodingTest, LeavesUtf8Alone) {
  for (const std::string& text :
       {""s, "a"s, "\uFEFFThe old bridge"s, "The old bridge"s, "Старый мост"s,
        "河上的老桥"s, "a\0b"s, "one NUL \0 in a line of text"s,
        "\xFF bad \xFE bytes"s, "\0\0"s}) {
    EXPECT_FALSE(IsUtf16OrUtf32(text)) << testing::PrintToString(text);
  }
}

TEST(EncodingTest, LooksAtTheBeginningOnly) {
  const std::string wide =
      Wide(std::u16string(5000, u'a'), 2, ByteOrder::kLittle);
  EXPECT_TRUE(IsUtf16OrUtf32(wide + "\0\0\0"s));
  EXPECT_FALSE(IsUtf16OrUtf32(std::string(5000, 'a') + wide));
}

}  // namespace
}  // namespace unboil
