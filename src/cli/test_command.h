// `unboil test [OPTION]... PATH...`: runs case files (corpus/case_file.h).

#ifndef UNBOIL_CLI_TEST_COMMAND_H_
#define UNBOIL_CLI_TEST_COMMAND_H_

#include "cli/flags.h"

namespace unboil {

// Returns the program's exit code.
int RunTest(const ParsedFlags& given);

}  // namespace unboil

#endif  // UNBOIL_CLI_TEST_COMMAND_H_
