// What a case came to: its document is cleaned, and what was found is held
// against what the case expects.
//
//   const CaseResult result = RunCase(wanted, rules, {});
//   if (!result.passed()) ...

#ifndef UNBOIL_CORPUS_CASE_RESULT_H_
#define UNBOIL_CORPUS_CASE_RESULT_H_

#include <cstddef>
#include <string>
#include <vector>

#include "corpus/case_file.h"
#include "unboil/unboil.h"

namespace unboil {

struct CaseResult {
  RuleSet rules;  // that ran
  std::vector<Removal> removals = {};
  std::vector<JudgedLine> lines = {};       // as found
  std::vector<std::size_t> differing = {};  // lines not as expected, in order
  std::vector<std::string> faults = {};  // sentences: what no gutter can show
  // The gutters agree, the output does not: no update can help.
  bool differs_unseen = false;

  bool passed() const { return differing.empty() && faults.empty(); }
};

CaseResult RunCase(const Case& wanted, const RuleSet& rules,
                   const Context& context);

// The ids of the rules that took something of a line, in order of the text.
std::vector<std::string> TakersOf(const CaseResult& result,
                                  const JudgedLine& line);

}  // namespace unboil

#endif  // UNBOIL_CORPUS_CASE_RESULT_H_
