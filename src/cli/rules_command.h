// `unboil rules list | show ID | check [PATH]...`

#ifndef UNBOIL_CLI_RULES_COMMAND_H_
#define UNBOIL_CLI_RULES_COMMAND_H_

#include "cli/flags.h"

namespace unboil {

// Each returns the program's exit code.
int RunRulesList(const ParsedFlags& given);
int RunRulesShow(const ParsedFlags& given);
int RunRulesCheck(const ParsedFlags& given);

}  // namespace unboil

#endif  // UNBOIL_CLI_RULES_COMMAND_H_
