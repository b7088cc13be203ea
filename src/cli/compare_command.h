// `unboil compare`: what a change of rules does to a corpus.

#ifndef UNBOIL_CLI_COMPARE_COMMAND_H_
#define UNBOIL_CLI_COMPARE_COMMAND_H_

#include "cli/flags.h"

namespace unboil {

// Returns the program's exit code.
int RunCompare(const ParsedFlags& given);

}  // namespace unboil

#endif  // UNBOIL_CLI_COMPARE_COMMAND_H_
