#include "cli/score_command.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/corpus_run.h"
#include "cli/flag_values.h"
#include "cli/input_files.h"
#include "cli/input_options.h"
#include "cli/output.h"
#include "cli/rule_options.h"
#include "cli/rule_sources.h"
#include "cli/score_text.h"
#include "corpus/digest.h"
#include "corpus/floors.h"
#include "corpus/score.h"
#include "io/file.h"

namespace unboil {
namespace {

struct ScoreOptions {
  RuleOptions rules;
  InputOptions input;
  std::optional<std::string> floor;
  bool update_floor = false;
  bool allow_lower = false;
  std::size_t top = 10;
  std::size_t worst = 5;
  bool json = false;
};

MaybeError ApplyScoreFlag(const ParsedFlags::Given& given,
                          ScoreOptions* options) {
  switch (given.id) {
    case FlagId::kFloor:
      options->floor = given.value;
      if (given.value == "-") return Usage("--floor: needs a file");
      return RequireName("--floor", given.value);
    case FlagId::kUpdateFloor:
      options->update_floor = true;
      return std::nullopt;
    case FlagId::kAllowLower:
      options->allow_lower = true;
      return std::nullopt;
    case FlagId::kTop:
      return SetCount("--top", given.value, &options->top);
    case FlagId::kWorst:
      return SetCount("--worst", given.value, &options->worst);
    default:
      return std::nullopt;
  }
}

MaybeError CheckScoreOptions(const ScoreOptions& options) {
  const JsonlFields& fields = options.input.format.fields;
  if (!fields.reference && !fields.keep && !fields.drop) {
    return Usage("score: needs --ref-field, --keep-field or --drop-field");
  }
  if (options.update_floor && !options.floor) {
    return Usage("--update-floor: needs --floor");
  }
  if (options.allow_lower && !options.update_floor) {
    return Usage("--allow-lower: needs --update-floor");
  }
  return std::nullopt;
}

Result<ScoreOptions> MakeScoreOptions(const ParsedFlags& given) {
  ScoreOptions options;
  Result<RuleOptions> rules = MakeRuleOptions(given);
  if (!rules) return rules.error();
  options.rules = *std::move(rules);
  Result<InputOptions> input = MakeCorpusOptions(given);
  if (!input) return input.error();
  options.input = *std::move(input);
  for (const ParsedFlags::Given& flag : given.flags) {
    if (MaybeError fault = ApplyScoreFlag(flag, &options)) return *fault;
  }
  if (MaybeError fault = SetAnswerFormat(given, &options.json)) return *fault;
  if (MaybeError fault = CheckScoreOptions(options)) return *fault;
  return options;
}

// Floors are kept under this name, so that a corpus may move.
std::string BaseName(const std::string& file) {
  return std::filesystem::path(file).filename().string();
}

// Each name once, in order.
std::vector<std::string> Distinct(const std::vector<std::string>& names) {
  std::vector<std::string> distinct;
  std::set<std::string_view> seen;
  for (const std::string& name : names) {
    if (seen.insert(name).second) distinct.push_back(name);
  }
  return distinct;
}

std::optional<Error> CheckFloorNames(const std::vector<std::string>& files,
                                     const std::string& floor) {
  std::map<std::string, std::string> by_name;
  for (const std::string& file : files) {
    if (IsSameFile(file, floor)) {
      return Error{file + ": cannot be both documents and floors", file, 0};
    }
    const auto [earlier, is_new] = by_name.emplace(BaseName(file), file);
    if (is_new) continue;
    return Error{floor + ": has one set of floors for each name, but " +
                     earlier->second + " and " + file + " have the same one",
                 floor, 0};
  }
  return std::nullopt;
}

// A file that is to be made has no floors yet.
Result<Floors> ReadFloors(const ScoreOptions& options) {
  const std::string& name = *options.floor;
  std::error_code ignored;
  if (options.update_floor && !std::filesystem::exists(name, ignored)) {
    return Floors(name);
  }
  const Result<std::string> text = ReadFile(name);
  if (!text) return text.error();
  return Floors::Parse({name, *text});
}

// Of all that the figures depend on.
Digest DigestOfScored(const InputDocument& document) {
  const JsonlRecord& record = document.record;
  const std::string keep = std::to_string(record.keep.size());
  const std::string drop =
      record.drop ? std::to_string(record.drop->size()) : "unknown";
  std::vector<std::string_view> parts = {document.text(), document.known.title,
                                         document.known.source,
                                         record.reference, keep};
  parts.insert(parts.end(), record.keep.begin(), record.keep.end());
  parts.push_back(drop);
  if (record.drop) {
    parts.insert(parts.end(), record.drop->begin(), record.drop->end());
  }
  return DigestOf(parts);
}

DocumentScore CleanAndScore(const InputDocument& document,
                            const JsonlFields& fields, const RuleSet& rules) {
  const Cleaned cleaned = rules.Clean(document.text(), document.known);
  const JsonlRecord& record = document.record;
  const std::string name = document.name();
  ScoredDocument scored;
  scored.name = name;
  scored.text = document.text();
  scored.removals = cleaned.removals;
  if (fields.reference) scored.reference = record.reference;
  if (fields.keep) scored.keep = record.keep;
  if (record.drop) scored.drop = *record.drop;
  return ScoreDocument(scored);
}

// The documents of a batch, which come from one file.
struct ScoredBatch {
  struct Document {
    DocumentScore score;
    Digest digest;
  };
  std::string file;
  std::vector<Document> documents;
};

// Scores the corpus into `scores`, which has its files.
CorpusOutcome ScoreCorpus(const InputOptions& options, const CorpusFiles& files,
                          const RuleSet& rules, Scores* scores) {
  std::map<std::string_view, ScoredFile*> by_name;
  for (ScoredFile& file : scores->files) by_name.emplace(file.name, &file);
  return RunCorpus<ScoredBatch>(
      options, files,
      [&](const InputDocument& document, std::size_t, ScoredBatch* batch) {
        batch->file = document.file();
        batch->documents.push_back(
            {CleanAndScore(document, options.format.fields, rules),
             DigestOfScored(document)});
      },
      [&](ScoredBatch batch) {
        for (const ScoredBatch::Document& document : batch.documents) {
          ScoredFile& file = *by_name.at(batch.file);
          file.sheet.Add(document.score);
          file.digest.Add(document.digest);
          scores->all.Add(document.score);
          scores->worst.Add(document.score);
        }
        return true;
      });
}

ScoredSet SetOf(const ScoredFile& file) {
  return {BaseName(file.name), file.digest.Text(),
          NameFigures(file.sheet.cleaned())};
}

// An exit code. What is below its floor is added to `scores`.
int HoldFloors(const Floors& floors, Scores* scores) {
  int exit_code = kDone;
  for (const ScoredFile& file : scores->files) {
    const Result<std::vector<std::string>> low = floors.Hold(SetOf(file));
    if (!low) {
      exit_code = Fail(low.error());
      continue;
    }
    scores->low.insert(scores->low.end(), low->begin(), low->end());
  }
  if (exit_code == kDone && !scores->low.empty()) return kFound;
  return exit_code;
}

// An exit code. All floors are lifted, or none.
int LiftFloors(const ScoreOptions& options, const Scores& scores,
               Floors* floors) {
  int exit_code = kDone;
  for (const ScoredFile& file : scores.files) {
    const std::optional<Error> fault =
        floors->Lift(SetOf(file), options.allow_lower);
    if (fault) exit_code = Fail(*fault);
  }
  if (exit_code != kDone) return exit_code;
  const std::optional<Error> fault =
      WriteFile(*options.floor, floors->Format());
  return fault ? Fail(*fault) : kDone;
}

int JudgeByFloors(const ScoreOptions& options, const CorpusOutcome& outcome,
                  Floors* floors, Scores* scores) {
  if (!outcome.IsWhole()) {
    Complain(*options.floor +
             ": left aside, since a part of the documents is missing");
    return kError;
  }
  if (options.update_floor) return LiftFloors(options, *scores, floors);
  return HoldFloors(*floors, scores);
}

}  // namespace

int RunScore(const ParsedFlags& given) {
  const Result<ScoreOptions> options = MakeScoreOptions(given);
  if (!options) return Fail(options.error());
  const CorpusFiles files = ListCorpusFiles(options->input.files);
  const std::vector<std::string> names = Distinct(files.names);
  std::optional<Floors> floors;
  if (options->floor) {
    const std::optional<Error> fault = CheckFloorNames(names, *options->floor);
    if (fault) return Fail(*fault);
    Result<Floors> read = ReadFloors(*options);
    if (!read) return Fail(read.error());
    floors = *std::move(read);
  }
  const Result<RuleSources> sources =
      RuleSources::ReadWithUsersOwn(options->rules.paths);
  if (!sources) return Fail(sources.error());
  const Result<RuleSet> rules = sources->Load(options->rules.library);
  if (!rules) return Fail(rules.error());

  Scores scores{sources->Describe(options->rules.library),
                rules->rules(),
                {},
                {},
                WorstDocuments(options->worst),
                {}};
  for (const std::string& name : names) scores.files.push_back({name, {}, {}});
  const CorpusOutcome outcome =
      ScoreCorpus(options->input, files, *rules, &scores);

  int exit_code = outcome.IsWhole() ? kDone : kError;
  if (floors) exit_code = JudgeByFloors(*options, outcome, &*floors, &scores);
  const int printed = Print(options->json ? ScoreJson(scores)
                                          : ScoreText(scores, options->top));
  return printed == kDone ? exit_code : printed;
}

}  // namespace unboil
