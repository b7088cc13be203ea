// Seeds: runs of six words that may stand in a text more than once. Only there
// a copy can begin, so most documents end here.
//
//   a b c d e f g x a b c d e f g    seeds at words 0, 1, 8 and 9
//
// Two walks over the words. The first sets two bits of a bitmap for each run;
// where both were set before, the run may have stood before, and its bits are
// set in a second bitmap. If there was such a run, the second walk finds all
// places with bits there, the first of each run among them.
//
// A run that stands twice sets the same bits twice, so none is missed. Others
// may share bits by chance: who asks compares words.

#ifndef UNBOIL_SEEDS_H_
#define UNBOIL_SEEDS_H_

#include <cstddef>
#include <cstdint>

#include "buffer.h"
#include "words.h"

namespace unboil {

inline constexpr std::size_t kSeed = 6;  // words; 4 to 12 do the same

class Seeds {
 public:
  // Returns whether there are any.
  bool Find(const Words& words);

  // The first place of one from `word` on; the number of words if there is
  // none.
  std::size_t NextFrom(std::size_t word) const;

 private:
  std::size_t words_ = 0;
  Buffer<std::uint64_t> seen_;
  Buffer<std::uint64_t> again_;
  Buffer<std::uint32_t> hashes_;  // of the run that begins with each word
  Buffer<std::uint64_t> found_;   // a bit for each word
};

}  // namespace unboil

#endif  // UNBOIL_SEEDS_H_
