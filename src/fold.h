// Fold: the text a rule sees. Case, width, typographic quotes and dashes and
// runs of white space do not matter to a reader, so they must not matter to a
// rule.
//
//   "  View\u00A0“Ｏriginal”… "   ->   view "original"...
//
// In order: bad UTF-8 becomes U+FFFD; quotes, dashes and the ellipsis become
// ASCII; Unicode's NFKC_Casefold (which also drops zero-width characters), done
// by ICU; then runs of white space become one space, and none at the ends.
// Folding folded text changes nothing.

#ifndef UNBOIL_FOLD_H_
#define UNBOIL_FOLD_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "unboil/unboil.h"

namespace unboil {

// Appends the fold of `text` to `*key`.
void AppendFold(std::string_view text, std::string* key);

std::string Fold(std::string_view text);

// The fold of `text` with the way back: byte i of `key` stands for the bytes
// source[i] of `text`. A match of key bytes [b, e) is the source range from
// source[b].begin to source[e - 1].end.
struct MappedFold {
  std::string key;
  std::vector<Range> source;
};
MappedFold FoldWithMap(std::string_view text);

}  // namespace unboil

#endif  // UNBOIL_FOLD_H_
