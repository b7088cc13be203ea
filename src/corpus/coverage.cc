#include "corpus/coverage.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "matcher.h"

namespace unboil {
namespace {

bool Removes(const RuleInfo& rule) {
  return rule.enabled && rule.action != Action::kKeep;
}

// Whether `other` may act wherever `rule` may, as far as level and guards go.
bool IsNoStricter(const RuleInfo& other, const RuleInfo& rule) {
  const bool has_zone = other.zone == Zone::kAny || other.zone == rule.zone;
  const bool has_company = (!other.alone || rule.alone) &&
                           (!other.near_removal || rule.near_removal) &&
                           other.run <= rule.run;
  const bool has_room =
      other.min_before <= rule.min_before &&
      (!other.max_after ||
       (rule.max_after && *other.max_after >= *rule.max_after));
  const bool has_source = other.source.empty() || other.source == rule.source;
  const bool takes_whole_unit =
      other.unit != Unit::kSpan || rule.unit == Unit::kSpan;
  return other.level <= rule.level && has_zone && has_company && has_room &&
         has_source && takes_whole_unit;
}

}  // namespace

std::vector<std::size_t> FiredRules(std::span<const Removal> removals) {
  std::vector<std::size_t> fired;
  for (const Removal& removal : removals) fired.push_back(removal.rule);
  std::sort(fired.begin(), fired.end());
  fired.erase(std::unique(fired.begin(), fired.end()), fired.end());
  return fired;
}

void Coverage::Add(const std::vector<std::size_t>& fired) {
  ++documents_;
  for (const std::size_t index : fired) {
    Rule& rule = rules_[index];
    if (++rule.documents == 1) {
      rule.company = fired;
      std::erase(rule.company, index);
      continue;
    }
    std::vector<std::size_t> still;
    std::set_intersection(rule.company.begin(), rule.company.end(),
                          fired.begin(), fired.end(),
                          std::back_inserter(still));
    rule.company = std::move(still);
  }
}

std::optional<std::size_t> Coverage::Companion(std::size_t rule) const {
  const std::vector<std::size_t>& company = rules_[rule].company;
  if (company.empty() || rules_[rule].documents < 2) return std::nullopt;
  return *std::min_element(
      company.begin(), company.end(),
      [this](std::size_t a, std::size_t b) { return Fired(a) < Fired(b); });
}

std::vector<SpareExample> FindSpareExamples(std::span<const RuleInfo> rules) {
  const Matcher matcher(rules);
  std::vector<SpareExample> spare;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    if (!Removes(rules[i])) continue;
    for (const std::string& example : rules[i].remove_examples) {
      for (std::size_t other = 0; other < rules.size(); ++other) {
        if (other == i || !Removes(rules[other]) ||
            !IsNoStricter(rules[other], rules[i]) ||
            !matcher.Matches(other, example)) {
          continue;
        }
        spare.push_back({i, example, other});
        break;
      }
    }
  }
  return spare;
}

}  // namespace unboil
