// RuleSet: loads rules, picks those that are on, and hands documents to the
// cleaner.

#include <algorithm>
#include <iterator>
#include <memory>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "builtin.h"
#include "cleaner.h"
#include "fold.h"
#include "host.h"
#include "matcher.h"
#include "repeat.h"
#include "rule_file.h"
#include "rule_image.h"
#include "rule_selection.h"
#include "unboil/unboil.h"

namespace unboil {
namespace {

// Appends the rules of `sources`, and what they switch off. A rule that says so
// takes the place of a built-in rule, which stands in `*rules` already.
Result<bool> LoadSources(std::span<const Source> sources,
                         std::vector<RuleInfo>* rules,
                         std::vector<FileDisabled>* disabled) {
  const std::size_t builtin_end = rules->size();
  std::unordered_map<std::string, std::size_t> by_id;
  std::unordered_set<std::string> replaced;
  for (std::size_t i = 0; i < builtin_end; ++i) by_id[(*rules)[i].id] = i;
  for (const Source& source : sources) {
    Result<RuleFile> file = ParseRuleFile(source);
    if (!file) return file.error();
    for (const DisabledRules& entry : file->disable) {
      disabled->push_back(
          {entry.ids, ErrorAt(source, entry.place, "",
                              "no rule has the id \"" + entry.ids + '"')});
    }
    for (RuleInfo& rule : file->rules) {
      const auto [known, is_new] = by_id.try_emplace(rule.id, rules->size());
      if (is_new) {
        rules->push_back(std::move(rule));
        continue;
      }
      RuleInfo& old = (*rules)[known->second];
      const bool may_replace = known->second < builtin_end &&
                               known->second >= RepeatRules().size() &&
                               !replaced.contains(rule.id);
      if (!may_replace || !rule.overrides) {
        std::string fault = "this id is used already, in " + old.file;
        if (old.line != 0) fault += ':' + std::to_string(old.line);
        if (may_replace) fault += "; say override = true to replace that rule";
        return ErrorAt(source, rule.line, 1, rule.id, fault);
      }
      replaced.insert(rule.id);
      old = std::move(rule);
    }
  }
  return true;
}

}  // namespace

struct RuleSet::State {
  std::vector<RuleInfo> rules;  // those of RepeatRules() first
  Matcher matcher;
  CleanerOptions cleaner;
};

RuleSet::RuleSet(std::shared_ptr<const State> state)
    : state_(std::move(state)) {}

Result<RuleSet> RuleSet::Builtin(const Options& options) {
  Options with_builtin = options;
  with_builtin.builtin = true;
  return Parse({}, with_builtin);
}

Result<RuleSet> RuleSet::Parse(std::span<const Source> sources,
                               const Options& options) {
  std::vector<RuleInfo> rules(RepeatRules().begin(), RepeatRules().end());
  std::vector<FileDisabled> disabled;
  CompiledRules compiled;
  if (options.builtin) {
    ImageReader image(BuiltinRuleImage());
    std::vector<RuleInfo> builtin = TakeRules(&image);
    compiled = {rules.size(), builtin.size(), BuiltinGateImage()};
    std::move(builtin.begin(), builtin.end(), std::back_inserter(rules));
  }
  Result<bool> loaded = LoadSources(sources, &rules, &disabled);
  if (!loaded) return loaded.error();
  Result<bool> selected = SelectRules(options, disabled, &rules);
  if (!selected) return selected.error();
  Matcher matcher(rules, compiled);
  CleanerOptions cleaner;
  cleaner.max_share = options.max_share;
  cleaner.drop_title = options.drop_title;
  cleaner.repeats.keep = options.repeats;
  for (std::size_t i = 0; i < kDetectors; ++i) {
    cleaner.repeats.enabled[i] = rules[i].enabled;
  }
  return RuleSet(std::make_shared<const State>(
      State{std::move(rules), std::move(matcher), cleaner}));
}

Cleaned RuleSet::Clean(std::string_view text, const Context& context) const {
  Cleaned cleaned;
  cleaned.refused = !Clean(text, context, &cleaned.text, &cleaned.removals);
  return cleaned;
}

bool RuleSet::Clean(std::string_view text, const Context& context,
                    std::string* out, std::vector<Removal>* removals) const {
  const Cleaner cleaner(state_->rules, state_->matcher, state_->cleaner);
  return cleaner.Clean(text, {Fold(context.title), HostOf(context.source)}, out,
                       removals);
}

std::span<const RuleInfo> RuleSet::rules() const { return state_->rules; }

}  // namespace unboil
