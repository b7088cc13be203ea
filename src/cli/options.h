// What the command line asks for, checked: flags in, plain structs out.

#ifndef UNBOIL_CLI_OPTIONS_H_
#define UNBOIL_CLI_OPTIONS_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/flags.h"
#include "cli/report.h"
#include "cli/terminal.h"
#include "io/batch_reader.h"
#include "unboil/unboil.h"

namespace unboil {

struct RuleOptions {
  std::vector<std::string> paths;  // -r
  Options library;
};

// Which documents a command reads, and how.
struct InputOptions {
  std::vector<std::string> files;  // never empty; "-": standard input
  InputFormat format;
  std::string title;   // of documents that name none
  std::string source;  // the same
  std::size_t jobs = 1;
  bool quiet = false;
  bool progress = false;

  // Views this.
  Context usual() const { return {title, source}; }
};

// What standard output shows.
enum class Show { kClean, kRemoved, kExplain, kDiff, kMark, kList, kCheck };

struct CleanOptions {
  RuleOptions rules;
  InputOptions input;

  Show show = Show::kClean;
  ColorWhen color = ColorWhen::kAuto;
  bool stats = false;

  std::string output = "-";
  // Changes the files; what the old ones' names get, or "": they are not kept.
  std::optional<std::string> in_place;
  std::optional<std::string> report;
  OffsetUnit offsets = OffsetUnit::kBytes;
  bool line_buffered = false;
};

// Two sides of a comparison.
struct SideOptions {
  RuleOptions before;  // unless there is a baseline
  RuleOptions now;
  std::optional<std::string> baseline;
  bool differ = false;  // an option was given for one side alone
};

// How many documents may change.
struct ChangeLimit {
  double number = 0;
  bool is_percent = false;
};

struct CompareOptions {
  SideOptions sides;
  InputOptions input;
  std::optional<std::string> save;
  ChangeLimit max_changed;
  std::size_t samples = 3;
  bool json = false;
  ColorWhen color = ColorWhen::kAuto;
};

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

struct ReportOptions {
  SideOptions sides;
  bool compare = false;  // else only the new side counts
  InputOptions input;
  std::string output = "-";
};

struct CoverageOptions {
  RuleOptions rules;
  InputOptions input;
  bool json = false;
};

struct RulesOptions {
  RuleOptions rules;
  bool json = false;
  std::vector<std::string> operands;
};

struct TestOptions {
  RuleOptions rules;
  bool update = false;
  bool quiet = false;
  ColorWhen color = ColorWhen::kAuto;
  std::optional<std::string> junit;
  std::vector<std::string> paths;  // never empty
};

// What one case of a case file is run with.
struct CaseOptions {
  Options library;
  std::string title;
  std::string source;
};

Result<CleanOptions> MakeCleanOptions(const ParsedFlags& given);
Result<CompareOptions> MakeCompareOptions(const ParsedFlags& given);
Result<ScoreOptions> MakeScoreOptions(const ParsedFlags& given);
Result<ReportOptions> MakeReportOptions(const ParsedFlags& given);
Result<CoverageOptions> MakeCoverageOptions(const ParsedFlags& given);
Result<RulesOptions> MakeRulesOptions(const ParsedFlags& given);
Result<TestOptions> MakeTestOptions(const ParsedFlags& given);

// Changes `*options` by the words of a `% ` line. nullopt: done.
std::optional<Error> ApplyCaseLine(const std::vector<std::string>& words,
                                   CaseOptions* options);

// The `% ` lines that make ApplyCaseLine come to `options`, each as words. What
// has its usual value is left out.
std::vector<std::vector<std::string>> CaseLines(const CaseOptions& options);

// The shortest decimal that reads back as the same number: "0.5".
std::string FormatNumber(double number);

}  // namespace unboil

#endif  // UNBOIL_CLI_OPTIONS_H_
