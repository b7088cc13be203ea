#include "cli/test_command.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/case_listing.h"
#include "cli/flag_values.h"
#include "cli/junit.h"
#include "cli/output.h"
#include "cli/rule_options.h"
#include "cli/rule_sources.h"
#include "cli/terminal.h"
#include "corpus/case_file.h"
#include "corpus/case_result.h"
#include "io/file.h"

namespace unboil {
namespace {

struct TestOptions {
  RuleOptions rules;
  bool update = false;
  bool quiet = false;
  ColorWhen color = ColorWhen::kAuto;
  std::optional<std::string> junit;
  std::vector<std::string> paths;  // never empty
};

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
      return SetColor(given.value, &options->color);
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

// Rule sets by the options of cases: many cases have the same, and loading
// takes longer than running a case.
class RuleSets {
 public:
  explicit RuleSets(RuleSources sources) : sources_(std::move(sources)) {}

  Result<RuleSet> Load(const Options& options) {
    const std::vector<std::vector<std::string>> key =
        CaseLines({options, "", ""});
    const auto found = loaded_.find(key);
    if (found != loaded_.end()) return found->second;
    Result<RuleSet> rules = sources_.Load(options);
    if (rules) loaded_.emplace(key, *rules);
    return rules;
  }

 private:
  RuleSources sources_;
  std::map<std::vector<std::vector<std::string>>, RuleSet> loaded_;
};

Error ErrorIn(const std::string& path, std::size_t line, const Error& error) {
  return {path + ':' + std::to_string(line) + ": " + error.message, path, line};
}

// "2 lines differ", or what else is wrong.
std::string FailureMessage(const CaseResult& result) {
  const std::size_t count = result.differing.size();
  if (count == 0) return result.faults[0];
  return std::to_string(count) +
         (count == 1 ? " line differs" : " lines differ");
}

// A message may show a line of the file, and that may have controls in it.
std::string EscapeLines(std::string_view text) {
  std::string escaped;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t feed = std::min(text.find('\n', begin), text.size());
    if (begin > 0) escaped += '\n';
    escaped += EscapeName(text.substr(begin, feed - begin));
    begin = feed + 1;
  }
  return escaped;
}

class Stopwatch {
 public:
  double Seconds() const {
    const std::chrono::duration<double> passed = Clock::now() - start_;
    return passed.count();
  }

 private:
  using Clock = std::chrono::steady_clock;
  Clock::time_point start_ = Clock::now();
};

class TestRun {
 public:
  TestRun(const TestOptions& options, RuleSets* rule_sets)
      : options_(options), rule_sets_(*rule_sets) {
    style_.color = UseColor(options.color, STDOUT_FILENO);
    style_.columns = TerminalColumns(STDOUT_FILENO);
  }

  void RunFile(const std::string& path);

  // Says how many cases passed; the exit code.
  int Finish() {
    if (Print(Summary()) != kDone || errors_ > 0) return kError;
    return failed_ > 0 ? kFound : kDone;
  }

  const std::vector<JunitSuite>& suites() const { return suites_; }

 private:
  using Outcome = JunitCase::Outcome;

  Result<std::vector<Case>> ReadCases(const std::string& path);
  void RunOne(const Case& wanted);
  Result<CaseResult> Clean(const Case& wanted);
  Result<CaseOptions> OptionsOf(const Case& wanted);
  void TellFailure(const Case& wanted, const CaseResult& result);
  void TellError(const Error& error, JunitCase* told);
  JunitCase& AddTold(std::string name, std::size_t line);
  void UpdateFile();
  std::string Summary() const;

  const TestOptions& options_;
  RuleSets& rule_sets_;
  ListingStyle style_;

  // Of the file that runs.
  std::string path_;
  std::string text_;
  std::vector<CaseUpdate> updates_;

  std::size_t passed_ = 0;
  std::size_t failed_ = 0;
  std::size_t updated_ = 0;
  std::size_t errors_ = 0;
  std::vector<JunitSuite> suites_;
};

void TestRun::RunFile(const std::string& path) {
  path_ = path;
  updates_.clear();
  suites_.push_back({path, {}});
  const Result<std::vector<Case>> cases = ReadCases(path);
  if (!cases) {
    return TellError(cases.error(), &AddTold(path, 0));
  }
  for (const Case& wanted : *cases) RunOne(wanted);
  if (!updates_.empty()) UpdateFile();
}

Result<std::vector<Case>> TestRun::ReadCases(const std::string& path) {
  Result<std::string> file = ReadFile(path);
  if (!file) return file.error();
  text_ = *std::move(file);
  Result<std::vector<Case>> cases = ParseCaseFile({path, text_});
  // Tests that are not there must not pass.
  if (cases && cases->empty()) {
    return Error{path + ": no case in it; one begins with === and its name",
                 path, 0};
  }
  return cases;
}

void TestRun::RunOne(const Case& wanted) {
  const Stopwatch watch;
  Result<CaseResult> result = Clean(wanted);
  JunitCase& told = AddTold(EscapeName(wanted.name), wanted.line);
  told.seconds = watch.Seconds();
  if (!result) {
    TellError(result.error(), &told);
  } else if (result->passed()) {
    ++passed_;
  } else if (options_.update && !result->differs_unseen) {
    updates_.push_back({&wanted, result->lines,
                        Owners(result->removals, result->rules.rules())});
  } else {
    ++failed_;
    told.outcome = Outcome::kFailed;
    told.message = FailureMessage(*result);
    AppendDifferences(wanted, *result, {}, &told.details);
    TellFailure(wanted, *result);
  }
}

Result<CaseResult> TestRun::Clean(const Case& wanted) {
  const Result<CaseOptions> options = OptionsOf(wanted);
  if (!options) return options.error();
  const Result<RuleSet> rules = rule_sets_.Load(options->library);
  if (!rules) return ErrorIn(path_, wanted.line, rules.error());
  return RunCase(wanted, *rules,
                 {.title = options->title, .source = options->source});
}

Result<CaseOptions> TestRun::OptionsOf(const Case& wanted) {
  CaseOptions options{options_.rules.library, "", ""};
  for (const Case::OptionLine& line : wanted.options) {
    const std::optional<Error> fault = ApplyCaseLine(line.words, &options);
    if (fault) return ErrorIn(path_, line.line, *fault);
  }
  return options;
}

void TestRun::TellFailure(const Case& wanted, const CaseResult& result) {
  std::string text;
  AppendFailedName(path_, wanted, style_.color, &text);
  if (!options_.quiet) {
    AppendDifferences(wanted, result, style_, &text);
    text += '\n';
  }
  if (Print(text) != kDone) ++errors_;
}

void TestRun::TellError(const Error& error, JunitCase* told) {
  const std::string text = EscapeLines(error.message);
  const std::size_t feed = std::min(text.find('\n'), text.size());
  told->outcome = Outcome::kError;
  told->message = text.substr(0, feed);
  told->details = text.substr(feed);
  Complain(text);
  ++errors_;
}

JunitCase& TestRun::AddTold(std::string name, std::size_t line) {
  JunitCase& told = suites_.back().cases.emplace_back();
  told.name = std::move(name);
  told.line = line;
  return told;
}

// The cases of updates_ pass from now on; without them nothing is written.
void TestRun::UpdateFile() {
  const std::optional<Error> fault =
      WriteFile(path_, UpdateCaseFile(text_, updates_));
  if (!fault) {
    updated_ += updates_.size();
    return;
  }
  TellError(*fault, &AddTold(path_, 0));
}

std::string TestRun::Summary() const {
  std::string counts = std::to_string(passed_) + " passed, " +
                       std::to_string(failed_) + " failed";
  if (options_.update) counts += ", " + std::to_string(updated_) + " updated";
  if (errors_ > 0) {
    counts +=
        ", " + std::to_string(errors_) + (errors_ == 1 ? " error" : " errors");
  }
  const bool is_good = failed_ == 0 && errors_ == 0;
  std::string summary;
  AppendStyled(style_.color ? (is_good ? kSgrGreen : kSgrRed) : "", counts,
               &summary);
  return summary + '\n';
}

// All files, before any of them runs: a wrong path should not come to light at
// the end.
Result<std::vector<std::string>> FindCaseFiles(const TestOptions& options) {
  constexpr std::string_view kExtensions[] = {".case"};
  std::vector<std::string> files;
  for (const std::string& path : options.paths) {
    const Result<std::vector<std::string>> listed =
        ListFiles(path, kExtensions);
    if (!listed) return listed.error();
    files.insert(files.end(), listed->begin(), listed->end());
  }
  for (const std::string& file : files) {
    if (!options.junit || !IsSameFile(file, *options.junit)) continue;
    return Error{file + ": would be read and written at once", file, 0};
  }
  return files;
}

}  // namespace

int RunTest(const ParsedFlags& given) {
  const Result<TestOptions> options = MakeTestOptions(given);
  if (!options) return Fail(options.error());
  Result<RuleSources> sources = RuleSources::Read(options->rules.paths);
  if (!sources) return Fail(sources.error());
  const Result<std::vector<std::string>> files = FindCaseFiles(*options);
  if (!files) return Fail(files.error());
  // Rules that do not load are one error, not one a case.
  RuleSets rule_sets(*std::move(sources));
  const Result<RuleSet> rules = rule_sets.Load(options->rules.library);
  if (!rules) return Fail(rules.error());
  std::optional<Result<OutputFile>> junit;
  if (options->junit) junit.emplace(OutputFile::Create(*options->junit));
  if (junit && !*junit) return Fail(junit->error());

  TestRun run(*options, &rule_sets);
  for (const std::string& file : *files) run.RunFile(file);
  const int code = run.Finish();
  if (!junit) return code;
  (*junit)->writer().Write(JunitXml(run.suites()));
  const std::optional<Error> fault = (*junit)->Commit();
  return fault ? Fail(*fault) : code;
}

}  // namespace unboil
