// Copies: where a text says again what it said before, found in one pass over
// its words.
//
// FindMatches walks the words from left to right. Six words that stood before
// are a seed; it is grown as far as both sides agree, and the walk goes on
// behind it. So each word is grown over a bounded number of times, and the
// whole takes linear time, where comparing all pairs of lines would not.
//
//   words     a b c d e f g x a b c d e f g
//   match     later 8, earlier 0, length 7
//
// ChainMatches strings matches together that follow each other on both sides,
// so that a paragraph edited, added or missing in one copy of a body does not
// break the body apart. Of the chains that a match could end the heaviest is
// taken, as aligners of genomes do (minimap2, Heng Li 2018, section 2.1).

#ifndef UNBOIL_COPIES_H_
#define UNBOIL_COPIES_H_

#include <cstddef>
#include <vector>

#include "words.h"

namespace unboil {

// Words [later, later + length) say what [earlier, earlier + length) says. The
// two may touch but not overlap.
struct Match {
  std::size_t later;
  std::size_t earlier;
  std::size_t length;
};

struct Chain {
  WordRange later;    // from the first match to the last
  WordRange earlier;  // likewise; it ends before `later` begins
  std::vector<Match> matches;
  std::size_t length = 0;  // words in all matches
};

// `lines[i]` are the words of line i, in order and without gaps.
std::vector<Match> FindMatches(const Words& words,
                               const std::vector<WordRange>& lines);

std::vector<Chain> ChainMatches(const std::vector<Match>& matches,
                                const Words& words,
                                const std::vector<WordRange>& lines);

// Adds to a chain the words that both copies have, in order, in the small gaps
// between its matches: what is left between two edited words is often too short
// to hold a seed.
void FillGaps(const Words& words, const std::vector<WordRange>& lines,
              Chain* chain);

}  // namespace unboil

#endif  // UNBOIL_COPIES_H_
