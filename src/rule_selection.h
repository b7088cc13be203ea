// Which of the loaded rules are on: level, language, and what the caller
// enables and disables by id.
//
//   disable "en.link.*"           every rule of that group is off
//   enable  "en.link.read-more"   but this one: an exact id beats a pattern

#ifndef UNBOIL_RULE_SELECTION_H_
#define UNBOIL_RULE_SELECTION_H_

#include <vector>

#include "unboil/unboil.h"

namespace unboil {

// Sets `enabled` of every rule. Fails on an id or pattern of `options` that
// matches no rule.
Result<bool> SelectRules(const Options& options, std::vector<RuleInfo>* rules);

}  // namespace unboil

#endif  // UNBOIL_RULE_SELECTION_H_
