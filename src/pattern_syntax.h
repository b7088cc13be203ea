// The syntax of a pattern as a tree.
//
//   "^ver (?:el )?original"   ->   Sequence(Begin, Text "ver ",
//                                           Repeat{0, 1}(Text "el "),
//                                           Text "original")
//
// RE2 parses patterns but shows nobody what it saw, so this reads its syntax
// once more (https://github.com/google/re2/wiki/Syntax), for two readers:
// pattern_facts.h says what is wrong with a rule, factors.h says what must
// stand in a text for the pattern to match. RE2 alone decides what a pattern
// matches; wherever the tree cannot be exact it promises less.

#ifndef UNBOIL_PATTERN_SYNTAX_H_
#define UNBOIL_PATTERN_SYNTAX_H_

#include <re2/re2.h>

#include <cstddef>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace unboil {

// How every pattern is compiled. RE2's defaults are right for folded text:
// UTF-8, 8 MiB a pattern, and case matters, for folding has settled it.
RE2::Options PatternOptions();

// Whether RE2 cannot but accept a pattern: there are only characters, also
// behind a backslash, `.` and `\d`, each perhaps repeated, and not so many that
// memory could matter. Most rules are such lines of text, and asking RE2 is
// most of the work of reading those. REQUIRES: `pattern` is UTF-8 without NUL.
bool IsPlain(std::string_view pattern);

struct PatternNode {
  enum class Op {
    kText,        // the characters of `text`
    kClass,       // one character of a class, or of unknown case
    kBegin,       // ^ \A
    kEnd,         // $ \z
    kBoundary,    // \b
    kNoBoundary,  // \B
    kSequence,    // all of `parts`; without parts, the empty text
    kChoice,      // one of `parts`
    kRepeat,      // parts[0], `min` to `max` times
    kAnything,    // what stands in groups nested deeper than 1,000
  };
  static constexpr std::size_t kNoLimit =
      std::numeric_limits<std::size_t>::max();

  Op op = Op::kSequence;
  std::size_t offset = 0;  // byte of the pattern: of its operator, of a repeat

  std::string text;

  // Of a class: bytes of its longest member, and the members, where they are
  // known and few.
  std::size_t max_bytes = 0;
  std::vector<std::string> members;
  bool is_letter = false;  // a letter that matches in either case

  std::vector<PatternNode> parts;
  std::size_t min = 0;
  std::size_t max = 0;
  bool is_counted = false;  // {2,5}, not * + ?
};

struct PatternSyntax {
  PatternNode root;

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
PatternSyntax ParsePattern(std::string_view pattern);

}  // namespace unboil

#endif  // UNBOIL_PATTERN_SYNTAX_H_
