// The pages of `-h` and `--help`, made from the table of flags.

#ifndef UNBOIL_CLI_HELP_H_
#define UNBOIL_CLI_HELP_H_

#include <string>

#include "cli/flags.h"

namespace unboil {

// -h says a line a flag; --help also details, files and examples.
enum class HelpSize { kShort, kWhole };

std::string HelpText(Command command, HelpSize size);

}  // namespace unboil

#endif  // UNBOIL_CLI_HELP_H_
