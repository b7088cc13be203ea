// What the command line asks for, checked: flags in, plain structs out. And the
// rules that it names.

#ifndef UNBOIL_CLI_OPTIONS_H_
#define UNBOIL_CLI_OPTIONS_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/flags.h"
#include "io/framing.h"
#include "io/jsonl.h"
#include "unboil/unboil.h"

namespace unboil {

struct RuleOptions {
  std::vector<std::string> paths;  // -r
  Options library;
};

enum class Format { kByNameOrContent, kText, kJsonl };

// What standard output shows.
enum class Show { kClean, kRemoved, kExplain, kMark, kCheck };

struct CleanOptions {
  RuleOptions rules;
  Format format = Format::kByNameOrContent;
  Framing framing;  // of text
  JsonlFields fields;
  std::string title;
  Show show = Show::kClean;
  std::string output = "-";
  std::optional<std::string> report;
  std::vector<std::string> files;  // never empty
};

struct RulesOptions {
  RuleOptions rules;
  bool json = false;
  std::vector<std::string> operands;
};

struct TestOptions {
  RuleOptions rules;
  bool update = false;
  std::vector<std::string> paths;
};

// What one case of a case file is run with.
struct CaseOptions {
  Options library;
  std::string title;
};

Result<CleanOptions> MakeCleanOptions(const ParsedFlags& given);
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

// Rule files, read once, and made into as many rule sets as needed.
class RuleSources {
 public:
  // Files, and folders of *.toml.
  static Result<RuleSources> Read(const std::vector<std::string>& paths);

  Result<RuleSet> Load(const Options& options) const;

  std::vector<Source> sources() const;

 private:
  struct File {
    std::string name;
    std::string text;
  };
  std::vector<File> files_;
};

// RuleSources, read and loaded.
Result<RuleSet> LoadRules(const RuleOptions& options);

}  // namespace unboil

#endif  // UNBOIL_CLI_OPTIONS_H_
