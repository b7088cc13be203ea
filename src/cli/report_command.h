// `unboil report`: a page on which people review what goes (corpus/page/).

#ifndef UNBOIL_CLI_REPORT_COMMAND_H_
#define UNBOIL_CLI_REPORT_COMMAND_H_

#include "cli/flags.h"

namespace unboil {

// Returns the program's exit code.
int RunReport(const ParsedFlags& given);

}  // namespace unboil

#endif  // UNBOIL_CLI_REPORT_COMMAND_H_
