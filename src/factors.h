// Factors: strings of which at least one stands in every text that a pattern
// matches.
//
//   "^ver (?:el )?original"   ->   ^"ver original", ^"ver el original"
//   "all rights reserved"     ->   "all rights reserved"    (exact)
//   "^.{0,40} newsletter$"    ->   " newsletter"$
//   "\d+"                     ->   nothing is known
//
// Where a text has none of them, RE2 need not be asked; and where a pattern
// says no more than "one of these strings stands here", it need never be
// asked. A factor may be bound to the begin or the end of the text, which
// makes it cheaper to look for, or to word boundaries.
//
// The method is that of Russ Cox, "Regular Expression Matching with a Trigram
// Index" (2012): of each part of a pattern, the texts it matches, if they are
// few; else how these begin and end, and the best factors inside. Begin, end
// and boundaries are written into the strings as bytes that UTF-8 does not
// have, so assertions need no case of their own.

#ifndef UNBOIL_FACTORS_H_
#define UNBOIL_FACTORS_H_

#include <cstddef>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "pattern_syntax.h"

namespace unboil {

// Bytes of the shortest factor that is worth looking for anywhere in a text;
// one at its begin may be shorter.
inline constexpr std::size_t kShortestFactor = 3;

// Shorter ones cost every text some time, and are chosen where there is no
// other.
inline constexpr std::size_t kUsualFactor = 5;

// What is true where a factor begins and ends.
struct Bounds {
  bool at_begin = false;
  bool at_end = false;

  // A word begins or ends there, as RE2's \b has it.
  bool boundary_before = false;
  bool boundary_after = false;
};

struct Factor {
  std::string text;
  Bounds bounds;
};

// Whether `bounds` are true of bytes [begin, end) of `text`.
bool FitsAt(const Bounds& bounds, std::string_view text, std::size_t begin,
            std::size_t end);

// How often `text` stands at a place of folded text of any language, roughly:
// it only has to tell "the " from "x-ray".
double FrequencyOf(std::string_view text);

struct Factors {
  // One of these stands in every match; none if nothing is known.
  std::vector<Factor> any_of;

  // And wherever one of them stands the pattern is found.
  bool is_exact = false;

  // How much there is to do for them in a line of usual text, roughly; infinite
  // where nothing is known. For comparing.
  double cost = std::numeric_limits<double>::infinity();
};

// Chooses the factors that promise the fewest false alarms. For folded text
// only, which is never empty, and has no white space but single spaces.
Factors FactorsOf(const PatternNode& pattern);

}  // namespace unboil

#endif  // UNBOIL_FACTORS_H_
