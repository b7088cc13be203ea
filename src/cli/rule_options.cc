#include "cli/rule_options.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "cli/flag_values.h"
#include "cli/read_number.h"
#include "io/json_text.h"

namespace unboil {
namespace {

constexpr Choice<Repeats> kRepeats[] = {{"headline", Repeats::kHeadline},
                                        {"first", Repeats::kFirst},
                                        {"last", Repeats::kLast},
                                        {"off", Repeats::kOff}};

MaybeError SetLevel(const std::string& value, Options* options) {
  if (value.size() != 1 || value[0] < '1' || value[0] > '3') {
    return BadValue("--level", value, "1, 2 or 3");
  }
  options->level = static_cast<Level>(value[0] - '0');
  return std::nullopt;
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

}  // namespace

Result<RuleOptions> MakeRuleOptions(const ParsedFlags& given, Side side) {
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
