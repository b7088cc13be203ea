#include "cli/clean_options.h"

#include <span>
#include <utility>

#include "cli/flag_values.h"
#include "io/file.h"

namespace unboil {
namespace {

constexpr Choice<OffsetUnit> kUnits[] = {{"bytes", OffsetUnit::kBytes},
                                         {"chars", OffsetUnit::kChars},
                                         {"utf16", OffsetUnit::kUtf16}};

// A suffix is the end of a name: with a slash it would be another folder.
MaybeError SetInPlace(const std::string& value,
                      std::optional<std::string>* suffix) {
  if (value.find('/') != std::string::npos) {
    return BadValue("--in-place", value, "the end of a file's name");
  }
  *suffix = value;
  return std::nullopt;
}

MaybeError ApplyCleanFlag(const ParsedFlags::Given& given,
                          CleanOptions* options) {
  switch (given.id) {
    case FlagId::kInPlace:
      return SetInPlace(given.value, &options->in_place);
    case FlagId::kOffsets:
      return SetChoice("--offsets", given.value, kUnits, &options->offsets);
    case FlagId::kColor:
      return SetColor(given.value, &options->color);
    case FlagId::kLineBuffered:
      options->line_buffered = true;
      return std::nullopt;
    case FlagId::kStats:
      options->stats = true;
      return std::nullopt;
    case FlagId::kDiff:
      options->show = Show::kDiff;
      return std::nullopt;
    case FlagId::kList:
      options->show = Show::kList;
      return std::nullopt;
    case FlagId::kOutput:
      options->output = given.value;
      return RequireName("--output", given.value);
    case FlagId::kReport:
      options->report = given.value;
      if (given.value == "-") {
        return Usage("--report: needs a file; standard output has the text");
      }
      return RequireName("--report", given.value);
    case FlagId::kRemoved:
      options->show = Show::kRemoved;
      return std::nullopt;
    case FlagId::kExplain:
      options->show = Show::kExplain;
      return std::nullopt;
    case FlagId::kMark:
      options->show = Show::kMark;
      return std::nullopt;
    case FlagId::kCheck:
      options->show = Show::kCheck;
      return std::nullopt;
    default:
      return std::nullopt;
  }
}

// No file may be read and written at once.
MaybeError CheckFiles(const CleanOptions& options) {
  const std::string report = options.report.value_or(options.output);
  for (const std::string& file : options.input.files) {
    if (options.in_place && file == "-") {
      return Usage("--in-place: needs files; standard input is none");
    }
    if (IsSameFile(file, options.output) || IsSameFile(file, report)) {
      return Usage(file +
                   ": would be read and written at once; see --in-place");
    }
  }
  if (options.report && (*options.report == options.output ||
                         IsSameFile(*options.report, options.output))) {
    return Usage(*options.report + ": cannot be both report and output");
  }
  return std::nullopt;
}

// What is sound flag by flag, but not together.
MaybeError CheckTogether(const ParsedFlags& given,
                         const CleanOptions& options) {
  // One answer goes to standard output.
  constexpr FlagId kShows[] = {
      FlagId::kInPlace, FlagId::kRemoved, FlagId::kExplain, FlagId::kDiff,
      FlagId::kMark,    FlagId::kList,    FlagId::kCheck};
  constexpr FlagId kOutputs[] = {FlagId::kOutput, FlagId::kInPlace,
                                 FlagId::kCheck};
  constexpr FlagId kStreaming[] = {FlagId::kJobs, FlagId::kLineBuffered};
  for (const std::span<const FlagId> apart :
       {std::span<const FlagId>(kShows), std::span<const FlagId>(kOutputs),
        std::span<const FlagId>(kStreaming)}) {
    if (MaybeError fault = RefuseTogether(given, apart)) return fault;
  }
  if (given.Has(FlagId::kOffsets) && !options.report) {
    return Usage("--offsets: needs --report");
  }
  return CheckFiles(options);
}

}  // namespace

Result<CleanOptions> MakeCleanOptions(const ParsedFlags& given) {
  CleanOptions options;
  Result<RuleOptions> rules = MakeRuleOptions(given);
  if (!rules) return rules.error();
  options.rules = *std::move(rules);
  for (const ParsedFlags::Given& flag : given.flags) {
    if (MaybeError fault = ApplyCleanFlag(flag, &options)) return *fault;
  }
  Result<InputOptions> input = MakeInputOptions(given);
  if (!input) return input.error();
  options.input = *std::move(input);
  if (MaybeError fault = CheckTogether(given, options)) return *fault;
  return options;
}

}  // namespace unboil
