// What `unboil` without a command is asked for.

#ifndef UNBOIL_CLI_CLEAN_OPTIONS_H_
#define UNBOIL_CLI_CLEAN_OPTIONS_H_

#include <optional>
#include <string>

#include "cli/flags.h"
#include "cli/input_options.h"
#include "cli/report.h"
#include "cli/rule_options.h"
#include "cli/terminal.h"

namespace unboil {

// What standard output shows.
enum class Show { kClean, kRemoved, kExplain, kDiff, kMark, kList, kCheck };

struct CleanOptions {
  RuleOptions rules;
  InputOptions input;

  Show show = Show::kClean;
  ColorWhen color = ColorWhen::kAuto;
  bool stats = false;

  std::string output = "-";
  // Changes the files; what the old ones' names get, or "": they are not kept.
  std::optional<std::string> in_place;
  std::optional<std::string> report;
  OffsetUnit offsets = OffsetUnit::kBytes;
  bool line_buffered = false;
};

Result<CleanOptions> MakeCleanOptions(const ParsedFlags& given);

}  // namespace unboil

#endif  // UNBOIL_CLI_CLEAN_OPTIONS_H_
