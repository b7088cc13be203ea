// The table of flags. Parser, help and their tests read it.

#include "cli/flags.h"

namespace unboil {
namespace {

constexpr unsigned kClean = static_cast<unsigned>(Command::kClean);
constexpr unsigned kRules = static_cast<unsigned>(Command::kRules);
constexpr unsigned kList = static_cast<unsigned>(Command::kRulesList);
constexpr unsigned kShow = static_cast<unsigned>(Command::kRulesShow);
constexpr unsigned kCheck = static_cast<unsigned>(Command::kRulesCheck);
constexpr unsigned kTest = static_cast<unsigned>(Command::kTest);
constexpr unsigned kCaseLine = static_cast<unsigned>(Command::kCaseLine);

constexpr unsigned kCompare = static_cast<unsigned>(Command::kCompare);
constexpr unsigned kScore = static_cast<unsigned>(Command::kScore);
constexpr unsigned kReport = static_cast<unsigned>(Command::kReport);
constexpr unsigned kCoverage = static_cast<unsigned>(Command::kRulesCoverage);

constexpr unsigned kCorpus = kCompare | kScore | kReport | kCoverage;
constexpr unsigned kReading = kClean | kCorpus;
constexpr unsigned kReadingText = kReading & ~kScore;  // beside JSON Lines
constexpr unsigned kLoading = kReading | kList | kShow | kTest;
constexpr unsigned kAnywhere = kLoading | kRules | kCheck;

// In the order of the help.
constexpr Flag kFlags[] = {
    {FlagId::kFormat, "format", 'f', "F", FlagGroup::kInput, kClean,
     "text or jsonl (by name, else by content)",
     "Without it, FILE.jsonl and FILE.ndjson are JSON Lines, and so is a "
     "stream whose first line is an object with a string in the field."},
    {FlagId::kFormat, "input-format", '\0', "F", FlagGroup::kInput,
     kCompare | kReport | kCoverage, "text or jsonl (by name, else by content)",
     ""},
    {FlagId::kNull, "null", '0', "", FlagGroup::kInput, kReadingText,
     "text: documents end with a NUL", ""},
    {FlagId::kSeparator, "separator", '\0', "LINE", FlagGroup::kInput,
     kReadingText, "text: documents end with this line",
     "What separates documents is copied as it stands."},
    {FlagId::kField, "field", '\0', "NAME", FlagGroup::kInput, kReading,
     "JSONL: the field with the text (\"text\")", ""},
    {FlagId::kReferenceField, "ref-field", '\0', "NAME", FlagGroup::kInput,
     kScore, "the field with what the text should become",
     "For precision, recall and F1 of runs of four words."},
    {FlagId::kKeepField, "keep-field", '\0', "NAME", FlagGroup::kInput, kScore,
     "the field with an array of phrases to stay",
     "A phrase is found whatever its line breaks."},
    {FlagId::kDropField, "drop-field", '\0', "NAME", FlagGroup::kInput, kScore,
     "the field with an array of phrases to go",
     "An empty array says that nothing must go, null that nobody knows."},
    {FlagId::kTitleField, "title-field", '\0', "NAME", FlagGroup::kInput,
     kReading, "JSONL: the field with the headline (none)", ""},
    {FlagId::kSourceField, "source-field", '\0', "NAME", FlagGroup::kInput,
     kReading, "JSONL: the field with the host or URL (none)",
     "For rules that are made for one site."},
    {FlagId::kIdField, "id-field", '\0', "NAME", FlagGroup::kInput, kReading,
     "JSONL: the field that names the document (none)",
     "Without it a document is named by its place: FILE:7."},
    {FlagId::kTitleText, "title-text", '\0', "T", FlagGroup::kInput,
     kReading | kCaseLine, "the headline of every document that names none",
     "Where the text begins with it, or has it again, it stays once."},
    {FlagId::kSource, "source", '\0', "HOST", FlagGroup::kInput,
     kReading | kCaseLine, "the host or URL of every document that names none",
     ""},

    {FlagId::kOutput, "output", 'o', "FILE", FlagGroup::kOutput, kClean,
     "write to FILE, whole or not at all",
     "A folder, or a name that ends in /: each input gets a file of its own "
     "in it. A folder as input keeps its structure there."},
    {FlagId::kOutput, "output", 'o', "FILE", FlagGroup::kOutput, kReport,
     "write the page to FILE, whole or not at all", ""},
    {FlagId::kInPlace, "in-place", 'i', "[=SUFFIX]", FlagGroup::kOutput, kClean,
     "change the files; =SUFFIX keeps the old ones",
     "A file is replaced at once when its new text is on the disk, never half "
     "written. Mode and owner stay, links are followed. A file out of which "
     "nothing goes is not touched. In a folder: *.txt, *.text, *.jsonl and "
     "*.ndjson, also in folders below; hidden ones are left out. The suffix "
     "needs the sign: -i=.bak."},
    {FlagId::kReport, "report", '\0', "FILE", FlagGroup::kOutput, kClean,
     "write a JSON object for each removal to FILE",
     "{\"doc\", \"begin\", \"end\", \"rule\", \"text\", \"twin\": [begin, end] "
     "or null}. Offsets count the text of the document, half-open."},
    {FlagId::kOffsets, "offsets", '\0', "U", FlagGroup::kOutput, kClean,
     "bytes, chars or utf16: what --report counts (bytes)",
     "chars: code points, as Python does. utf16: as JavaScript and Java do."},
    {FlagId::kJobs, "jobs", 'j', "N", FlagGroup::kOutput, kClean,
     "clean N documents at a time; 0: one a core (1)",
     "What is written, and in which order, does not depend on it. One "
     "document is never split."},
    {FlagId::kJobs, "jobs", 'j', "N", FlagGroup::kOutput, kCorpus,
     "clean N documents at a time (one a core)",
     "What comes out does not depend on it."},
    {FlagId::kLineBuffered, "line-buffered", '\0', "", FlagGroup::kOutput,
     kClean, "write each document as soon as it is clean",
     "For a stream that does not end. Takes one job."},

    {FlagId::kRemoved, "removed", '\0', "", FlagGroup::kShow, kClean,
     "print what would go instead of what stays", ""},
    {FlagId::kExplain, "explain", '\0', "", FlagGroup::kShow, kClean,
     "print each line with its verdict and its rule",
     "On a terminal what goes is struck through, and long lines are wrapped."},
    {FlagId::kDiff, "diff", '\0', "", FlagGroup::kShow, kClean,
     "print a unified diff",
     "Of text, `patch -p1` makes the clean file of it. Of JSONL, the diff is "
     "that of each record's text."},
    {FlagId::kMark, "mark", '\0', "", FlagGroup::kShow, kClean,
     "print a case file for `unboil test`", ""},
    {FlagId::kList, "list", 'l', "", FlagGroup::kShow, kClean,
     "print the names of documents that would change", ""},
    {FlagId::kCheck, "check", '\0', "", FlagGroup::kShow, kClean,
     "print nothing; exit 1 if anything would go", ""},
    {FlagId::kStats, "stats", '\0', "", FlagGroup::kShow, kClean,
     "at the end, say on standard error what went",
     "Documents, bytes, and a line for each rule that took something."},
    {FlagId::kProgress, "progress", '\0', "", FlagGroup::kShow, kClean,
     "say on standard error how far long work is",
     "From the first second on; on a terminal in one line, else a line every "
     "ten seconds."},
    {FlagId::kProgress, "progress", '\0', "", FlagGroup::kShow, kCorpus,
     "say on standard error how far the work is",
     "On a terminal that is so without this flag, unless there is --quiet."},
    {FlagId::kColor, "color", '\0', "WHEN", FlagGroup::kShow,
     kClean | kTest | kCompare, "auto, always or never (auto)",
     "auto: on a terminal, unless NO_COLOR is set or TERM is dumb."},
    {FlagId::kQuiet, "quiet", 'q', "", FlagGroup::kShow, kReading,
     "no warnings; errors are still told", ""},
    {FlagId::kQuiet, "quiet", 'q', "", FlagGroup::kShow, kTest,
     "only the names of failed cases, and the count", ""},
    {FlagId::kAnswerFormat, "format", '\0', "F", FlagGroup::kOutput,
     kList | kCompare | kScore | kCoverage, "text or json (text)", ""},
    {FlagId::kCompare, "compare", '\0', "", FlagGroup::kOutput, kReport,
     "show what changed between two sides",
     "The sides are those of `unboil compare`: --old-..., --new-... and "
     "--baseline. Documents in which nothing changed are left out."},
    {FlagId::kSave, "save", '\0', "FILE", FlagGroup::kOutput, kCompare,
     "write what the new side takes to FILE, a baseline",
     "Its size is that of the removals, not of the corpus. It names the rules, "
     "the version of unboil and a digest of the documents. With no other side "
     "to compare with, nothing is compared."},
    {FlagId::kBaseline, "baseline", '\0', "FILE", FlagGroup::kInput,
     kCompare | kReport, "the old side is what FILE has saved",
     "It must have been saved from the same documents, in the same order. "
     "Where they lie does not matter."},
    {FlagId::kMaxChanged, "max-changed", '\0', "N", FlagGroup::kOutput,
     kCompare, "exit 1 only if more than N documents change; N% (0)", ""},
    {FlagId::kSamples, "samples", '\0', "N", FlagGroup::kOutput, kCompare,
     "lines to show of each rule and direction (3)",
     "They are drawn from all over the corpus, the same ones each time."},
    {FlagId::kFloor, "floor", '\0', "FILE", FlagGroup::kOutput, kScore,
     "exit 1 if a figure is below its floor in FILE",
     "FILE is JSON: for each file of documents, by its name without folders, "
     "a digest of what is in it, and a floor for each figure."},
    {FlagId::kUpdateFloor, "update-floor", '\0', "", FlagGroup::kOutput, kScore,
     "lift the floors that were beaten, add new ones",
     "Refused where a figure is below its floor, or the documents are others."},
    {FlagId::kAllowLower, "allow-lower", '\0', "", FlagGroup::kOutput, kScore,
     "with --update-floor: floors may fall, too", ""},
    {FlagId::kTop, "top", '\0', "N", FlagGroup::kShow, kScore,
     "text: rules to show, best and worst, N each (10)", ""},
    {FlagId::kWorst, "worst", '\0', "N", FlagGroup::kShow, kScore,
     "documents to show, those of the lowest F1 (5)", ""},
    {FlagId::kUpdate, "update", '\0', "", FlagGroup::kOutput, kTest,
     "make the cases expect what is found now",
     "Changes gutters, + and @ lines of cases that fail; notes, options and "
     "all other bytes stay. Read the change as a diff before you keep it."},
    {FlagId::kJunit, "junit", '\0', "FILE", FlagGroup::kOutput, kTest,
     "write the results to FILE as JUnit XML",
     "For GitLab, Jenkins and GitHub: a testsuite for each file, a testcase "
     "for each case, and what is shown of a failure. Written whole or not at "
     "all."},

    {FlagId::kRules, "rules", 'r', "PATH", FlagGroup::kRules, kLoading,
     "add a rule file, or a folder of them (repeatable)",
     "Except by `unboil test`, rules of your own are also read from the paths "
     "in UNBOIL_RULES, with "
     "colons between, or where that is not set from the folder "
     "~/.config/unboil/rules. UNBOIL_RULES= reads neither."},
    {FlagId::kNoBuiltin, "no-builtin", '\0', "", FlagGroup::kRules, kLoading,
     "leave out the rules that come with unboil",
     "The detectors of repeats stay; --repeats off switches them off."},
    {FlagId::kLevel, "level", '\0', "N", FlagGroup::kRules,
     kLoading | kCaseLine, "1 safe rules, 2 likely ones too, 3 bold ones (2)",
     "1: no false positive is known. 2: fewer than one in 1,000 clean "
     "documents. 3: more than that."},
    {FlagId::kLang, "lang", '\0', "L,...", FlagGroup::kRules,
     kLoading | kCaseLine, "only rules for these languages, and for any",
     "The language of a document is not looked at."},
    {FlagId::kEnable, "enable", '\0', "ID", FlagGroup::kRules,
     kLoading | kCaseLine, "switch on a rule, or \"en.link.*\" (repeatable)",
     "Whatever its level is. An exact id beats a pattern, a longer pattern a "
     "shorter one; then --disable wins."},
    {FlagId::kDisable, "disable", '\0', "ID", FlagGroup::kRules,
     kLoading | kCaseLine, "switch off a rule, or \"en.link.*\" (repeatable)",
     ""},
    {FlagId::kRepeats, "repeats", '\0', "R", FlagGroup::kRules,
     kLoading | kCaseLine, "which copy stays: headline, first, last; or off",
     "headline: the copy under a headline, unless the other one is fuller."},
    {FlagId::kDropTitle, "drop-title", '\0', "", FlagGroup::kRules,
     kReading | kTest | kCaseLine, "take the headline too, where it is known",
     "Needs --title-field or --title-text. Only in the head of the text, and "
     "never as its last line."},
    {FlagId::kMaxShare, "max-share", '\0', "X", FlagGroup::kRules,
     kLoading | kCaseLine, "leave a document that would lose more (0.5)",
     "Of its characters, by rules. Repeats and whole lines of level 1 do not "
     "count. 1 switches this off."},

    {FlagId::kShortHelp, "short-help", 'h', "", FlagGroup::kOther, kAnywhere,
     "print a line for each option", ""},
    {FlagId::kHelp, "help", '\0', "", FlagGroup::kOther, kAnywhere,
     "print all there is to say about them", ""},
    {FlagId::kVersion, "version", 'V', "", FlagGroup::kOther, kClean,
     "print the version, and those of RE2, ICU and Unicode", ""},
};

}  // namespace

std::span<const Flag> AllFlags() { return kFlags; }

}  // namespace unboil
