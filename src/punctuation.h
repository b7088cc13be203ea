// Typographic quotes, dashes and the ellipsis as ASCII, which NFKC leaves
// alone.
//
//   “View”…   ->   "View"...

#ifndef UNBOIL_PUNCTUATION_H_
#define UNBOIL_PUNCTUATION_H_

#include <string_view>

namespace unboil {

// ASCII for a typographic character; empty for one that stays.
constexpr std::string_view AsciiPunctuation(char32_t c) {
  switch (c) {
    case 0x0060:  // grave accent, used as an opening quote
    case 0x00B4:  // acute accent
    case 0x02B9:
    case 0x02BC:
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201B:
    case 0x2032:
    case 0x2035:
    case 0x2039:
    case 0x203A:
    case 0xFF07:
    case 0xFF40:
      return "'";
    case 0x00AB:
    case 0x00BB:
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0x2033:
    case 0x2036:
    case 0x300C:  // corner brackets, the quotes of Japanese and Chinese
    case 0x300D:
    case 0x300E:
    case 0x300F:
    case 0x301D:
    case 0x301E:
    case 0x301F:
    case 0xFF02:
    case 0xFF62:
    case 0xFF63:
      return "\"";
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212:
    case 0xFE58:
    case 0xFE63:
    case 0xFF0D:
      return "-";
    case 0x2026:
      return "...";
    default:
      return {};
  }
}

}  // namespace unboil

#endif  // UNBOIL_PUNCTUATION_H_
