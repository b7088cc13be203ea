// What is to be known of a pattern before it may be a rule: how long a match
// can be, how wide its gaps are, and which of its letters no folded text holds.
//
//   ExaminePattern("^ver (?:el )?Original.{0,80}$")
//     max_bytes   = 4 + 3 + 8 + 80 * 4     widest_gap = 80
//     unfolded    = {"O" at byte 13}       (folding lowers it)
//
// Where the exact answer would need Unicode's tables (`\pL`, `(?i)`), the bound
// is the safe one. It never judges: a caller decides which facts are faults.

#ifndef UNBOIL_PATTERN_FACTS_H_
#define UNBOIL_PATTERN_FACTS_H_

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "pattern_syntax.h"

namespace unboil {

struct PatternFacts {
  // Bytes of the longest possible match; nullopt where a match can run on, or
  // where groups are nested deeper than 1,000.
  std::optional<std::size_t> max_bytes;
  std::size_t unbounded_offset = 0;  // byte of the operator that can run on

  // Whether a match may be empty. Assertions (`^`, `\b`) count as met.
  bool can_be_empty = false;

  // The largest upper bound of a counted repeat of `.`, of a class, or of a
  // group that holds one, if it may also be shorter (`.{0,80}`); else 0.
  std::size_t widest_gap = 0;
  std::size_t widest_gap_offset = 0;  // byte in the pattern

  std::vector<PatternSyntax::Unfolded> unfolded;
};

// REQUIRES: RE2 accepts `pattern`.
PatternFacts ExaminePattern(std::string_view pattern);

// Bytes of the longest possible match of `node`; nullopt where one can run on.
std::optional<std::size_t> LongestMatch(const PatternNode& node);

}  // namespace unboil

#endif  // UNBOIL_PATTERN_FACTS_H_
