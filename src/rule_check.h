// `unboil rules check`: what makes a rule a bad neighbour although it loads.
// Every rule needs a reason, two examples that go and one near miss that stays,
// and its examples must come out as they say.

#ifndef UNBOIL_RULE_CHECK_H_
#define UNBOIL_RULE_CHECK_H_

#include <span>
#include <vector>

#include "unboil/unboil.h"

namespace unboil {

// The largest gap (`.{0,60}`) that a rule may have.
inline constexpr std::size_t kMaxGap = 60;

struct RuleFault {
  Error error;
  bool warning = false;  // worth saying, but no reason to fail
};

// Every fault of every source, in order. Empty: all is well.
std::vector<RuleFault> CheckRules(std::span<const Source> sources);

}  // namespace unboil

#endif  // UNBOIL_RULE_CHECK_H_
