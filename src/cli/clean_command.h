// `unboil [OPTION]... [FILE]...`: cleans documents one after the other.

#ifndef UNBOIL_CLI_CLEAN_COMMAND_H_
#define UNBOIL_CLI_CLEAN_COMMAND_H_

#include "cli/flags.h"

namespace unboil {

// Returns the program's exit code.
int RunClean(const ParsedFlags& given);

}  // namespace unboil

#endif  // UNBOIL_CLI_CLEAN_COMMAND_H_
