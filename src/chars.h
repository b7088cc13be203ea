// What kind of character a code point is, where ASCII-only answers would be
// wrong for most of the world's text. Pure functions.

#ifndef UNBOIL_CHARS_H_
#define UNBOIL_CHARS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

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
char32_t DecodeMultibyte(std::string_view text, std::size_t* at);

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

// Code points of well-formed text.
std::size_t CountCodePoints(std::string_view text);

// The first `count` code points of `text`, or all of it. Any bytes: one that
// starts no well-formed sequence counts as a code point.
std::string_view FirstCodePoints(std::string_view text, std::size_t count);

// IsSpace and IsWordChar of a character that is not ASCII.
bool IsUnicodeSpace(char32_t c);
bool IsUnicodeWordChar(char32_t c);

// Unicode White_Space, the controls U+0009 to U+000D and U+0085 among them.
inline bool IsSpace(char32_t c) {
  if (c >= 0x80) return IsUnicodeSpace(c);
  return c == ' ' || (c >= '\t' && c <= '\r');
}

// Letters, digits, and the marks that belong to them.
constexpr bool IsAsciiWordChar(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
         (c >= 'A' && c <= 'Z');
}
inline bool IsWordChar(char32_t c) {
  return c < 0x80 ? IsAsciiWordChar(c) : IsUnicodeWordChar(c);
}

// Scripts written without spaces between words (Han, kana, Thai, Lao, Khmer,
// Burmese): each letter counts as a word.
bool IsUnspacedScript(char32_t c);

// Takes two columns on a terminal (East Asian Wide and Fullwidth).
bool IsWide(char32_t c);

}  // namespace unboil

#endif  // UNBOIL_CHARS_H_
