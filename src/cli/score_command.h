// `unboil score`: how good a cleaning is, where it is known what is right.

#ifndef UNBOIL_CLI_SCORE_COMMAND_H_
#define UNBOIL_CLI_SCORE_COMMAND_H_

#include "cli/flags.h"

namespace unboil {

// Returns the program's exit code.
int RunScore(const ParsedFlags& given);

}  // namespace unboil

#endif  // UNBOIL_CLI_SCORE_COMMAND_H_
