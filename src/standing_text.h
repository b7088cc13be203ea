// StandingText: what is left of a text after some cuts, and the way back from
// its bytes to those of the original.

#ifndef UNBOIL_STANDING_TEXT_H_
#define UNBOIL_STANDING_TEXT_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "document.h"
#include "edit.h"
#include "unboil/unboil.h"

namespace unboil {

class StandingText {
 public:
  // Nothing is cut yet.
  explicit StandingText(std::string_view original);

  // REQUIRES: `cuts` are in order of the original and do not overlap.
  void Cut(const std::vector<unboil::Cut>& cuts);

  std::string_view text() const { return text_; }

  // Where the text was joined, in its own bytes, in order.
  const std::vector<std::size_t>& seams() const { return seams_; }

  // The parts of the original that the bytes `range` of text() are; more than
  // one where it crosses a seam.
  std::vector<Range> Original(Range range) const;

  // Where each of `lines`, which are those of text(), stands in the original;
  // an empty range for one that crosses a seam.
  std::vector<Range> OriginalLines(const std::vector<Line>& lines) const;

 private:
  std::string_view original_;
  std::string buffer_;
  std::string_view text_;
  std::vector<Range> kept_;          // of the original
  std::vector<std::size_t> starts_;  // of kept_, in text_
  std::vector<std::size_t> seams_;
};

}  // namespace unboil

#endif  // UNBOIL_STANDING_TEXT_H_
