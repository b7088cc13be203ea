#include "chars.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <iterator>

namespace unboil {
namespace {

struct Block {
  char32_t first;
  char32_t last;
};

// Sorted. Blocks rather than script properties: a table of nine rows is looked
// up faster than ICU's, and what matters here is how a script is written.
constexpr Block kUnspacedBlocks[] = {
    {0x0E00, 0x0EFF},    // Thai, Lao
    {0x1000, 0x109F},    // Burmese
    {0x1780, 0x17FF},    // Khmer
    {0x3005, 0x3007},    // ideographic iteration mark and zero
    {0x3040, 0x30FF},    // Hiragana, Katakana
    {0x31F0, 0x31FF},    // Katakana extensions
    {0x3400, 0x9FFF},    // Han
    {0xF900, 0xFAFF},    // Han, compatibility
    {0x20000, 0x323AF},  // Han, supplementary planes
};

}  // namespace

char32_t DecodeMultibyte(std::string_view text, std::size_t* at) {
  const std::size_t start = *at;
  // At most four bytes matter, so a 32-bit index suffices for any text.
  const char* window = text.data() + start;
  const int32_t length =
      static_cast<int32_t>(std::min<std::size_t>(text.size() - start, 4));
  int32_t used = 0;
  UChar32 c;
  U8_NEXT(window, used, length, c);
  if (c < 0) {
    *at = start + 1;
    return 0xFFFD;
  }
  *at = start + static_cast<std::size_t>(used);
  return static_cast<char32_t>(c);
}

void AppendUtf8(char32_t c, std::string* out) {
  char bytes[U8_MAX_LENGTH];
  std::size_t length = 0;
  U8_APPEND_UNSAFE(bytes, length, c);
  out->append(bytes, length);
}

std::size_t CountCodePoints(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(),
                    [](char byte) { return !IsContinuation(byte); }));
}

std::string_view FirstCodePoints(std::string_view text, std::size_t count) {
  std::size_t end = 0;
  for (std::size_t i = 0; i < count && end < text.size(); ++i) {
    DecodeUtf8(text, &end);
  }
  return text.substr(0, end);
}

bool IsUnicodeSpace(char32_t c) {
  return u_isUWhiteSpace(static_cast<UChar32>(c));
}

bool IsUnicodeWordChar(char32_t c) {
  constexpr uint32_t kWordMask = U_GC_L_MASK | U_GC_N_MASK | U_GC_M_MASK;
  return (U_GET_GC_MASK(static_cast<UChar32>(c)) & kWordMask) != 0;
}

bool IsUnspacedScript(char32_t c) {
  if (c < kUnspacedBlocks[0].first) return false;
  const Block* block = std::lower_bound(
      std::begin(kUnspacedBlocks), std::end(kUnspacedBlocks), c,
      [](const Block& b, char32_t value) { return b.last < value; });
  return block != std::end(kUnspacedBlocks) && c >= block->first;
}

bool IsWide(char32_t c) {
  if (c < 0x1100) return false;
  const int width =
      u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH;
}

}  // namespace unboil
