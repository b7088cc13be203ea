#include "encoding.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace unboil {
namespace {

using std::string_view_literals::operator""sv;

// Enough to see the pattern, little enough to cost nothing.
constexpr std::size_t kSample = 4096;

bool HasWideByteOrderMark(std::string_view text) {
  return text.starts_with("\xFF\xFE"sv) || text.starts_with("\xFE\xFF"sv) ||
         text.starts_with("\0\0\xFE\xFF"sv);
}

}  // namespace

bool IsUtf16OrUtf32(std::string_view text) {
  if (HasWideByteOrderMark(text)) return true;
  const std::string_view sample = text.substr(0, kSample);
  // Nearly all text ends here, and a search for one byte costs next to nothing.
  if (sample.find('\0') == std::string_view::npos) return false;
  if (sample.size() < 4) return false;
  std::array<std::size_t, 4> nuls = {};
  for (std::size_t i = 0; i < sample.size(); ++i) {
    if (sample[i] == '\0') ++nuls[i % 4];
  }
  // Latin text in UTF-16 has its NULs at all even or all odd bytes and none at
  // the others; a few characters of other blocks may stand between. In UTF-32
  // the highest byte of every character is NUL and the lowest never.
  const std::size_t column = sample.size() / 4;
  const std::size_t even = nuls[0] + nuls[2];
  const std::size_t odd = nuls[1] + nuls[3];
  const std::size_t many = column;
  const bool utf16 = (even >= many && odd == 0) || (odd >= many && even == 0);
  const bool utf32 = (nuls[0] >= column && nuls[3] == 0) ||
                     (nuls[3] >= column && nuls[0] == 0);
  return utf16 || utf32;
}

}  // namespace unboil
