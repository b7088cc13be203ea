// The report of --report: a JSON object a removal, each on a line of its own.
//
//   {"doc":"page.txt","begin":9,"end":23,"rule":"any.syndication.view-original",
//    "text":"View original\n","twin":null}

#ifndef UNBOIL_CLI_REPORT_H_
#define UNBOIL_CLI_REPORT_H_

#include <string>

#include "cli/cleaned_document.h"
#include "io/offset_map.h"

namespace unboil {

// A line for each removal; "begin", "end" and "twin" count in `unit`. Time is
// linear in the text.
void AppendReport(const CleanedDocument& document, OffsetUnit unit,
                  std::string* out);

}  // namespace unboil

#endif  // UNBOIL_CLI_REPORT_H_
