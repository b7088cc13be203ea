// Bytes to write, as pieces of memory that someone else owns.
//
//   Pieces kept;
//   AddKept("one two three", removals, &kept);  // of "two "
//   kept.all();                                 // "one ", "three"
//
// A piece that begins where the one before ends is a part of that. So documents
// out of which nothing goes, neighbours in a batch, are written as one.

#ifndef UNBOIL_IO_PIECES_H_
#define UNBOIL_IO_PIECES_H_

#include <span>
#include <string_view>
#include <vector>

#include "slice.h"
#include "unboil/unboil.h"

namespace unboil {

class Pieces {
 public:
  void Add(std::string_view piece) {
    if (piece.empty()) return;
    if (!pieces_.empty() && End() == piece.data()) {
      const std::string_view last = pieces_.back();
      pieces_.back() = {last.data(), last.size() + piece.size()};
    } else {
      pieces_.push_back(piece);
    }
  }

  const std::vector<std::string_view>& all() const { return pieces_; }

 private:
  const char* End() const {
    return pieces_.back().data() + pieces_.back().size();
  }

  std::vector<std::string_view> pieces_;
};

// Adds `text` without the removals, which are in order.
inline void AddKept(std::string_view text, std::span<const Removal> removals,
                    Pieces* pieces) {
  ForEachKept(text, removals,
              [pieces](std::string_view kept) { pieces->Add(kept); });
}

}  // namespace unboil

#endif  // UNBOIL_IO_PIECES_H_
