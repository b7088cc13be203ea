#include "rule_selection.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "rule_file.h"

namespace unboil {
namespace {

// `*` stands for any text, dots included.
bool MatchesPattern(std::string_view pattern, std::string_view id) {
  const std::size_t star = pattern.find('*');
  if (star == std::string_view::npos) return pattern == id;
  const std::string_view head = pattern.substr(0, star);
  if (!id.starts_with(head)) return false;
  id.remove_prefix(head.size());
  pattern.remove_prefix(star + 1);
  // The text up to the next star, wherever it comes first.
  while (true) {
    const std::size_t next = pattern.find('*');
    const std::string_view part = pattern.substr(0, next);
    if (next == std::string_view::npos) return id.ends_with(part);
    const std::size_t at = id.find(part);
    if (at == std::string_view::npos) return false;
    id.remove_prefix(at + part.size());
    pattern.remove_prefix(next + 1);
  }
}

// How much `entry` says about `id`: nothing (0), its length, or everything.
std::size_t Specificity(std::string_view entry, std::string_view id) {
  if (entry == id) return std::string_view::npos;
  return MatchesPattern(entry, id) ? std::max<std::size_t>(entry.size(), 1) : 0;
}

std::size_t BestSpecificity(const std::vector<std::string>& entries,
                            std::string_view id) {
  std::size_t best = 0;
  for (const std::string& entry : entries) {
    best = std::max(best, Specificity(entry, id));
  }
  return best;
}

bool IsWanted(const RuleInfo& rule, const Options& options,
              std::span<const FileDisabled> disabled) {
  const std::size_t enable = BestSpecificity(options.enable, rule.id);
  const std::size_t disable = BestSpecificity(options.disable, rule.id);
  if (disable > 0 && disable >= enable) return false;
  if (enable > 0) return true;
  for (const FileDisabled& entry : disabled) {
    if (MatchesPattern(entry.ids, rule.id)) return false;
  }
  if (rule.level > options.level) return false;
  if (options.lang.empty() || rule.lang.empty()) return true;
  return std::any_of(
      rule.lang.begin(), rule.lang.end(), [&options](const std::string& lang) {
        return std::find(options.lang.begin(), options.lang.end(), lang) !=
               options.lang.end();
      });
}

bool IsKnown(std::string_view entry, const std::vector<RuleInfo>& rules) {
  return std::any_of(rules.begin(), rules.end(), [entry](const RuleInfo& rule) {
    return MatchesPattern(entry, rule.id);
  });
}

Error NoSuchRule(std::string_view entry, const std::vector<RuleInfo>& rules) {
  std::vector<std::string_view> ids;
  for (const RuleInfo& rule : rules) ids.push_back(rule.id);
  Error error;
  error.message = "no rule has the id \"" + std::string(entry) + '"';
  const std::string_view nearest = NearestName(entry, ids);
  if (!nearest.empty()) {
    error.message += "; did you mean \"" + std::string(nearest) + "\"?";
  }
  return error;
}

}  // namespace

Result<bool> SelectRules(const Options& options,
                         std::span<const FileDisabled> disabled,
                         std::vector<RuleInfo>* rules) {
  for (const std::vector<std::string>* entries :
       {&options.enable, &options.disable}) {
    for (const std::string& entry : *entries) {
      if (!IsKnown(entry, *rules)) return NoSuchRule(entry, *rules);
    }
  }
  for (const FileDisabled& entry : disabled) {
    if (options.builtin && !IsKnown(entry.ids, *rules)) return entry.unknown;
  }
  for (RuleInfo& rule : *rules) {
    rule.enabled = IsWanted(rule, options, disabled);
  }
  return true;
}

}  // namespace unboil
