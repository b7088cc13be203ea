// A corpus through two rule sets, or through one of which the old answers are
// known:
//
//   Result<Sides> sides = Sides::Load(options.sides);
//   const SidesOutcome outcome = CompareCorpus(
//       options.input, files, &*sides, nullptr,
//       [&](const ComparedDocument& document) {
//         comparison.Count(FindChange(document));
//         return true;
//       });

#ifndef UNBOIL_CLI_SIDES_H_
#define UNBOIL_CLI_SIDES_H_

#include <cstddef>
#include <functional>
#include <optional>
#include <string>

#include "cli/corpus_run.h"
#include "cli/flags.h"
#include "cli/input_options.h"
#include "cli/rule_options.h"
#include "corpus/baseline.h"
#include "corpus/change.h"
#include "io/file.h"
#include "unboil/unboil.h"

namespace unboil {

// Two sides of a comparison.
struct SideOptions {
  RuleOptions before;  // unless there is a baseline
  RuleOptions now;
  std::optional<std::string> baseline;
  bool differ = false;  // an option was given for one side alone
};

Result<SideOptions> MakeSideOptions(const ParsedFlags& given);

class Sides {
 public:
  // The old side: the baseline, or else the rules for it.
  static Result<Sides> Load(const SideOptions& options);

  // Only the new side; against nothing, all that goes is newly removed.
  static Result<Sides> LoadOne(const RuleOptions& options);

  // What people call the sides.
  const std::string& before_name() const { return before_name_; }
  const std::string& now_name() const { return now_set_.rules; }

  const RuleSet& now() const { return now_; }
  const RuleSetName& now_set() const { return now_set_; }
  const std::optional<RuleSet>& before() const { return before_; }
  std::optional<BaselineReader>& baseline() { return baseline_; }

 private:
  Sides(RuleSet now, RuleSetName now_set);

  RuleSet now_;
  RuleSetName now_set_;
  std::optional<RuleSet> before_;
  std::optional<BaselineReader> baseline_;
  std::string before_name_;
};

struct SidesOutcome {
  CorpusOutcome corpus;
  CorpusCount count;
  std::size_t refused_before = 0;  // 0 where that is not known
  std::size_t refused_now = 0;
  // Of the baseline. Nothing that was counted is of use then.
  std::optional<Error> fault;
};

// Calls `see` for each document, in order, on this thread, until it returns
// false. Of a document of which both sides take the same, only the name is
// given. What the new side takes is written to `baseline`, if there is one.
SidesOutcome CompareCorpus(
    const InputOptions& options, const CorpusFiles& files, Sides* sides,
    Writer* baseline,
    const std::function<bool(const ComparedDocument& document)>& see);

}  // namespace unboil

#endif  // UNBOIL_CLI_SIDES_H_
