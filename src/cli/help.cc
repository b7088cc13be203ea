#include "cli/help.h"

#include <algorithm>
#include <string_view>

#include "cli/terminal.h"

namespace unboil {
namespace {

constexpr std::size_t kHelpColumn = 26;
constexpr std::size_t kPageWidth = 80;

constexpr std::string_view kCleanUsage =
    R"(Takes out of plain text what nobody wrote for the reader.

Usage:
  unboil [OPTION]... [FILE]...
  unboil rules list | show ID | check [PATH]... | coverage CORPUS...
  unboil test [OPTION]... PATH...
  unboil compare [OPTION]... CORPUS...
  unboil score [OPTION]... CORPUS...
  unboil report [OPTION]... -o PAGE.html CORPUS...

No FILE, or "-", is standard input. The clean text goes to standard output,
everything else to standard error. A first argument that is a command is none of
the files (write ./test for a file of that name); `unboil test --help` and so on
say what each one does.
)";

constexpr std::string_view kCleanExamples = R"(
Examples:
  unboil < page.txt > clean.txt
  unboil --explain page.txt              what goes, and why
  unboil --diff page.txt                 the same as a patch
  unboil -i=.old pages/                  a folder, in place; old files stay
  unboil -j 0 -o clean.jsonl --stats posts.jsonl
  unboil --title-field headline --id-field url --report gone.jsonl posts.jsonl
  unboil --check page.txt || echo 'There is something to take out.'
)";

constexpr std::string_view kCleanStatus = R"(
Files:
  ~/.config/unboil/rules   rules of your own (under XDG_CONFIG_HOME, if set)
  ~/.cache/unboil          what long rule files were compiled to (under
                           XDG_CACHE_HOME, if set); may be deleted at any time

Environment:
  UNBOIL_RULES   rule files and folders, with colons between, read instead
  UNBOIL_CACHE   off: neither read nor write ~/.cache/unboil
  NO_COLOR       no colours

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
  unboil rules coverage [OPTION]... CORPUS...
                                     what a corpus has seen of them: rules that
                                     never fired, or never without another, and
                                     examples that would go without their rule
)";

constexpr std::string_view kRulesExamples = R"(
Examples:
  unboil rules list --format json
  unboil rules show any.repeat.body
  unboil rules check my-rules/
  unboil rules coverage -r my.toml posts.jsonl
)";

constexpr std::string_view kRulesStatus = R"(
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
  unboil test --junit results.xml -q tests/cases
)";

constexpr std::string_view kTestStatus = R"(
Exit status:
  0  all cases passed
  1  a case failed
  2  an error
)";

constexpr std::string_view kCompareUsage =
    R"(Says what a change of rules does to documents.

Usage:
  unboil compare [OPTION]... CORPUS...

CORPUS: text files, JSON Lines, and folders of them; "-" or nothing is standard
input. Each option under Rules below holds for both sides. With --old- or --new-
before its name it holds for one: --old-level 1, --new-rules my.toml. Only text
that goes on one side and stays on the other counts as a change.
)";

constexpr std::string_view kCompareExamples = R"(
Examples:
  unboil compare --new-rules my.toml pages/
  unboil compare --new-disable 'any.feed.*' --max-changed 0.1% posts.jsonl
  unboil compare --save posts.baseline posts.jsonl
  unboil compare --baseline posts.baseline --format json posts.jsonl
)";

constexpr std::string_view kCompareStatus = R"(
Exit status:
  0  no more documents changed than --max-changed allows
  1  more did
  2  an error: usage, reading or writing, rules, a bad record, a baseline of
     other documents
)";

constexpr std::string_view kScoreUsage =
    R"(Says how good a cleaning is, where it is known what is right.

Usage:
  unboil score [OPTION]... CORPUS...

CORPUS: JSON Lines, and folders of them; "-" or nothing is standard input. What
is right stands in the fields of --ref-field, --keep-field and --drop-field: at
least one must be named, and every record must have it. Told are the figures of
each file before and after cleaning, what each rule adds to them, and the worst
documents.
)";

constexpr std::string_view kScoreExamples = R"(
Examples:
  unboil score --ref-field ref posts.jsonl
  unboil score --keep-field must_stay --drop-field must_go -r my.toml pages/
  unboil score --ref-field ref --floor floors.json posts.jsonl
  unboil score --ref-field ref --floor floors.json --update-floor posts.jsonl
)";

constexpr std::string_view kScoreStatus = R"(
Exit status:
  0  done; with --floor, no figure is below its floor
  1  one is
  2  an error: usage, reading or writing, rules, a bad record, floors of other
     documents, or a floor that would fall
)";

constexpr std::string_view kReportUsage =
    R"(Writes one HTML page on which people review what goes, and why.

Usage:
  unboil report [OPTION]... -o PAGE.html CORPUS...

CORPUS: text files, JSON Lines, and folders of them; "-" or nothing is standard
input. The page holds the documents out of which something goes. It needs no
network and no other file. With --compare, each option under Rules below can be
given for one side: --old-level 1, --new-rules my.toml.
)";

constexpr std::string_view kReportExamples = R"(
Examples:
  unboil report -o review.html posts.jsonl
  unboil report --level 3 -o bold.html pages/
  unboil report --compare --new-rules my.toml -o change.html posts.jsonl
)";

constexpr std::string_view kReportStatus = R"(
Exit status:
  0  done
  2  an error: usage, reading or writing, rules, a bad record
)";

struct Page {
  std::string_view usage;
  std::string_view examples;
  std::string_view status;  // and files, environment
  unsigned commands;
};

constexpr unsigned kRulesCommands =
    static_cast<unsigned>(Command::kRules) |
    static_cast<unsigned>(Command::kRulesList) |
    static_cast<unsigned>(Command::kRulesShow) |
    static_cast<unsigned>(Command::kRulesCheck) |
    static_cast<unsigned>(Command::kRulesCoverage);

Page PageOf(Command command) {
  switch (command) {
    case Command::kRules:
    case Command::kRulesList:
    case Command::kRulesShow:
    case Command::kRulesCheck:
    case Command::kRulesCoverage:
      return {kRulesUsage, kRulesExamples, kRulesStatus, kRulesCommands};
    case Command::kTest:
      return {kTestUsage, kTestExamples, kTestStatus,
              static_cast<unsigned>(Command::kTest)};
    case Command::kCompare:
      return {kCompareUsage, kCompareExamples, kCompareStatus,
              static_cast<unsigned>(Command::kCompare)};
    case Command::kScore:
      return {kScoreUsage, kScoreExamples, kScoreStatus,
              static_cast<unsigned>(Command::kScore)};
    case Command::kReport:
      return {kReportUsage, kReportExamples, kReportStatus,
              static_cast<unsigned>(Command::kReport)};
    default:
      return {kCleanUsage, kCleanExamples, kCleanStatus,
              static_cast<unsigned>(Command::kClean)};
  }
}

constexpr FlagGroup kGroups[] = {FlagGroup::kInput, FlagGroup::kOutput,
                                 FlagGroup::kShow, FlagGroup::kRules,
                                 FlagGroup::kOther};

std::string_view TitleOf(FlagGroup group) {
  switch (group) {
    case FlagGroup::kInput:
      return "Input";
    case FlagGroup::kOutput:
      return "Output";
    case FlagGroup::kShow:
      return "What to show";
    case FlagGroup::kRules:
      return "Rules";
    default:
      return "Other";
  }
}

// "  -f, --format F         text or jsonl"
std::string HelpLine(const Flag& flag) {
  std::string line = "  ";
  line +=
      flag.letter == '\0' ? "    " : std::string{'-', flag.letter, ',', ' '};
  line += "--" + std::string(flag.name);
  if (flag.HasOptionalValue()) {
    line += flag.value;
  } else if (!flag.IsSwitch()) {
    line += ' ' + std::string(flag.value);
  }
  line.resize(std::max(line.size() + 1, kHelpColumn), ' ');
  return line + std::string(flag.help) + '\n';
}

// `text` as lines that begin under the help of a flag.
std::string Wrap(std::string_view text) {
  std::string lines;
  for (std::size_t at = 0; at < text.size();) {
    const Row row = NextRow(text, at, kPageWidth - kHelpColumn);
    lines += std::string(kHelpColumn, ' ');
    lines += text.substr(at, row.end - at);
    lines += '\n';
    at = row.next;
  }
  return lines;
}

}  // namespace

std::string HelpText(Command command, HelpSize size) {
  const Page page = PageOf(command);
  std::string text(page.usage);
  for (const FlagGroup group : kGroups) {
    std::string lines;
    for (const Flag& flag : AllFlags()) {
      if (flag.group != group || !Takes(page.commands, flag)) continue;
      lines += HelpLine(flag);
      if (size == HelpSize::kWhole) lines += Wrap(flag.details);
    }
    if (lines.empty()) continue;
    text += '\n' + std::string(TitleOf(group)) + ":\n" + lines;
  }
  if (size == HelpSize::kShort) return text;
  text += page.examples;
  return text + std::string(page.status);
}

}  // namespace unboil
