// What kind of character a code point is, where ASCII-only answers would be
// wrong for most of the world's text. Pure functions.

#ifndef UNBOIL_CHARS_H_
#define UNBOIL_CHARS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "unicode_tables.h"

namespace unboil {

inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// U+FFFD, which stands for bytes that are no character.
inline constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

constexpr bool IsAsciiDigit(char c) { return c >= '0' && c <= '9'; }
constexpr bool IsAsciiLower(char c) { return c >= 'a' && c <= 'z'; }

// A byte that continues a character of more than one.
constexpr bool IsContinuation(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

// Where the code point before byte `at` begins.
// REQUIRES: 0 < at <= text.size()
inline std::size_t BeginBefore(std::string_view text, std::size_t at) {
  do {
    --at;
  } while (at > 0 && IsContinuation(text[at]));
  return at;
}

// DecodeUtf8 of a character that is not ASCII.
inline char32_t DecodeMultibyte(std::string_view text, std::size_t* at) {
  const unsigned char* const bytes =
      reinterpret_cast<const unsigned char*>(text.data()) + *at;
  const std::size_t left = text.size() - *at;
  const char32_t lead = bytes[0];
  // The low bits of continuation byte `i`, or more than six bits if it is none.
  const auto low_bits = [bytes](std::size_t i) -> char32_t {
    return bytes[i] ^ 0x80u;
  };
  if (lead < 0xE0) {
    if (lead >= 0xC2 && left >= 2 && low_bits(1) < 0x40) {
      *at += 2;
      return (lead & 0x1F) << 6 | low_bits(1);
    }
  } else if (lead < 0xF0) {
    if (left >= 3 && low_bits(1) < 0x40 && low_bits(2) < 0x40) {
      const char32_t c = (lead & 0x0F) << 12 | low_bits(1) << 6 | low_bits(2);
      const bool is_surrogate = c >= 0xD800 && c < 0xE000;
      if (c >= 0x800 && !is_surrogate) {
        *at += 3;
        return c;
      }
    }
  } else if (lead < 0xF5 && left >= 4 && low_bits(1) < 0x40 &&
             low_bits(2) < 0x40 && low_bits(3) < 0x40) {
    const char32_t c = (lead & 0x07) << 18 | low_bits(1) << 12 |
                       low_bits(2) << 6 | low_bits(3);
    if (c >= 0x10000 && c < 0x110000) {
      *at += 4;
      return c;
    }
  }
  ++*at;
  return 0xFFFD;
}

// The code point that starts at byte `*at` of `text`, which moves behind it. A
// byte that starts no well-formed sequence is U+FFFD and moves `*at` by one.
// REQUIRES: *at < text.size()
inline char32_t DecodeUtf8(std::string_view text, std::size_t* at) {
  const unsigned char lead = static_cast<unsigned char>(text[*at]);
  if (lead >= 0x80) return DecodeMultibyte(text, at);
  ++*at;
  return lead;
}

// Bytes of `c` in UTF-8.
constexpr std::size_t Utf8Length(char32_t c) {
  if (c < 0x80) return 1;
  if (c < 0x800) return 2;
  return c < 0x10000 ? 3 : 4;
}

// REQUIRES: c <= 0x10FFFF.
void AppendUtf8(char32_t c, std::string* out);

// Appends UTF-8, at most four bytes, and returns the end.
// REQUIRES: c is no surrogate and at most U+10FFFF
inline char* EncodeUtf8(char32_t c, char* out) {
  if (c < 0x80) {
    *out++ = static_cast<char>(c);
    return out;
  }
  if (c < 0x800) {
    *out++ = static_cast<char>(0xC0 | c >> 6);
  } else {
    if (c < 0x10000) {
      *out++ = static_cast<char>(0xE0 | c >> 12);
    } else {
      *out++ = static_cast<char>(0xF0 | c >> 18);
      *out++ = static_cast<char>(0x80 | (c >> 12 & 0x3F));
    }
    *out++ = static_cast<char>(0x80 | (c >> 6 & 0x3F));
  }
  *out++ = static_cast<char>(0x80 | (c & 0x3F));
  return out;
}

// Code points of well-formed text.
std::size_t CountCodePoints(std::string_view text);

// The first `count` code points of `text`, or all of it. Any bytes: one that
// starts no well-formed sequence counts as a code point.
std::string_view FirstCodePoints(std::string_view text, std::size_t count);

// Unicode White_Space, the controls U+0009 to U+000D and U+0085 among them.
inline bool IsSpace(char32_t c) {
  if (c >= 0x80) return HasFlag(c, kWhiteSpace);
  return c == ' ' || (c >= '\t' && c <= '\r');
}

// Letters, digits, and the marks that belong to them.
constexpr bool IsAsciiWordChar(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
         (c >= 'A' && c <= 'Z');
}
inline bool IsWordChar(char32_t c) {
  return c < 0x80 ? IsAsciiWordChar(c) : HasFlag(c, kWordChar);
}

// Scripts written without spaces between words (Han, kana, Thai, Lao, Khmer,
// Burmese): each letter counts as a word.
inline bool IsUnspacedScript(char32_t c) {
  return c >= 0x80 && HasFlag(c, kUnspaced);
}

// Takes two columns on a terminal (East Asian Wide and Fullwidth).
inline bool IsWide(char32_t c) { return c >= 0x80 && HasFlag(c, kWide); }

}  // namespace unboil

#endif  // UNBOIL_CHARS_H_
