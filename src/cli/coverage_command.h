// `unboil rules coverage`: which rules a corpus has seen at work.

#ifndef UNBOIL_CLI_COVERAGE_COMMAND_H_
#define UNBOIL_CLI_COVERAGE_COMMAND_H_

#include "cli/flags.h"

namespace unboil {

// Returns the program's exit code.
int RunRulesCoverage(const ParsedFlags& given);

}  // namespace unboil

#endif  // UNBOIL_CLI_COVERAGE_COMMAND_H_
