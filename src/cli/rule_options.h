// The flags that say which rules there are: for a command, for one side of a
// comparison, and for a case of a case file.

#ifndef UNBOIL_CLI_RULE_OPTIONS_H_
#define UNBOIL_CLI_RULE_OPTIONS_H_

#include <optional>
#include <string>
#include <vector>

#include "cli/flags.h"
#include "unboil/unboil.h"

namespace unboil {

struct RuleOptions {
  std::vector<std::string> paths;  // -r
  Options library;
};

// Flags for both sides, and those for `side`.
Result<RuleOptions> MakeRuleOptions(const ParsedFlags& given,
                                    Side side = Side::kBoth);

// What one case of a case file is run with.
struct CaseOptions {
  Options library;
  std::string title;
  std::string source;
};

// Changes `*options` by the words of a `% ` line. nullopt: done.
std::optional<Error> ApplyCaseLine(const std::vector<std::string>& words,
                                   CaseOptions* options);

// The `% ` lines that make ApplyCaseLine come to `options`, each as words. What
// has its usual value is left out.
std::vector<std::vector<std::string>> CaseLines(const CaseOptions& options);

}  // namespace unboil

#endif  // UNBOIL_CLI_RULE_OPTIONS_H_
