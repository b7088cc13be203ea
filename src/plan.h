// Plan: of all that rules and detectors found in a document, what goes in one
// pass.
//
//   1. keep rules protect their lines
//   2. rules without guards of context take lines and spans
//   3. the detectors of repeats look at what stands
//   4. rules with guards are judged on what stands after that
//
// So a guard never counts text that goes anyway, and a rule for the tail of a
// post knows where a second copy of the post begins.

#ifndef UNBOIL_PLAN_H_
#define UNBOIL_PLAN_H_

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "document.h"
#include "edit.h"
#include "matcher.h"
#include "repeat.h"
#include "unboil/unboil.h"

namespace unboil {

struct PlanInput {
  const Document& document;
  std::span<const RuleInfo> rules;  // those of repeats first
  std::span<const Hit> hits;        // in order of lines
  std::string_view title;           // folded; empty if it is not known
  RepeatOptions repeats;

  // Where in the text earlier passes removed something, in order.
  std::span<const std::size_t> seams;
};

std::vector<Taking> PlanRemovals(const PlanInput& input);

}  // namespace unboil

#endif  // UNBOIL_PLAN_H_
