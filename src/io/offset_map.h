// Offsets of a text in the units in which other languages count. In "é漢b" the
// byte 5, where b stands, is character 2:
//
//   const OffsetMap map(text, ranges, OffsetUnit::kChars);
//   map(ranges[0]);  // the same range, in characters

#ifndef UNBOIL_IO_OFFSET_MAP_H_
#define UNBOIL_IO_OFFSET_MAP_H_

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "unboil/unboil.h"

namespace unboil {

// A byte that is no character counts one whatever the unit; a byte order mark
// counts like any other character.
enum class OffsetUnit {
  kBytes,
  kChars,  // code points, as Python counts
  kUtf16,  // code units, as JavaScript and Java count
};

// Knows the ranges it was made for, and no others: so one walk over the text
// counts them all.
class OffsetMap {
 public:
  // REQUIRES: the ranges are within `text`.
  OffsetMap(std::string_view text, std::span<const Range> ranges,
            OffsetUnit unit);

  Range operator()(Range range) const {
    return {At(range.begin), At(range.end)};
  }

 private:
  void Count(std::string_view text, OffsetUnit unit);
  std::size_t At(std::size_t byte) const;

  std::vector<std::size_t> bytes_;   // sorted; empty: the unit is bytes
  std::vector<std::size_t> counts_;  // the same places in the unit
};

}  // namespace unboil

#endif  // UNBOIL_IO_OFFSET_MAP_H_
