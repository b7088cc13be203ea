// The listing of --explain: each line of a document with its verdict and rule.
//
//   page.txt: 1 of 3 lines goes
//     1 |                                The bank raised its rate on Tuesday.
//     2 |
//     3 - any.syndication.view-original  View original
//
// A repeat names the line where its twin stands: "any.repeat.body = 1".
//
// That is for programs and for pipes. For eyes, with colour or at a known
// width, the same reads as a document: text right behind its line number,
// folded to the width, and struck through where it goes. Neighbours that one
// rule takes have its id once: in a margin on the right, or, where that would
// leave the text too narrow, on a line of its own above them (in case files
// too `@` says who owns what goes):
//
//   page.txt: 2 of 5 lines go
//     1 | The bank raised its rate on Tuesday.
//     2 | Nobody had expected it.
//     3 |
//       @ any.repeat.body = lines 1-2
//     4 - The bank raised its rate on Tuesday.
//     5 - Nobody had expected it.

#ifndef UNBOIL_CLI_EXPLAIN_H_
#define UNBOIL_CLI_EXPLAIN_H_

#include <cstddef>
#include <string>

#include "cli/cleaned_document.h"

namespace unboil {

struct ExplainStyle {
  bool color = false;
  std::size_t columns = 0;  // 0: lines are not wrapped
};

void AppendExplanation(const CleanedDocument& document,
                       const ExplainStyle& style, std::string* out);

}  // namespace unboil

#endif  // UNBOIL_CLI_EXPLAIN_H_
