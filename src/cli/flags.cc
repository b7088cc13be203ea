#include "cli/flags.h"

#include <algorithm>
#include <boost/make_shared.hpp>
#include <boost/program_options.hpp>

#include "rule_file.h"

namespace unboil {
namespace {

namespace po = boost::program_options;

constexpr unsigned kClean = static_cast<unsigned>(Command::kClean);
constexpr unsigned kRules = static_cast<unsigned>(Command::kRules);
constexpr unsigned kList = static_cast<unsigned>(Command::kRulesList);
constexpr unsigned kShow = static_cast<unsigned>(Command::kRulesShow);
constexpr unsigned kCheck = static_cast<unsigned>(Command::kRulesCheck);
constexpr unsigned kTest = static_cast<unsigned>(Command::kTest);
constexpr unsigned kCaseLine = static_cast<unsigned>(Command::kCaseLine);

constexpr unsigned kLoading = kClean | kList | kShow | kTest;
constexpr unsigned kAnywhere = kLoading | kRules | kCheck;

// In the order of the help.
constexpr Flag kFlags[] = {
    {FlagId::kFormat, "format", 'f', "F", FlagGroup::kInput, kClean,
     "text or jsonl (by name, .jsonl or .ndjson; by content)"},
    {FlagId::kNull, "null", '0', "", FlagGroup::kInput, kClean,
     "text: documents end with a NUL"},
    {FlagId::kSeparator, "separator", '\0', "LINE", FlagGroup::kInput, kClean,
     "text: documents end with this line"},
    {FlagId::kField, "field", '\0', "NAME", FlagGroup::kInput, kClean,
     "JSONL: the field with the text (\"text\")"},
    {FlagId::kTitleField, "title-field", '\0', "NAME", FlagGroup::kInput,
     kClean, "JSONL: the field with the headline (none)"},
    {FlagId::kIdField, "id-field", '\0', "NAME", FlagGroup::kInput, kClean,
     "JSONL: the field that names the document (none)"},
    {FlagId::kTitleText, "title-text", '\0', "T", FlagGroup::kInput,
     kClean | kCaseLine, "the headline of every document that names none"},

    {FlagId::kOutput, "output", 'o', "FILE", FlagGroup::kOutput, kClean,
     "write to FILE, whole or not at all"},
    {FlagId::kRemoved, "removed", '\0', "", FlagGroup::kOutput, kClean,
     "print what would go instead of what stays"},
    {FlagId::kExplain, "explain", '\0', "", FlagGroup::kOutput, kClean,
     "print each line with its verdict and its rule"},
    {FlagId::kMark, "mark", '\0', "", FlagGroup::kOutput, kClean,
     "print a case file for `unboil test`"},
    {FlagId::kCheck, "check", '\0', "", FlagGroup::kOutput, kClean,
     "print nothing; exit 1 if anything would go"},
    {FlagId::kReport, "report", '\0', "FILE", FlagGroup::kOutput, kClean,
     "write a JSON object for each removal to FILE"},
    {FlagId::kListFormat, "format", '\0', "F", FlagGroup::kOutput, kList,
     "text or json (text)"},
    {FlagId::kUpdate, "update", '\0', "", FlagGroup::kOutput, kTest,
     "make the cases expect what is found now"},

    {FlagId::kRules, "rules", 'r', "PATH", FlagGroup::kRules, kLoading,
     "add a rule file, or a folder of them (repeatable)"},
    {FlagId::kNoBuiltin, "no-builtin", '\0', "", FlagGroup::kRules, kLoading,
     "leave out the rules that come with unboil"},
    {FlagId::kLevel, "level", '\0', "N", FlagGroup::kRules,
     kLoading | kCaseLine, "1 safe rules, 2 likely ones too, 3 bold ones (2)"},
    {FlagId::kLang, "lang", '\0', "L,...", FlagGroup::kRules,
     kLoading | kCaseLine, "only rules for these languages, and for any"},
    {FlagId::kEnable, "enable", '\0', "ID", FlagGroup::kRules,
     kLoading | kCaseLine, "switch on a rule, or \"en.link.*\" (repeatable)"},
    {FlagId::kDisable, "disable", '\0', "ID", FlagGroup::kRules,
     kLoading | kCaseLine, "switch off a rule, or \"en.link.*\" (repeatable)"},
    {FlagId::kRepeats, "repeats", '\0', "R", FlagGroup::kRules,
     kLoading | kCaseLine, "which copy stays: headline, first, last; or off"},
    {FlagId::kMaxShare, "max-share", '\0', "X", FlagGroup::kRules,
     kLoading | kCaseLine, "leave a document that would lose more (0.5)"},

    {FlagId::kHelp, "help", 'h', "", FlagGroup::kOther, kAnywhere,
     "print this help"},
    {FlagId::kVersion, "version", 'V', "", FlagGroup::kOther, kClean,
     "print the version, and those of RE2, ICU and Unicode"},
};

constexpr std::string_view kCleanUsage =
    R"(Takes out of plain text what nobody wrote for the reader.

Usage:
  unboil [OPTION]... [FILE]...
  unboil rules list | show ID | check [PATH]...
  unboil test [--update] PATH...

No FILE, or "-", is standard input. The clean text goes to standard output,
everything else to standard error. A first argument "rules" or "test" is a
command (write ./test for a file of that name): see `unboil rules --help` and
`unboil test --help`.
)";

constexpr std::string_view kCleanExamples = R"(
Examples:
  unboil < page.txt > clean.txt
  unboil --explain page.txt | less
  unboil --title-field headline -o clean.jsonl posts.jsonl
  unboil --check page.txt || echo 'There is something to take out.'

Exit status:
  0  done
  1  --check: something would go
  2  an error: usage, reading or writing, rules, a bad record
)";

constexpr std::string_view kRulesUsage =
    R"(Shows and checks rules.

Usage:
  unboil rules list [OPTION]...      every rule, also those that are off
  unboil rules show [OPTION]... ID   one rule: what it does, why, and examples
  unboil rules check [PATH]...       faults of rule files and folders of them;
                                     no PATH: of the rules that come with unboil
)";

constexpr std::string_view kRulesExamples = R"(
Examples:
  unboil rules list --format json
  unboil rules show any.repeat.body
  unboil rules check my-rules/

Exit status:
  0  done
  1  check: a rule has a fault (a warning is none)
  2  an error
)";

constexpr std::string_view kTestUsage =
    R"(Runs case files: documents with a gutter that says what must go.

Usage:
  unboil test [OPTION]... PATH...    PATH: a case file, or a folder of *.case

Options here hold for all cases; the `% ` lines of a case beat them.
)";

constexpr std::string_view kTestExamples = R"(
Examples:
  unboil --mark page.txt > page.case
  unboil test page.case
  unboil test --update tests/cases

Exit status:
  0  all cases passed
  1  a case failed
  2  an error
)";

struct Page {
  std::string_view usage;
  std::string_view examples;
  unsigned commands;
};

Page PageOf(Command command) {
  switch (command) {
    case Command::kRules:
    case Command::kRulesList:
    case Command::kRulesShow:
    case Command::kRulesCheck:
      return {kRulesUsage, kRulesExamples, kRules | kList | kShow | kCheck};
    case Command::kTest:
      return {kTestUsage, kTestExamples, kTest};
    default:
      return {kCleanUsage, kCleanExamples, kClean};
  }
}

std::string_view TitleOf(FlagGroup group) {
  switch (group) {
    case FlagGroup::kInput:
      return "Input";
    case FlagGroup::kOutput:
      return "Output";
    case FlagGroup::kRules:
      return "Rules";
    default:
      return "Other";
  }
}

// "  -f, --format F         text or jsonl"
std::string HelpLine(const Flag& flag) {
  constexpr std::size_t kHelpColumn = 26;
  std::string line = "  ";
  line +=
      flag.letter == '\0' ? "    " : std::string{'-', flag.letter, ',', ' '};
  line += "--" + std::string(flag.name);
  if (!flag.value.empty()) line += ' ' + std::string(flag.value);
  line.resize(std::max(line.size() + 1, kHelpColumn), ' ');
  return line + std::string(flag.help) + '\n';
}

bool Takes(unsigned commands, const Flag& flag) {
  return (flag.commands & commands) != 0;
}

// The option_description that takes it will own it.
const po::value_semantic* SemanticOf(const Flag& flag) {
  if (flag.value.empty()) return po::bool_switch();
  return po::value<std::string>();
}

po::options_description Describe(Command command) {
  po::options_description description;
  for (const Flag& flag : kFlags) {
    if (!Takes(static_cast<unsigned>(command), flag)) continue;
    std::string names(flag.name);
    if (flag.letter != '\0') names += std::string{',', flag.letter};
    description.add(boost::make_shared<po::option_description>(
        names.c_str(), SemanticOf(flag), std::string(flag.help).c_str()));
  }
  return description;
}

const Flag& FindFlag(Command command, std::string_view name) {
  return *std::find_if(
      std::begin(kFlags), std::end(kFlags), [&](const Flag& flag) {
        return flag.name == name && Takes(static_cast<unsigned>(command), flag);
      });
}

// The flag that `given` was meant to be: one that begins so, else one spelled
// almost so. Empty: none.
std::string_view GuessFlag(Command command, std::string_view given) {
  if (!given.starts_with("--")) return "";
  given.remove_prefix(2);
  std::vector<std::string_view> names;
  for (const Flag& flag : kFlags) {
    if (!Takes(static_cast<unsigned>(command), flag)) continue;
    if (flag.name.starts_with(given)) return flag.name;
    names.push_back(flag.name);
  }
  return NearestName(given, names);
}

Error UnknownFlag(Command command, const std::string& given) {
  std::string message = given + ": unknown option";
  const std::string_view guess = GuessFlag(command, given);
  if (!guess.empty()) {
    message += "; did you mean --" + std::string(guess) + "?";
  } else if (command != Command::kCaseLine) {
    message += "; see unboil --help";
  }
  return {std::move(message), "", 0};
}

Error BadSyntax(const po::invalid_command_line_syntax& fault) {
  const std::string name = fault.get_option_name();
  switch (fault.kind()) {
    case po::invalid_syntax::missing_parameter:
    case po::invalid_syntax::empty_adjacent_parameter:
      return {name + ": needs a value", "", 0};
    case po::invalid_syntax::extra_parameter:
      return {name + ": takes no value", "", 0};
    default:
      return {fault.what(), "", 0};
  }
}

}  // namespace

std::span<const Flag> AllFlags() { return kFlags; }

bool ParsedFlags::Has(FlagId id) const {
  return std::any_of(flags.begin(), flags.end(),
                     [&](const Given& given) { return given.id == id; });
}

Result<ParsedFlags> ParseFlags(Command command,
                               const std::vector<std::string>& words) {
  namespace style = po::command_line_style;
  const po::options_description description = Describe(command);
  ParsedFlags parsed;
  try {
    // Only the parser of Boost: its storage has no "the last one wins".
    const po::parsed_options options =
        po::command_line_parser(words)
            .options(description)
            .style(style::unix_style & ~style::allow_guessing)
            .run();
    for (const po::option& option : options.options) {
      if (option.string_key.empty()) {
        parsed.operands.insert(parsed.operands.end(), option.value.begin(),
                               option.value.end());
        continue;
      }
      const Flag& flag = FindFlag(command, option.string_key);
      std::string value = option.value.empty() ? "" : option.value[0];
      parsed.flags.push_back(
          {flag.id, flag.value.empty() ? "" : std::move(value)});
    }
  } catch (const po::unknown_option& fault) {
    return UnknownFlag(command, fault.get_option_name());
  } catch (const po::invalid_command_line_syntax& fault) {
    return BadSyntax(fault);
  } catch (const po::error& fault) {
    return Error{fault.what(), "", 0};
  }
  return parsed;
}

std::string HelpText(Command command) {
  const Page page = PageOf(command);
  std::string text(page.usage);
  for (const FlagGroup group : {FlagGroup::kInput, FlagGroup::kOutput,
                                FlagGroup::kRules, FlagGroup::kOther}) {
    std::string lines;
    for (const Flag& flag : kFlags) {
      if (flag.group == group && Takes(page.commands, flag)) {
        lines += HelpLine(flag);
      }
    }
    if (lines.empty()) continue;
    text += '\n' + std::string(TitleOf(group)) + ":\n" + lines;
  }
  return text + std::string(page.examples);
}

}  // namespace unboil
