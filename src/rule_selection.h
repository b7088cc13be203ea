// Which of the loaded rules are on: level, language, and what the caller
// enables and disables by id.
//
//   disable "en.link.*"           every rule of that group is off
//   enable  "en.link.read-more"   but this one: an exact id beats a pattern

#ifndef UNBOIL_RULE_SELECTION_H_
#define UNBOIL_RULE_SELECTION_H_

#include <span>
#include <string>
#include <vector>

#include "unboil/unboil.h"

namespace unboil {

// An id or pattern that a rule file switches off. What the caller says of a
// rule, whatever it is, beats that.
struct FileDisabled {
  std::string ids;
  Error unknown;  // in case it matches no rule
};

// Sets `enabled` of every rule. Fails on an id or pattern that matches no rule;
// but without the built-in rules, a file may still name those.
Result<bool> SelectRules(const Options& options,
                         std::span<const FileDisabled> disabled,
                         std::vector<RuleInfo>* rules);

}  // namespace unboil

#endif  // UNBOIL_RULE_SELECTION_H_
