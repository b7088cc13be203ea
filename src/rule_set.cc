// RuleSet: loads rules, picks those that are on, and hands documents to the
// cleaner. Rules come from images, made by CompileSources or when unboil was
// built.

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "builtin.h"
#include "cleaner.h"
#include "compiled_sources.h"
#include "fold.h"
#include "host.h"
#include "image.h"
#include "matcher.h"
#include "repeat.h"
#include "rule_file.h"
#include "rule_image.h"
#include "rule_selection.h"
#include "unboil/unboil.h"

namespace unboil {
namespace {

void AddDisabled(std::span<const FileDisabled> disabled, ImageWriter* image) {
  image->AddNumber(disabled.size());
  for (const FileDisabled& entry : disabled) {
    image->AddString(entry.ids);
    image->AddString(entry.unknown.message);
    image->AddString(entry.unknown.file);
    image->AddNumber(entry.unknown.line);
  }
}

std::vector<FileDisabled> TakeDisabled(ImageReader* image) {
  std::vector<FileDisabled> disabled(image->TakeNumber());
  for (FileDisabled& entry : disabled) {
    entry.ids = image->TakeString();
    entry.unknown.message = image->TakeString();
    entry.unknown.file = image->TakeString();
    entry.unknown.line = image->TakeNumber();
  }
  return disabled;
}

// The rules of a set, and where among them those of each image are.
class Assembly {
 public:
  Assembly() : rules_(RepeatRules().begin(), RepeatRules().end()) {}

  void AddBuiltin() {
    ImageReader image(BuiltinRuleImage());
    builtin_.image = BuiltinGateImage();
    for (RuleInfo& rule : TakeRules(&image)) {
      builtin_.at.push_back(Append(std::move(rule)));
    }
  }

  // `rule_counts` of the rules in `image` come from each of `sources`, in
  // order. A rule that says so takes the place of a built-in rule. nullopt:
  // done.
  std::optional<Error> AddUsers(std::span<const Source> sources,
                                std::span<const std::uint64_t> rule_counts,
                                ImageReader* image) {
    std::vector<RuleInfo> users = TakeRules(image);
    if (users.empty()) return std::nullopt;
    users_.image = image->rest();
    const std::size_t users_begin = rules_.size();
    rules_.reserve(users_begin + users.size());
    users_.at.reserve(users.size());
    by_id_.reserve(users_begin + users.size());
    for (std::size_t i = 0; i < users_begin; ++i) by_id_[rules_[i].id] = i;
    std::span<RuleInfo> rest = users;
    for (std::size_t i = 0; i < rule_counts.size(); ++i) {
      for (RuleInfo& rule : rest.first(rule_counts[i])) {
        if (std::optional<Error> fault = AddUser(sources[i], &rule)) {
          return fault;
        }
      }
      rest = rest.subspan(rule_counts[i]);
    }
    return std::nullopt;
  }

  std::vector<RuleInfo>& rules() { return rules_; }

  // The images that have a rule.
  std::vector<CompiledRules> TakeCompiled() && {
    std::vector<CompiledRules> compiled;
    for (CompiledRules* part : {&builtin_, &users_}) {
      if (!part->at.empty()) compiled.push_back(std::move(*part));
    }
    return compiled;
  }

 private:
  std::size_t Append(RuleInfo rule) {
    rules_.push_back(std::move(rule));
    return rules_.size() - 1;
  }

  std::optional<Error> AddUser(const Source& source, RuleInfo* rule) {
    const auto [known, is_new] = by_id_.try_emplace(rule->id, rules_.size());
    if (is_new) {
      users_.at.push_back(Append(std::move(*rule)));
      return std::nullopt;
    }
    const std::size_t place = known->second;
    RuleInfo& old = rules_[place];
    const std::size_t builtin_index = place - RepeatRules().size();
    const bool may_replace = place >= RepeatRules().size() &&
                             builtin_index < builtin_.at.size() &&
                             builtin_.at[builtin_index] == place;
    if (!may_replace || !rule->overrides) {
      std::string fault = "this id is used already, in " + old.file;
      if (old.line != 0) fault += ':' + std::to_string(old.line);
      if (may_replace) fault += "; say override = true to replace that rule";
      return ErrorAt(source, rule->line, 1, rule->id, fault);
    }
    builtin_.at[builtin_index] = CompiledRules::kReplaced;
    users_.at.push_back(place);
    old = std::move(*rule);
    return std::nullopt;
  }

  std::vector<RuleInfo> rules_;
  std::unordered_map<std::string, std::size_t> by_id_;
  CompiledRules builtin_;
  CompiledRules users_;
};

}  // namespace

struct RuleSet::State {
  std::shared_ptr<const std::vector<std::uint64_t>> image;
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
  return MakeRuleSet(sources, CompileSources(sources), options);
}

CompiledSources CompileSources(std::span<const Source> sources) {
  CompiledSources compiled;
  std::vector<std::uint64_t> rule_counts;
  std::vector<FileDisabled> disabled;
  std::vector<RuleInfo> rules;
  for (const Source& source : sources) {
    Result<RuleFile> file = ParseRuleFile(source);
    if (!file) {
      compiled.fault = file.error();
      break;
    }
    for (const DisabledRules& entry : file->disable) {
      disabled.push_back(
          {entry.ids, ErrorAt(source, entry.place, "",
                              "no rule has the id \"" + entry.ids + '"')});
    }
    rule_counts.push_back(file->rules.size());
    std::move(file->rules.begin(), file->rules.end(),
              std::back_inserter(rules));
  }
  ImageWriter image;
  image.Add(rule_counts);
  AddDisabled(disabled, &image);
  AddRules(rules, &image);
  if (!rules.empty()) Matcher::Compile(rules, &image);
  compiled.image = std::make_shared<const std::vector<std::uint64_t>>(
      std::move(image).Finish());
  return compiled;
}

// The faults of the first source come first, whichever step finds them.
Result<RuleSet> MakeRuleSet(std::span<const Source> sources,
                            const CompiledSources& compiled,
                            const Options& options) {
  ImageReader image(*compiled.image);
  const std::span<const std::uint64_t> rule_counts =
      image.Take<std::uint64_t>();
  const std::vector<FileDisabled> disabled = TakeDisabled(&image);
  Assembly assembly;
  if (options.builtin) assembly.AddBuiltin();
  if (std::optional<Error> fault =
          assembly.AddUsers(sources, rule_counts, &image)) {
    return *std::move(fault);
  }
  if (compiled.fault) return *compiled.fault;
  std::vector<RuleInfo> rules = std::move(assembly.rules());
  Result<bool> selected = SelectRules(options, disabled, &rules);
  if (!selected) return selected.error();
  Matcher matcher(rules, std::move(assembly).TakeCompiled());
  CleanerOptions cleaner;
  cleaner.max_share = options.max_share;
  cleaner.drop_title = options.drop_title;
  cleaner.repeats.keep = options.repeats;
  for (std::size_t i = 0; i < kDetectors; ++i) {
    cleaner.repeats.enabled[i] = rules[i].enabled;
  }
  return RuleSet(std::make_shared<const RuleSet::State>(RuleSet::State{
      compiled.image, std::move(rules), std::move(matcher), cleaner}));
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
