// The bytes of a range: Slice("View original", {5, 13}) = "original".

#ifndef UNBOIL_SLICE_H_
#define UNBOIL_SLICE_H_

#include <string_view>

#include "unboil/unboil.h"

namespace unboil {

// REQUIRES: range.begin <= text.size()
inline std::string_view Slice(std::string_view text, Range range) {
  return text.substr(range.begin, range.end - range.begin);
}

}  // namespace unboil

#endif  // UNBOIL_SLICE_H_
