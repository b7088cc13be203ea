// How a failed case is told: the lines around each difference, with the
// verdict that the case wants and the one that was found. Above lines that go
// or are cut, but not as wanted, `@` names the rules that took something.
//
//   FAILED page.case:1: a label in the text
//          want  found
//        4   |     |    Some pages show a small link below each text.
//                  @    my.label
//   >    5   |     -    View original
//        6   |     |    Hardly anybody follows it.
//     line 2: my.notice owns no removal
//
// In colour, text that should stay but goes is red and struck through, text
// that should go but stays is green, and text that rightly goes is dim.

#ifndef UNBOIL_CLI_CASE_LISTING_H_
#define UNBOIL_CLI_CASE_LISTING_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "corpus/case_file.h"
#include "corpus/case_result.h"

namespace unboil {

struct ListingStyle {
  bool color = false;
  std::size_t columns = 0;  // of the terminal; 0: there is none
};

// The first line of it.
void AppendFailedName(std::string_view path, const Case& wanted, bool color,
                      std::string* out);

// What follows. No control character of the document gets through. Lines are
// shortened to the terminal's columns, without one to 100; those that are cut
// inside are shown whole, folded on a terminal.
void AppendDifferences(const Case& wanted, const CaseResult& result,
                       const ListingStyle& style, std::string* out);

// A name or an id of a case file. It has the escapes of the file already, so
// only what a terminal would act on is escaped.
std::string EscapeName(std::string_view name);

}  // namespace unboil

#endif  // UNBOIL_CLI_CASE_LISTING_H_
