#include "cli/sides.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "cli/flag_values.h"
#include "cli/rule_sources.h"

namespace unboil {
namespace {

struct NamedRules {
  RuleSet rules;
  RuleSetName name;
};

Result<NamedRules> LoadSide(const RuleOptions& options) {
  Result<RuleSources> sources = RuleSources::ReadWithUsersOwn(options.paths);
  if (!sources) return sources.error();
  Result<RuleSet> rules = sources->Load(options.library);
  if (!rules) return rules.error();
  return NamedRules{*std::move(rules),
                    {UNBOIL_VERSION_STRING, sources->Describe(options.library),
                     DigestText(sources->DigestFor(options.library))}};
}

// A document on its way from a worker, with bytes of its own.
struct Found {
  std::string name;
  std::string text;  // only if it may be needed
  std::size_t bytes = 0;
  Digest digest{};
  std::vector<Taken> before;
  std::vector<Taken> now;
  bool refused_before = false;
  bool refused_now = false;
};

bool IsSame(const std::vector<Taken>& before, const std::vector<Taken>& now) {
  return std::equal(before.begin(), before.end(), now.begin(), now.end(),
                    [](const Taken& a, const Taken& b) {
                      return a.range == b.range && a.rule == b.rule;
                    });
}

Found CleanOnBothSides(const InputDocument& document, Sides* sides,
                       bool has_digest) {
  Found found;
  found.name = document.name();
  found.bytes = document.text().size();
  if (has_digest) found.digest = DigestOf(document.text(), document.known);
  const Cleaned now = sides->now().Clean(document.text(), document.known);
  found.now = NameRules(now.removals, sides->now().rules());
  found.refused_now = now.refused;
  if (sides->before()) {
    const RuleSet& rules = *sides->before();
    const Cleaned before = rules.Clean(document.text(), document.known);
    found.before = NameRules(before.removals, rules.rules());
    found.refused_before = before.refused;
  }
  if (sides->baseline() || !IsSame(found.before, found.now)) {
    found.text = document.text();
  }
  return found;
}

}  // namespace

Result<SideOptions> MakeSideOptions(const ParsedFlags& given) {
  SideOptions options;
  Result<RuleOptions> before = MakeRuleOptions(given, Side::kOld);
  if (!before) return before.error();
  options.before = *std::move(before);
  Result<RuleOptions> now = MakeRuleOptions(given, Side::kNew);
  if (!now) return now.error();
  options.now = *std::move(now);
  options.differ = given.HasSides();
  for (const ParsedFlags::Given& flag : given.flags) {
    if (flag.id == FlagId::kBaseline) {
      options.baseline = flag.value;
      if (MaybeError fault = RequireName("--baseline", flag.value)) {
        return *fault;
      }
    }
    if (flag.side == Side::kOld && given.Has(FlagId::kBaseline)) {
      return Usage("--baseline: is the old side; --old-... cannot go with it");
    }
  }
  return options;
}

Sides::Sides(RuleSet now, RuleSetName now_set)
    : now_(std::move(now)), now_set_(std::move(now_set)) {}

Result<Sides> Sides::LoadOne(const RuleOptions& options) {
  Result<NamedRules> now = LoadSide(options);
  if (!now) return now.error();
  return Sides(std::move(now->rules), std::move(now->name));
}

Result<Sides> Sides::Load(const SideOptions& options) {
  Result<Sides> sides = LoadOne(options.now);
  if (!sides) return sides.error();
  if (options.baseline) {
    Result<BaselineReader> baseline = BaselineReader::Open(*options.baseline);
    if (!baseline) return baseline.error();
    sides->before_name_ =
        baseline->name().rules + " (unboil " + baseline->name().version + ')';
    sides->baseline_.emplace(*std::move(baseline));
    return sides;
  }
  Result<NamedRules> before = LoadSide(options.before);
  if (!before) return before.error();
  sides->before_ = std::move(before->rules);
  sides->before_name_ = std::move(before->name.rules);
  return sides;
}

SidesOutcome CompareCorpus(
    const InputOptions& options, const CorpusFiles& files, Sides* sides,
    Writer* baseline,
    const std::function<bool(const ComparedDocument& document)>& see) {
  SidesOutcome outcome;
  const bool has_digest = baseline != nullptr || sides->baseline();

  const auto clean = [&](const InputDocument& document, std::size_t,
                         std::vector<Found>* batch) {
    batch->push_back(CleanOnBothSides(document, sides, has_digest));
  };
  const auto count = [&](Found& found) {
    outcome.count.Add(found.bytes, found.digest);
    outcome.refused_before += found.refused_before ? 1 : 0;
    outcome.refused_now += found.refused_now ? 1 : 0;
    if (sides->baseline()) {
      const Result<std::span<const Taken>> saved = sides->baseline()->Find(
          outcome.count.documents(), found.bytes, found.digest);
      if (!saved) {
        outcome.fault = saved.error();
        return false;
      }
      found.before.assign(saved->begin(), saved->end());
    }
    if (baseline != nullptr && !found.now.empty()) {
      baseline->Write(
          BaselineDocument(outcome.count.documents(), found.digest, found.now));
    }
    if (IsSame(found.before, found.now)) return see({found.name, "", {}, {}});
    return see({found.name, found.text, found.before, found.now});
  };
  const auto receive = [&](std::vector<Found> batch) {
    return std::all_of(batch.begin(), batch.end(), count);
  };

  outcome.corpus =
      RunCorpus<std::vector<Found>>(options, files, clean, receive);
  if (sides->baseline() && !outcome.fault && outcome.corpus.IsWhole()) {
    outcome.fault = sides->baseline()->Finish(outcome.count);
  }
  return outcome;
}

}  // namespace unboil
