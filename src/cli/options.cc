#include "cli/options.h"

#include <algorithm>
#include <charconv>
#include <initializer_list>
#include <utility>

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

struct RepeatsName {
  std::string_view name;
  Repeats value;
};
constexpr RepeatsName kRepeatsNames[] = {{"headline", Repeats::kHeadline},
                                         {"first", Repeats::kFirst},
                                         {"last", Repeats::kLast},
                                         {"off", Repeats::kOff}};

MaybeError SetRepeats(const std::string& value, Options* options) {
  for (const RepeatsName& repeats : kRepeatsNames) {
    if (repeats.name != value) continue;
    options->repeats = repeats.value;
    return std::nullopt;
  }
  return BadValue("--repeats", value, "headline, first, last or off");
}

MaybeError SetMaxShare(const std::string& value, Options* options) {
  double share = -1;
  const char* end = value.data() + value.size();
  const std::from_chars_result read = std::from_chars(value.data(), end, share);
  const bool is_share = share >= 0 && share <= 1;  // NaN is not
  if (read.ec != std::errc() || read.ptr != end || !is_share) {
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

// The flags that a `% ` line may have, --title-text aside.
MaybeError ApplyRuleFlag(const ParsedFlags::Given& given, Options* options) {
  switch (given.id) {
    case FlagId::kLevel:
      return SetLevel(given.value, options);
    case FlagId::kLang:
      return SetLang(given.value, options);
    case FlagId::kRepeats:
      return SetRepeats(given.value, options);
    case FlagId::kMaxShare:
      return SetMaxShare(given.value, options);
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

// Flags that say which rules there are.
Result<RuleOptions> MakeRuleOptions(const ParsedFlags& given) {
  RuleOptions options;
  options.library.builtin = !given.Has(FlagId::kNoBuiltin);
  for (const ParsedFlags::Given& flag : given.flags) {
    MaybeError fault = ApplyRuleFlag(flag, &options.library);
    if (flag.id == FlagId::kRules) {
      fault = RequireName("--rules", flag.value);
      options.paths.push_back(flag.value);
    }
    if (fault) return *fault;
  }
  return options;
}

MaybeError SetFormat(const std::string& value, Format* format) {
  if (value == "text") {
    *format = Format::kText;
  } else if (value == "jsonl") {
    *format = Format::kJsonl;
  } else {
    return BadValue("--format", value, "text or jsonl");
  }
  return std::nullopt;
}

MaybeError SetSeparator(const std::string& value, Framing* framing) {
  if (value.find('\n') != std::string::npos) {
    return Usage("--separator: a line has no line feed in it");
  }
  framing->kind = Framing::Kind::kSeparator;
  framing->separator = value;
  return std::nullopt;
}

MaybeError ApplyCleanFlag(const ParsedFlags::Given& given,
                          CleanOptions* options) {
  switch (given.id) {
    case FlagId::kFormat:
      return SetFormat(given.value, &options->format);
    case FlagId::kNull:
      options->framing.kind = Framing::Kind::kNul;
      return std::nullopt;
    case FlagId::kSeparator:
      return SetSeparator(given.value, &options->framing);
    case FlagId::kField:
      options->fields.text = given.value;
      return std::nullopt;
    case FlagId::kTitleField:
      options->fields.title = given.value;
      return std::nullopt;
    case FlagId::kIdField:
      options->fields.id = given.value;
      return std::nullopt;
    case FlagId::kTitleText:
      options->title = given.value;
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

MaybeError RefuseTogether(const ParsedFlags& given,
                          std::initializer_list<FlagId> ids) {
  std::string first;
  for (const Flag& flag : AllFlags()) {
    if (std::find(ids.begin(), ids.end(), flag.id) == ids.end() ||
        !given.Has(flag.id)) {
      continue;
    }
    const std::string name = "--" + std::string(flag.name);
    if (!first.empty()) return Usage(first + ": cannot go with " + name);
    first = name;
  }
  return std::nullopt;
}

// What is sound flag by flag, but not together.
MaybeError CheckTogether(const ParsedFlags& given,
                         const CleanOptions& options) {
  if (MaybeError fault =
          RefuseTogether(given, {FlagId::kRemoved, FlagId::kExplain,
                                 FlagId::kMark, FlagId::kCheck})) {
    return fault;
  }
  if (MaybeError fault =
          RefuseTogether(given, {FlagId::kCheck, FlagId::kOutput})) {
    return fault;
  }
  if (MaybeError fault =
          RefuseTogether(given, {FlagId::kNull, FlagId::kSeparator})) {
    return fault;
  }
  if (options.format == Format::kJsonl &&
      options.framing.kind != Framing::Kind::kWhole) {
    return Usage("--format jsonl: --null and --separator are for text");
  }
  for (const std::string& file : options.files) {
    if (file.empty()) return Usage("the name of a file is empty");
    for (const std::string& written :
         {options.output, options.report.value_or(options.output)}) {
      if (IsSameFile(file, written)) {
        return Usage(file + ": would be read and written at once");
      }
    }
  }
  if (options.report && (*options.report == options.output ||
                         IsSameFile(*options.report, options.output))) {
    return Usage(*options.report + ": cannot be both report and output");
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
  options.files = given.operands;
  if (options.files.empty()) options.files = {"-"};
  if (MaybeError fault = CheckTogether(given, options)) return *fault;
  if (options.framing.kind != Framing::Kind::kWhole) {
    options.format = Format::kText;
  }
  return options;
}

Result<RulesOptions> MakeRulesOptions(const ParsedFlags& given) {
  Result<RuleOptions> rules = MakeRuleOptions(given);
  if (!rules) return rules.error();
  RulesOptions options{*std::move(rules), false, given.operands};
  for (const ParsedFlags::Given& flag : given.flags) {
    if (flag.id != FlagId::kListFormat) continue;
    if (flag.value != "json" && flag.value != "text") {
      return BadValue("--format", flag.value, "text or json");
    }
    options.json = flag.value == "json";
  }
  return options;
}

Result<TestOptions> MakeTestOptions(const ParsedFlags& given) {
  Result<RuleOptions> rules = MakeRuleOptions(given);
  if (!rules) return rules.error();
  if (given.operands.empty()) {
    return Usage("test: needs a case file, or a folder of them");
  }
  return TestOptions{*std::move(rules), given.Has(FlagId::kUpdate),
                     given.operands};
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
  for (const RepeatsName& repeats : kRepeatsNames) {
    if (repeats.value != library.repeats || library.repeats == usual.repeats) {
      continue;
    }
    lines.push_back({"--repeats", std::string(repeats.name)});
  }
  if (library.max_share != usual.max_share) {
    lines.push_back({"--max-share", FormatNumber(library.max_share)});
  }
  if (!options.title.empty()) lines.push_back({"--title-text", options.title});
  return lines;
}

Result<RuleSources> RuleSources::Read(const std::vector<std::string>& paths) {
  RuleSources sources;
  for (const std::string& path : paths) {
    Result<std::vector<std::string>> names = ListFiles(path, ".toml");
    if (!names) return names.error();
    for (const std::string& name : *names) {
      Result<std::string> text = ReadFile(name);
      if (!text) return text.error();
      sources.files_.push_back({name, *std::move(text)});
    }
  }
  return sources;
}

std::vector<Source> RuleSources::sources() const {
  std::vector<Source> sources;
  for (const File& file : files_) sources.push_back({file.name, file.text});
  return sources;
}

Result<RuleSet> RuleSources::Load(const Options& options) const {
  return RuleSet::Parse(sources(), options);
}

Result<RuleSet> LoadRules(const RuleOptions& options) {
  Result<RuleSources> sources = RuleSources::Read(options.paths);
  if (!sources) return sources.error();
  return sources->Load(options.library);
}

}  // namespace unboil
