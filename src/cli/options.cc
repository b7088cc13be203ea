#include "cli/options.h"

#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <span>
#include <thread>
#include <utility>

#include "cli/read_number.h"
#include "io/file.h"

namespace unboil {
namespace {

using MaybeError = std::optional<Error>;

Error BadValue(std::string_view flag, std::string_view value,
               std::string_view wanted) {
  return {std::string(flag) + ": \"" + std::string(value) + "\" is not " +
              std::string(wanted),
          "", 0};
}

Error Usage(std::string message) { return {std::move(message), "", 0}; }

MaybeError SetLevel(const std::string& value, Options* options) {
  if (value.size() != 1 || value[0] < '1' || value[0] > '3') {
    return BadValue("--level", value, "1, 2 or 3");
  }
  options->level = static_cast<Level>(value[0] - '0');
  return std::nullopt;
}

template <typename T>
struct Choice {
  std::string_view name;
  T value;
};

constexpr Choice<Repeats> kRepeats[] = {{"headline", Repeats::kHeadline},
                                        {"first", Repeats::kFirst},
                                        {"last", Repeats::kLast},
                                        {"off", Repeats::kOff}};
constexpr Choice<Format> kFormats[] = {{"text", Format::kText},
                                       {"jsonl", Format::kJsonl}};
constexpr Choice<OffsetUnit> kUnits[] = {{"bytes", OffsetUnit::kBytes},
                                         {"chars", OffsetUnit::kChars},
                                         {"utf16", OffsetUnit::kUtf16}};
constexpr Choice<ColorWhen> kColors[] = {{"auto", ColorWhen::kAuto},
                                         {"always", ColorWhen::kAlways},
                                         {"never", ColorWhen::kNever}};

// Whether a command answers in JSON.
constexpr Choice<bool> kAnswerFormats[] = {{"text", false}, {"json", true}};

// "text or json"
template <typename T, std::size_t kCount>
std::string ListNames(const Choice<T> (&choices)[kCount]) {
  std::string names;
  for (std::size_t i = 0; i < kCount; ++i) {
    if (i > 0) names += i + 1 == kCount ? " or " : ", ";
    names += choices[i].name;
  }
  return names;
}

template <typename T, std::size_t kCount>
MaybeError SetChoice(std::string_view flag, std::string_view value,
                     const Choice<T> (&choices)[kCount], T* choice) {
  for (const Choice<T>& known : choices) {
    if (known.name != value) continue;
    *choice = known.value;
    return std::nullopt;
  }
  return BadValue(flag, value, ListNames(choices));
}

MaybeError SetMaxShare(const std::string& value, Options* options) {
  const double share = ReadNumber<double>(value).value_or(-1);
  const bool is_share = share >= 0 && share <= 1;  // NaN is not
  if (!is_share) {
    return BadValue("--max-share", value, "a number from 0 to 1");
  }
  options->max_share = share;
  return std::nullopt;
}

MaybeError SetLang(const std::string& value, Options* options) {
  options->lang.clear();
  for (std::size_t begin = 0; begin <= value.size();) {
    const std::size_t comma = std::min(value.find(',', begin), value.size());
    if (comma == begin) {
      return BadValue("--lang", value, "a list of languages like es,en");
    }
    options->lang.push_back(value.substr(begin, comma - begin));
    begin = comma + 1;
  }
  return std::nullopt;
}

// The flags that a `% ` line may have, --title-text and --source aside.
MaybeError ApplyRuleFlag(const ParsedFlags::Given& given, Options* options) {
  switch (given.id) {
    case FlagId::kLevel:
      return SetLevel(given.value, options);
    case FlagId::kLang:
      return SetLang(given.value, options);
    case FlagId::kRepeats:
      return SetChoice("--repeats", given.value, kRepeats, &options->repeats);
    case FlagId::kMaxShare:
      return SetMaxShare(given.value, options);
    case FlagId::kDropTitle:
      options->drop_title = true;
      return std::nullopt;
    case FlagId::kEnable:
      options->enable.push_back(given.value);
      return std::nullopt;
    case FlagId::kDisable:
      options->disable.push_back(given.value);
      return std::nullopt;
    default:
      return std::nullopt;
  }
}

MaybeError RequireName(std::string_view flag, const std::string& value) {
  if (!value.empty()) return std::nullopt;
  return Usage(std::string(flag) + ": the name of a file is empty");
}

// For commands whose --format is that of their answer.
MaybeError SetAnswerFormat(const ParsedFlags& given, bool* json) {
  for (const ParsedFlags::Given& flag : given.flags) {
    if (flag.id != FlagId::kAnswerFormat) continue;
    if (MaybeError fault =
            SetChoice("--format", flag.value, kAnswerFormats, json)) {
      return fault;
    }
  }
  return std::nullopt;
}

// Flags that say which rules there are: those for both sides, and those for
// `side`.
Result<RuleOptions> MakeRuleOptions(const ParsedFlags& given,
                                    Side side = Side::kBoth) {
  RuleOptions options;
  options.library.builtin = true;
  for (const ParsedFlags::Given& flag : given.flags) {
    if (flag.side != Side::kBoth && flag.side != side) continue;
    MaybeError fault = ApplyRuleFlag(flag, &options.library);
    if (flag.id == FlagId::kNoBuiltin) options.library.builtin = false;
    if (flag.id == FlagId::kRules) {
      fault = RequireName("--rules", flag.value);
      options.paths.push_back(flag.value);
    }
    if (!fault) continue;
    fault->message.insert(2, PrefixOf(flag.side));  // behind the dashes
    return *fault;
  }
  return options;
}

MaybeError SetSeparator(const std::string& value, Framing* framing) {
  if (value.find('\n') != std::string::npos) {
    return Usage("--separator: a line has no line feed in it");
  }
  framing->kind = Framing::Kind::kSeparator;
  framing->separator = value;
  return std::nullopt;
}

std::size_t CoreCount() {
  return std::max<std::size_t>(std::thread::hardware_concurrency(), 1);
}

MaybeError SetJobs(const std::string& value, std::size_t* jobs) {
  constexpr std::size_t kMostJobs = 1024;
  *jobs = ReadNumber<std::size_t>(value).value_or(kMostJobs + 1);
  if (*jobs > kMostJobs) {
    return BadValue("--jobs", value, "a number from 0 to 1024");
  }
  if (*jobs == 0) *jobs = CoreCount();
  return std::nullopt;
}

// A suffix is the end of a name: with a slash it would be another folder.
MaybeError SetInPlace(const std::string& value,
                      std::optional<std::string>* suffix) {
  if (value.find('/') != std::string::npos) {
    return BadValue("--in-place", value, "the end of a file's name");
  }
  *suffix = value;
  return std::nullopt;
}

MaybeError ApplyInputFlag(const ParsedFlags::Given& given,
                          InputOptions* options) {
  InputFormat& format = options->format;
  switch (given.id) {
    case FlagId::kFormat:
      return SetChoice("--format", given.value, kFormats, &format.format);
    case FlagId::kNull:
      format.framing.kind = Framing::Kind::kNul;
      return std::nullopt;
    case FlagId::kSeparator:
      return SetSeparator(given.value, &format.framing);
    case FlagId::kField:
      format.fields.text = given.value;
      return std::nullopt;
    case FlagId::kTitleField:
      format.fields.title = given.value;
      return std::nullopt;
    case FlagId::kSourceField:
      format.fields.source = given.value;
      return std::nullopt;
    case FlagId::kIdField:
      format.fields.id = given.value;
      return std::nullopt;
    case FlagId::kReferenceField:
      format.fields.reference = given.value;
      return std::nullopt;
    case FlagId::kKeepField:
      format.fields.keep = given.value;
      return std::nullopt;
    case FlagId::kDropField:
      format.fields.drop = given.value;
      return std::nullopt;
    case FlagId::kTitleText:
      options->title = given.value;
      return std::nullopt;
    case FlagId::kSource:
      options->source = given.value;
      return std::nullopt;
    case FlagId::kJobs:
      return SetJobs(given.value, &options->jobs);
    case FlagId::kQuiet:
      options->quiet = true;
      return std::nullopt;
    case FlagId::kProgress:
      options->progress = true;
      return std::nullopt;
    default:
      return std::nullopt;
  }
}

MaybeError ApplyCleanFlag(const ParsedFlags::Given& given,
                          CleanOptions* options) {
  switch (given.id) {
    case FlagId::kInPlace:
      return SetInPlace(given.value, &options->in_place);
    case FlagId::kOffsets:
      return SetChoice("--offsets", given.value, kUnits, &options->offsets);
    case FlagId::kColor:
      return SetChoice("--color", given.value, kColors, &options->color);
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

MaybeError ApplyTestFlag(const ParsedFlags::Given& given,
                         TestOptions* options) {
  switch (given.id) {
    case FlagId::kUpdate:
      options->update = true;
      return std::nullopt;
    case FlagId::kQuiet:
      options->quiet = true;
      return std::nullopt;
    case FlagId::kColor:
      return SetChoice("--color", given.value, kColors, &options->color);
    case FlagId::kJunit:
      options->junit = given.value;
      if (given.value == "-") {
        return Usage("--junit: needs a file; standard output has the failures");
      }
      return RequireName("--junit", given.value);
    default:
      return std::nullopt;
  }
}

// `--name`, as the table of flags has it.
std::string NameOf(FlagId id) {
  const std::span<const Flag> flags = AllFlags();
  return "--" +
         std::string(
             std::find_if(flags.begin(), flags.end(), [&](const Flag& flag) {
               return flag.id == id;
             })->name);
}

MaybeError RefuseTogether(const ParsedFlags& given,
                          std::span<const FlagId> ids) {
  std::string first;
  for (const FlagId id : ids) {
    if (!given.Has(id)) continue;
    if (!first.empty()) return Usage(first + ": cannot go with " + NameOf(id));
    first = NameOf(id);
  }
  return std::nullopt;
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

MaybeError CheckInput(const ParsedFlags& given, const InputOptions& options) {
  constexpr FlagId kFramings[] = {FlagId::kNull, FlagId::kSeparator};
  if (MaybeError fault = RefuseTogether(given, kFramings)) return fault;
  const InputFormat& format = options.format;
  if (format.format == Format::kJsonl &&
      format.framing.kind != Framing::Kind::kWhole) {
    return Usage("--format jsonl: --null and --separator are for text");
  }
  if (given.Has(FlagId::kDropTitle) && options.title.empty() &&
      !format.fields.title) {
    return Usage("--drop-title: needs --title-field or --title-text");
  }
  for (const std::string& file : options.files) {
    if (file.empty()) return Usage("the name of a file is empty");
  }
  return std::nullopt;
}

Result<InputOptions> MakeInputOptions(const ParsedFlags& given,
                                      InputOptions options) {
  options.files = given.operands;
  if (options.files.empty()) options.files = {"-"};
  for (const ParsedFlags::Given& flag : given.flags) {
    if (MaybeError fault = ApplyInputFlag(flag, &options)) return *fault;
  }
  if (MaybeError fault = CheckInput(given, options)) return *fault;
  InputFormat& format = options.format;
  if (format.framing.kind != Framing::Kind::kWhole) {
    format.format = Format::kText;
  }
  return options;
}

// For commands that only read: nobody waits for the first document, and who
// watches wants to know how far they are.
Result<InputOptions> MakeCorpusOptions(const ParsedFlags& given) {
  InputOptions usual;
  usual.jobs = CoreCount();
  usual.progress = isatty(STDERR_FILENO) == 1;
  return MakeInputOptions(given, std::move(usual));
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

// "12" or "1.5%"
MaybeError SetMaxChanged(std::string_view value, ChangeLimit* limit) {
  std::string_view digits = value;
  limit->is_percent = value.ends_with('%');
  if (limit->is_percent) digits.remove_suffix(1);
  limit->number = ReadNumber<double>(std::string(digits)).value_or(-1);
  const bool is_whole = limit->number == std::floor(limit->number);
  const bool is_sound = limit->is_percent
                            ? limit->number >= 0 && limit->number <= 100
                            : limit->number >= 0 && is_whole;
  if (is_sound) return std::nullopt;
  return BadValue("--max-changed", value,
                  "a number of documents, or a share like 0.5%");
}

// How many of something to show.
MaybeError SetCount(std::string_view flag, const std::string& value,
                    std::size_t* count) {
  constexpr std::size_t kMost = 1000;
  *count = ReadNumber<std::size_t>(value).value_or(kMost + 1);
  if (*count <= kMost) return std::nullopt;
  return BadValue(flag, value, "a number from 0 to 1000");
}

MaybeError ApplyCompareFlag(const ParsedFlags::Given& given,
                            CompareOptions* options) {
  switch (given.id) {
    case FlagId::kSave:
      options->save = given.value;
      if (given.value == "-") {
        return Usage("--save: needs a file; standard output has the answer");
      }
      return RequireName("--save", given.value);
    case FlagId::kMaxChanged:
      return SetMaxChanged(given.value, &options->max_changed);
    case FlagId::kSamples:
      return SetCount("--samples", given.value, &options->samples);
    case FlagId::kColor:
      return SetChoice("--color", given.value, kColors, &options->color);
    default:
      return std::nullopt;
  }
}

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

}  // namespace

std::string FormatNumber(double number) {
  char digits[32];
  const std::to_chars_result end =
      std::to_chars(std::begin(digits), std::end(digits), number);
  return std::string(digits, end.ptr);
}

Result<CleanOptions> MakeCleanOptions(const ParsedFlags& given) {
  CleanOptions options;
  Result<RuleOptions> rules = MakeRuleOptions(given);
  if (!rules) return rules.error();
  options.rules = *std::move(rules);
  for (const ParsedFlags::Given& flag : given.flags) {
    if (MaybeError fault = ApplyCleanFlag(flag, &options)) return *fault;
  }
  Result<InputOptions> input = MakeInputOptions(given, InputOptions());
  if (!input) return input.error();
  options.input = *std::move(input);
  if (MaybeError fault = CheckTogether(given, options)) return *fault;
  return options;
}

Result<RulesOptions> MakeRulesOptions(const ParsedFlags& given) {
  Result<RuleOptions> rules = MakeRuleOptions(given);
  if (!rules) return rules.error();
  RulesOptions options{*std::move(rules), false, given.operands};
  if (MaybeError fault = SetAnswerFormat(given, &options.json)) return *fault;
  return options;
}

Result<CoverageOptions> MakeCoverageOptions(const ParsedFlags& given) {
  Result<RuleOptions> rules = MakeRuleOptions(given);
  if (!rules) return rules.error();
  Result<InputOptions> input = MakeCorpusOptions(given);
  if (!input) return input.error();
  CoverageOptions options{*std::move(rules), *std::move(input), false};
  if (MaybeError fault = SetAnswerFormat(given, &options.json)) return *fault;
  return options;
}

Result<CompareOptions> MakeCompareOptions(const ParsedFlags& given) {
  CompareOptions options;
  Result<SideOptions> sides = MakeSideOptions(given);
  if (!sides) return sides.error();
  options.sides = *std::move(sides);
  Result<InputOptions> input = MakeCorpusOptions(given);
  if (!input) return input.error();
  options.input = *std::move(input);
  for (const ParsedFlags::Given& flag : given.flags) {
    if (MaybeError fault = ApplyCompareFlag(flag, &options)) return *fault;
  }
  if (MaybeError fault = SetAnswerFormat(given, &options.json)) return *fault;
  return options;
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

Result<ReportOptions> MakeReportOptions(const ParsedFlags& given) {
  ReportOptions options;
  Result<SideOptions> sides = MakeSideOptions(given);
  if (!sides) return sides.error();
  options.sides = *std::move(sides);
  Result<InputOptions> input = MakeCorpusOptions(given);
  if (!input) return input.error();
  options.input = *std::move(input);
  options.compare = given.Has(FlagId::kCompare);
  for (const ParsedFlags::Given& flag : given.flags) {
    if (flag.id != FlagId::kOutput) continue;
    options.output = flag.value;
    if (MaybeError fault = RequireName("--output", flag.value)) return *fault;
  }
  if (!options.compare && (options.sides.differ || options.sides.baseline)) {
    return Usage("--old-..., --new-... and --baseline: need --compare");
  }
  return options;
}

Result<TestOptions> MakeTestOptions(const ParsedFlags& given) {
  Result<RuleOptions> rules = MakeRuleOptions(given);
  if (!rules) return rules.error();
  if (given.operands.empty()) {
    return Usage("test: needs a case file, or a folder of them");
  }
  TestOptions options;
  options.rules = *std::move(rules);
  options.paths = given.operands;
  for (const ParsedFlags::Given& flag : given.flags) {
    if (MaybeError fault = ApplyTestFlag(flag, &options)) return *fault;
  }
  return options;
}

MaybeError ApplyCaseLine(const std::vector<std::string>& words,
                         CaseOptions* options) {
  Result<ParsedFlags> given = ParseFlags(Command::kCaseLine, words);
  if (!given) return given.error();
  if (!given->operands.empty()) {
    return Usage(given->operands[0] + ": not an option");
  }
  for (const ParsedFlags::Given& flag : given->flags) {
    if (flag.id == FlagId::kTitleText) options->title = flag.value;
    if (flag.id == FlagId::kSource) options->source = flag.value;
    if (MaybeError fault = ApplyRuleFlag(flag, &options->library)) return fault;
  }
  return std::nullopt;
}

std::vector<std::vector<std::string>> CaseLines(const CaseOptions& options) {
  const Options& library = options.library;
  const Options usual;
  std::vector<std::vector<std::string>> lines;
  if (library.level != usual.level) {
    lines.push_back(
        {"--level", std::to_string(static_cast<int>(library.level))});
  }
  if (!library.lang.empty()) {
    std::string langs;
    for (const std::string& lang : library.lang) {
      langs += (langs.empty() ? "" : ",") + lang;
    }
    lines.push_back({"--lang", std::move(langs)});
  }
  for (const std::string& id : library.enable) {
    lines.push_back({"--enable", id});
  }
  for (const std::string& id : library.disable) {
    lines.push_back({"--disable", id});
  }
  for (const Choice<Repeats>& repeats : kRepeats) {
    if (repeats.value != library.repeats || library.repeats == usual.repeats) {
      continue;
    }
    lines.push_back({"--repeats", std::string(repeats.name)});
  }
  if (library.max_share != usual.max_share) {
    lines.push_back({"--max-share", FormatNumber(library.max_share)});
  }
  if (!options.title.empty()) lines.push_back({"--title-text", options.title});
  if (library.drop_title) lines.push_back({"--drop-title"});
  if (!options.source.empty()) lines.push_back({"--source", options.source});
  return lines;
}

}  // namespace unboil
