// What a pattern can match, read from its text: how long a match can be, how
// wide its gaps are, and which of its letters no folded text holds.
//
//   ExaminePattern("^ver (?:el )?Original.{0,80}$")
//     max_bytes   = 4 + 3 + 8 + 80 * 4     widest_gap = 80
//     unfolded    = {"O" at byte 13}       (folding lowers it)
//
// RE2 parses patterns but does not tell these facts, so this walks RE2's syntax
// once more (https://github.com/google/re2/wiki/Syntax). It never judges: a
// caller decides which facts are faults.

#ifndef UNBOIL_PATTERN_FACTS_H_
#define UNBOIL_PATTERN_FACTS_H_

#include <re2/re2.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace unboil {

// How every pattern is compiled. RE2's defaults are right for folded text:
// UTF-8, 8 MiB a pattern, and case matters, for folding has settled it.
RE2::Options PatternOptions();

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

  // Literal characters that folding changes, and `(?i)`, which says that its
  // author did not expect folded text.
  struct Unfolded {
    std::size_t offset;  // byte in the pattern
    std::string text;    // as the pattern has it
    std::string folded;  // what folded text has in its place; empty for (?i)
  };
  std::vector<Unfolded> unfolded;
};

// REQUIRES: RE2 accepts `pattern`.
PatternFacts ExaminePattern(std::string_view pattern);

}  // namespace unboil

#endif  // UNBOIL_PATTERN_FACTS_H_
