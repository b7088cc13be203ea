#include "cli/coverage_command.h"

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "cli/corpus_run.h"
#include "cli/flag_values.h"
#include "cli/input_options.h"
#include "cli/output.h"
#include "cli/rule_options.h"
#include "cli/rule_sources.h"
#include "cli/terminal.h"
#include "corpus/coverage.h"
#include "io/json_text.h"

namespace unboil {
namespace {

struct CoverageOptions {
  RuleOptions rules;
  InputOptions input;
  bool json = false;
};

Result<CoverageOptions> MakeCoverageOptions(const ParsedFlags& given) {
  Result<RuleOptions> rules = MakeRuleOptions(given);
  if (!rules) return rules.error();
  Result<InputOptions> input = MakeCorpusOptions(given);
  if (!input) return input.error();
  CoverageOptions options{*std::move(rules), *std::move(input), false};
  if (MaybeError fault = SetAnswerFormat(given, &options.json)) return *fault;
  return options;
}

// A rule that is on, and what a corpus has seen of it.
struct Seen {
  const RuleInfo* rule;
  std::size_t documents;
  const RuleInfo* companion;  // null: it fired alone, too
};

struct Found {
  std::size_t documents = 0;
  std::vector<Seen> fired;  // those of most documents first
  std::vector<const RuleInfo*> never;
  std::vector<SpareExample> spare;
};

// The detectors of repeats are on whatever --repeats says.
bool IsOn(const RuleInfo& rule, const Options& options) {
  const bool is_detector = rule.line == 0;
  return rule.enabled && !(is_detector && options.repeats == Repeats::kOff);
}

Found Sum(const Coverage& coverage, std::span<const RuleInfo> rules,
          const Options& options, std::vector<SpareExample> spare) {
  Found found{coverage.documents(), {}, {}, std::move(spare)};
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const bool removes =
        IsOn(rules[i], options) && rules[i].action != Action::kKeep;
    if (!removes) continue;
    if (coverage.Fired(i) == 0) {
      found.never.push_back(&rules[i]);
      continue;
    }
    const std::optional<std::size_t> companion = coverage.Companion(i);
    found.fired.push_back({&rules[i], coverage.Fired(i),
                           companion ? &rules[*companion] : nullptr});
  }
  std::stable_sort(
      found.fired.begin(), found.fired.end(),
      [](const Seen& a, const Seen& b) { return a.documents > b.documents; });
  return found;
}

std::string Number(std::size_t number) { return std::to_string(number); }

std::string PlaceOf(const RuleInfo& rule) {
  if (rule.line == 0) return rule.file;
  return rule.file + ':' + Number(rule.line);
}

std::string CoverageText(const Found& found, std::span<const RuleInfo> rules) {
  std::string text = CountOf(found.documents, "document") + ", " +
                     Number(found.fired.size() + found.never.size()) +
                     " rules on: " + Number(found.fired.size()) + " fired, " +
                     Number(found.never.size()) + " did not\n";
  if (!found.fired.empty()) {
    text += "\ndocuments  rule (never without)\n";
    for (const Seen& seen : found.fired) {
      text += PadLeft(Number(seen.documents), 9) + "  " + seen.rule->id;
      if (seen.companion != nullptr) text += " (" + seen.companion->id + ')';
      text += '\n';
    }
  }
  if (!found.never.empty()) {
    text += "\nnever fired\n";
    for (const RuleInfo* rule : found.never) {
      text += "  " + rule->id + "  " + PlaceOf(*rule) + '\n';
    }
  }
  if (!found.spare.empty()) {
    text += "\nexamples that go without their rule\n";
    for (const SpareExample& spare : found.spare) {
      text += "  " + rules[spare.rule].id + "  " + PlaceOf(rules[spare.rule]) +
              "\n    also by " + rules[spare.other].id + ": " +
              EscapeForTerminal(spare.text) + '\n';
    }
  }
  return text;
}

std::string CoverageJson(const Found& found, std::span<const RuleInfo> rules) {
  std::string json =
      "{\"documents\":" + Number(found.documents) + ",\"fired\":[";
  for (const Seen& seen : found.fired) {
    if (!json.ends_with('[')) json += ',';
    json += '{';
    AppendJsonMember("rule", seen.rule->id, &json);
    json += ",\"documents\":" + Number(seen.documents);
    if (seen.companion != nullptr) {
      AppendJsonMember("never_without", seen.companion->id, &json);
    }
    json += '}';
  }
  json += "],\"never\":[";
  for (const RuleInfo* rule : found.never) {
    if (!json.ends_with('[')) json += ',';
    AppendJsonString(rule->id, &json);
  }
  json += "],\"spare_examples\":[";
  for (const SpareExample& spare : found.spare) {
    if (!json.ends_with('[')) json += ',';
    json += '{';
    AppendJsonMember("rule", rules[spare.rule].id, &json);
    AppendJsonMember("also_by", rules[spare.other].id, &json);
    AppendJsonMember("text", spare.text, &json);
    json += '}';
  }
  return json + "]}\n";
}

}  // namespace

int RunRulesCoverage(const ParsedFlags& given) {
  const Result<CoverageOptions> options = MakeCoverageOptions(given);
  if (!options) return Fail(options.error());
  const Result<RuleSet> rules = LoadRules(options->rules);
  if (!rules) return Fail(rules.error());
  std::vector<SpareExample> spare = FindSpareExamples(rules->rules());

  using FiredOfBatch = std::vector<std::vector<std::size_t>>;
  Coverage coverage(rules->rules().size());
  const CorpusOutcome outcome = RunCorpus<FiredOfBatch>(
      options->input, ListCorpusFiles(options->input.files),
      [&](const InputDocument& document, std::size_t, FiredOfBatch* batch) {
        const Cleaned cleaned = rules->Clean(document.text(), document.known);
        batch->push_back(FiredRules(cleaned.removals));
      },
      [&](FiredOfBatch batch) {
        for (const std::vector<std::size_t>& fired : batch) coverage.Add(fired);
        return true;
      });

  const Found found =
      Sum(coverage, rules->rules(), options->rules.library, std::move(spare));
  const int printed =
      Print(options->json ? CoverageJson(found, rules->rules())
                          : CoverageText(found, rules->rules()));
  if (printed != kDone) return printed;
  return outcome.IsWhole() ? kDone : kError;
}

}  // namespace unboil
