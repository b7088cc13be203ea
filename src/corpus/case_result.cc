#include "corpus/case_result.h"

#include <algorithm>
#include <span>
#include <string_view>
#include <utility>

#include "rule_file.h"

namespace unboil {
namespace {

// REQUIRES: both are lines of the same text
std::vector<std::size_t> Differing(const std::vector<JudgedLine>& expected,
                                   const std::vector<JudgedLine>& found) {
  std::vector<std::size_t> differing;
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (!IsSameFate(expected[i], found[i])) differing.push_back(i);
  }
  return differing;
}

// Why a rule owns nothing, if it does not.
std::string OwnerFault(std::string_view id, std::span<const RuleInfo> rules,
                       std::span<const std::string> owners) {
  if (std::find(owners.begin(), owners.end(), id) != owners.end()) return "";
  std::vector<std::string_view> known;
  for (const RuleInfo& rule : rules) {
    if (rule.id == id) {
      return rule.enabled ? " owns no removal"
                          : " owns no removal: it is switched off here";
    }
    known.push_back(rule.id);
  }
  const std::string_view nearest = NearestName(id, known);
  std::string fault = " is no rule";
  if (!nearest.empty()) {
    fault += "; did you mean " + std::string(nearest) + '?';
  }
  return fault;
}

// What `@ ` lines promise and the removals do not hold.
std::vector<std::string> OwnerFaults(const Case& wanted,
                                     std::span<const RuleInfo> rules,
                                     std::span<const std::string> owners) {
  std::vector<std::string> faults;
  for (const Case::Owner& owner : wanted.owners) {
    const std::string fault = OwnerFault(owner.id, rules, owners);
    if (fault.empty()) continue;
    faults.push_back("line " + std::to_string(owner.line) + ": " + owner.id +
                     fault);
  }
  return faults;
}

}  // namespace

CaseResult RunCase(const Case& wanted, const RuleSet& rules,
                   const Context& context) {
  Cleaned cleaned = rules.Clean(wanted.text, context);
  CaseResult result{.rules = rules};
  result.lines = JudgeLines(wanted.text, cleaned.removals);
  result.differing = Differing(wanted.lines, result.lines);
  result.faults = OwnerFaults(wanted, rules.rules(),
                              Owners(cleaned.removals, rules.rules()));
  result.differs_unseen =
      result.differing.empty() &&
      cleaned.text != ImpliedOutput(wanted.text, result.lines);
  if (result.differs_unseen) {
    result.faults.push_back(
        "the gutters agree, but line ends were removed that they cannot show");
  }
  result.removals = std::move(cleaned.removals);
  return result;
}

std::vector<std::string> TakersOf(const CaseResult& result,
                                  const JudgedLine& line) {
  const bool is_empty = line.content.begin == line.content.end;
  const Range judged = is_empty ? line.line : line.content;
  const std::span<const Removal> all = result.removals;
  const std::span<const Removal>::iterator first = std::partition_point(
      all.begin(), all.end(), [judged](const Removal& removal) {
        return removal.range.end <= judged.begin;
      });
  const std::span<const Removal>::iterator last =
      std::partition_point(first, all.end(), [judged](const Removal& removal) {
        return removal.range.begin < judged.end;
      });
  return Owners({first, last}, result.rules.rules());
}

}  // namespace unboil
