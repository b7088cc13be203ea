// CountAbove: how often something holds above each line, for asking about a
// range of lines without walking over it.
//
//   marked        no yes yes no
//   count above   0  0   1   2  2     lines [1, 3): 2 - 0 of them are marked

#ifndef UNBOIL_COUNT_ABOVE_H_
#define UNBOIL_COUNT_ABOVE_H_

#include <cstddef>
#include <cstdint>
#include <vector>

namespace unboil {

// counts[i] is the number of lines below i for which `holds` is true; it has
// one entry more than there are lines.
template <typename Holds>
std::vector<std::uint32_t> CountAbove(std::size_t lines, Holds holds) {
  std::vector<std::uint32_t> counts(lines + 1);
  for (std::size_t i = 0; i < lines; ++i) {
    counts[i + 1] = counts[i] + (holds(i) ? 1 : 0);
  }
  return counts;
}

}  // namespace unboil

#endif  // UNBOIL_COUNT_ABOVE_H_
