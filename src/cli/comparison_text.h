// A comparison as standard output shows it, for people and for programs.
//
//   476 documents, 38 changed: 0 lose more, 38 lose less
//   - built-in rules
//   + built-in rules, --disable any.syndication.view-original
//
//      newly removed       newly kept
//   documents   lines  documents   lines  rule
//           0       0         38      38  any.syndication.view-original
//
//   any.syndication.view-original: newly kept, 1 of 38 documents
//     posts.jsonl:7
//       14 | |  The bank raised its rate on Tuesday.
//       15 - |  View original
//       16 | |
//
// Before a line stand its number and its verdict on both sides: kept, removed,
// or cut inside. Below one that is cut stands the text that changed:
//
//       15 | ~  It rains. [Read more]
//          | -  [Read more]

#ifndef UNBOIL_CLI_COMPARISON_TEXT_H_
#define UNBOIL_CLI_COMPARISON_TEXT_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "corpus/comparison.h"

namespace unboil {

// What the counts are of.
struct ComparedSides {
  std::string_view before;
  std::string_view now;
  std::size_t refused_before = 0;
  std::size_t refused_now = 0;
};

std::string ComparisonText(const Comparison& comparison,
                           const ComparedSides& sides, bool color);

// One object, with a line feed. docs/regression.md has its members.
std::string ComparisonJson(const Comparison& comparison,
                           const ComparedSides& sides);

}  // namespace unboil

#endif  // UNBOIL_CLI_COMPARISON_TEXT_H_
