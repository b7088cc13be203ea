#include "cli/test_command.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "chars.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/rule_sources.h"
#include "corpus/case_file.h"
#include "io/file.h"
#include "slice.h"

namespace unboil {
namespace {

// What a case came to.
struct Outcome {
  std::vector<JudgedLine> lines;
  std::vector<std::string> owners;
  std::vector<std::string> faults;  // sentences; empty where gutters tell it
  bool same_gutters = true;

  bool passed() const { return same_gutters && faults.empty(); }
};

bool IsSame(const JudgedLine& expected, const JudgedLine& found) {
  return expected.verdict == found.verdict && expected.rest == found.rest;
}

bool AreSame(const std::vector<JudgedLine>& expected,
             const std::vector<JudgedLine>& found) {
  return std::equal(expected.begin(), expected.end(), found.begin(),
                    found.end(), IsSame);
}

// The beginning of a long line, which is enough to know it by.
std::string Shorten(std::string_view content) {
  constexpr std::size_t kShownCharacters = 100;
  std::size_t end = 0;
  for (std::size_t i = 0; i < kShownCharacters && end < content.size(); ++i) {
    DecodeUtf8(content, &end);
  }
  return EscapeLine(content.substr(0, end)) +
         (end < content.size() ? "..." : "");
}

// A listing of the lines around each difference: what the case wants, what was
// found, the line.
//
//        want  found
//     3   |      |    The bank raised its rate on Tuesday.
//   > 4   -      |    View original
class DiffListing {
 public:
  DiffListing(const Case& wanted, const std::vector<JudgedLine>& found)
      : wanted_(wanted), found_(found) {}

  std::string Make() {
    std::string text = "       want  found\n";
    std::optional<std::size_t> shown;  // the last line shown
    for (std::size_t i = 0; i < found_.size(); ++i) {
      if (!IsNearDifference(i)) continue;
      const std::size_t next = shown ? *shown + 1 : 0;
      if (i > next) text += "       ...\n";
      AppendLine(i, &text);
      shown = i;
    }
    return text;
  }

 private:
  static constexpr std::size_t kAround = 2;

  bool Differs(std::size_t i) const {
    return !IsSame(wanted_.lines[i], found_[i]);
  }

  bool IsNearDifference(std::size_t i) const {
    const std::size_t begin = i - std::min(i, kAround);
    const std::size_t end = std::min(found_.size(), i + kAround + 1);
    for (std::size_t at = begin; at < end; ++at) {
      if (Differs(at)) return true;
    }
    return false;
  }

  void AppendLine(std::size_t i, std::string* text) const {
    const JudgedLine& wanted = wanted_.lines[i];
    const JudgedLine& found = found_[i];
    const std::string number =
        PadLeft(std::to_string(wanted_.places[i].gutter), 5);
    const std::string_view content = Slice(wanted_.text, wanted.content);
    AppendRow(Differs(i) ? '>' : ' ', number, static_cast<char>(wanted.verdict),
              static_cast<char>(found.verdict), Shorten(content), text);
    if (!Differs(i)) return;
    if (wanted.verdict == Verdict::kCut) {
      AppendRow(' ', "     ", '+', ' ', EscapeLine(wanted.rest), text);
    }
    if (found.verdict == Verdict::kCut) {
      AppendRow(' ', "     ", ' ', '+', EscapeLine(found.rest), text);
    }
  }

  static void AppendRow(char mark, const std::string& number, char wanted,
                        char found, const std::string& shown,
                        std::string* text) {
    std::string row(1, mark);
    row += number + "   " + wanted + "     " + found + "    " + shown;
    row.resize(row.find_last_not_of(' ') + 1);
    *text += row + '\n';
  }

  const Case& wanted_;
  const std::vector<JudgedLine>& found_;
};

class TestRun {
 public:
  TestRun(const TestOptions& options, RuleSources sources)
      : options_(options), sources_(std::move(sources)) {}

  void RunFile(const std::string& path);

  std::size_t failed() const { return failed_; }
  bool has_error() const { return has_error_; }

  std::string Summary() const {
    std::string summary = std::to_string(passed_) + " passed, " +
                          std::to_string(failed_) + " failed";
    if (options_.update) {
      summary += ", " + std::to_string(updated_) + " updated";
    }
    return summary + '\n';
  }

 private:
  void TellError(const Error& error) {
    Complain(error.message);
    has_error_ = true;
  }

  Result<Outcome> RunCase(const std::string& path, const Case& wanted);
  Result<CaseOptions> OptionsOf(const std::string& path, const Case& wanted);
  // Cases with the same options share their rules: loading takes longer than
  // running a case.
  Result<RuleSet> RulesFor(const CaseOptions& options);
  void TellFailure(const std::string& path, const Case& wanted,
                   const Outcome& outcome);

  const TestOptions& options_;
  RuleSources sources_;
  std::map<std::vector<std::vector<std::string>>, RuleSet> loaded_;
  std::size_t passed_ = 0;
  std::size_t failed_ = 0;
  std::size_t updated_ = 0;
  bool has_error_ = false;
};

// What `@ ` lines promise and the removals do not hold.
void CheckOwners(const Case& wanted, std::span<const RuleInfo> rules,
                 Outcome* outcome) {
  std::set<std::string_view> known;
  for (const RuleInfo& rule : rules) known.insert(rule.id);
  for (const Case::Owner& owner : wanted.owners) {
    const std::string line = "line " + std::to_string(owner.line) + ": ";
    if (!known.contains(owner.id)) {
      outcome->faults.push_back(line + owner.id + " is no rule");
    } else if (std::find(outcome->owners.begin(), outcome->owners.end(),
                         owner.id) == outcome->owners.end()) {
      outcome->faults.push_back(line + owner.id + " owns no removal");
    }
  }
}

Outcome Compare(const Case& wanted, const Cleaned& cleaned,
                std::span<const RuleInfo> rules) {
  Outcome outcome;
  outcome.lines = JudgeLines(wanted.text, cleaned.removals);
  outcome.owners = Owners(cleaned.removals, rules);
  outcome.same_gutters = AreSame(wanted.lines, outcome.lines);
  CheckOwners(wanted, rules, &outcome);
  if (outcome.same_gutters &&
      cleaned.text != ImpliedOutput(wanted.text, outcome.lines)) {
    outcome.faults.push_back(
        "the gutters agree, but line ends were removed that they cannot show");
  }
  return outcome;
}

void TestRun::RunFile(const std::string& path) {
  const Result<std::string> file = ReadFile(path);
  if (!file) return TellError(file.error());
  const Result<std::vector<Case>> cases = ParseCaseFile({path, *file});
  if (!cases) return TellError(cases.error());

  std::vector<CaseUpdate> updates;
  for (const Case& wanted : *cases) {
    Result<Outcome> outcome = RunCase(path, wanted);
    if (!outcome) {
      TellError(outcome.error());
    } else if (outcome->passed()) {
      ++passed_;
    } else if (options_.update) {
      updates.push_back(
          {&wanted, std::move(outcome->lines), std::move(outcome->owners)});
    } else {
      ++failed_;
      TellFailure(path, wanted, *outcome);
    }
  }
  if (updates.empty()) return;
  const std::optional<Error> fault =
      WriteFile(path, UpdateCaseFile(*file, updates));
  if (fault) return TellError(*fault);
  updated_ += updates.size();
}

Result<Outcome> TestRun::RunCase(const std::string& path, const Case& wanted) {
  const Result<CaseOptions> options = OptionsOf(path, wanted);
  if (!options) return options.error();
  const Result<RuleSet> rules = RulesFor(*options);
  if (!rules) {
    return Error{
        path + ':' + std::to_string(wanted.line) + ": " + rules.error().message,
        path, wanted.line};
  }
  return Compare(wanted,
                 rules->Clean(wanted.text, {options->title, options->source}),
                 rules->rules());
}

Result<CaseOptions> TestRun::OptionsOf(const std::string& path,
                                       const Case& wanted) {
  CaseOptions options{options_.rules.library, "", ""};
  for (const Case::OptionLine& line : wanted.options) {
    if (const std::optional<Error> fault =
            ApplyCaseLine(line.words, &options)) {
      return Error{
          path + ':' + std::to_string(line.line) + ": " + fault->message, path,
          line.line};
    }
  }
  return options;
}

Result<RuleSet> TestRun::RulesFor(const CaseOptions& options) {
  CaseOptions key = options;
  key.title.clear();
  key.source.clear();
  const auto found = loaded_.find(CaseLines(key));
  if (found != loaded_.end()) return found->second;
  Result<RuleSet> rules = sources_.Load(options.library);
  if (rules) loaded_.emplace(CaseLines(key), *rules);
  return rules;
}

void TestRun::TellFailure(const std::string& path, const Case& wanted,
                          const Outcome& outcome) {
  std::string text = "FAILED " + path + ':' + std::to_string(wanted.line) +
                     ": " + wanted.name + '\n';
  if (!outcome.same_gutters) {
    text += DiffListing(wanted, outcome.lines).Make();
  }
  for (const std::string& fault : outcome.faults) text += "  " + fault + '\n';
  if (Print(text + '\n') != kDone) has_error_ = true;
}

}  // namespace

int RunTest(const ParsedFlags& given) {
  const Result<TestOptions> options = MakeTestOptions(given);
  if (!options) return Fail(options.error());
  Result<RuleSources> sources = RuleSources::Read(options->rules.paths);
  if (!sources) return Fail(sources.error());

  // Find all files first: a wrong path should not come to light at the end.
  constexpr std::string_view kExtensions[] = {".case"};
  std::vector<std::string> files;
  for (const std::string& path : options->paths) {
    const Result<std::vector<std::string>> listed =
        ListFiles(path, kExtensions);
    if (!listed) return Fail(listed.error());
    files.insert(files.end(), listed->begin(), listed->end());
  }
  // Rules that do not load are one error, not one a case.
  const Result<RuleSet> rules = sources->Load(options->rules.library);
  if (!rules) return Fail(rules.error());

  TestRun run(*options, *std::move(sources));
  for (const std::string& file : files) run.RunFile(file);

  if (Print(run.Summary()) != kDone || run.has_error()) return kError;
  return run.failed() > 0 ? kFound : kDone;
}

}  // namespace unboil
