// Edit: from "these lines and spans go" to the bytes that go, and the text
// without them. White space is decided here and nowhere else:
//
//   A⏎ ⏎ B⏎ ⏎ C⏎   minus B   ->   A⏎ ⏎ C⏎     one of two blank runs stays
//   A⏎ B            minus B   ->   A            no final newline, as before
//   x (B) y         minus (B) ->   x y          a span takes one side's spaces
//
// Of the blank runs around and between lines that go the longest stays, on a
// tie the first; at an edge of the document the one at the edge stays, even if
// it is empty. What goes of the others belongs to the removal above it.

#ifndef UNBOIL_EDIT_H_
#define UNBOIL_EDIT_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document.h"
#include "unboil/unboil.h"

namespace unboil {

// Lines [first, last) go, or of the line `first` only the bytes
// [key_begin, key_end) of its key.
struct Taking {
  std::size_t rule = 0;
  std::size_t first = 0;
  std::size_t last = 0;
  std::size_t key_begin = 0;
  std::size_t key_end = 0;
  std::size_t twin_first = 0;  // of a repeat: lines [twin_first, twin_last)
  std::size_t twin_last = 0;

  bool IsSpan() const { return key_end != 0; }
};

// A range of bytes that goes, and what the promises need to know of it.
struct Cut {
  Range range;
  std::size_t rule = 0;
  std::optional<Range> twin;
  std::size_t chars = 0;  // folded code points
  bool whole_lines = false;
};

// REQUIRES: takings of lines do not overlap, nor do spans; no span lies in a
// line that goes. Returns cuts in order of the text.
std::vector<Cut> LayOut(const Document& document, std::vector<Taking> takings);

// `text` without the cuts, which are in order and do not overlap.
void CutOut(std::string_view text, const std::vector<Cut>& cuts,
            std::string* out);

}  // namespace unboil

#endif  // UNBOIL_EDIT_H_
