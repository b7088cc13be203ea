// The bytes of a range, and those around ranges.
//
//   Slice("View original", {5, 13})                  "original"
//   ForEachKept("one two three", {{4, 8}}, act)      "one ", "three"

#ifndef UNBOIL_SLICE_H_
#define UNBOIL_SLICE_H_

#include <cstddef>
#include <string_view>

#include "unboil/unboil.h"

namespace unboil {

// REQUIRES: range.begin <= text.size()
inline std::string_view Slice(std::string_view text, Range range) {
  return text.substr(range.begin, range.end - range.begin);
}

// Calls `act` with what `text` has before, between and behind the removals,
// which are in order and have a `range` each; also where that is nothing.
template <typename Removals, typename Act>
void ForEachKept(std::string_view text, const Removals& removals, Act act) {
  std::size_t at = 0;
  for (const auto& removal : removals) {
    act(Slice(text, {at, removal.range.begin}));
    at = removal.range.end;
  }
  act(text.substr(at));
}

}  // namespace unboil

#endif  // UNBOIL_SLICE_H_
