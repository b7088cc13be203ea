// The unified diff of --diff, which `patch -p1` and `git apply` turn into the
// clean text:
//
//   --- a/page.txt
//   +++ b/page.txt
//   @@ -1,3 +1,2 @@
//    A story.
//   -View original
//    The end.

#ifndef UNBOIL_CLI_DIFF_H_
#define UNBOIL_CLI_DIFF_H_

#include <string>

#include "cli/cleaned_document.h"

namespace unboil {

// Appends nothing where nothing goes. Lines are the document's own bytes, so
// that the patch is exact; with colour, which is for eyes, they are escaped.
void AppendDiff(const CleanedDocument& document, bool color, std::string* out);

}  // namespace unboil

#endif  // UNBOIL_CLI_DIFF_H_
