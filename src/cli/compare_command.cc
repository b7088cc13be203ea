#include "cli/compare_command.h"

#include <unistd.h>

#include <optional>
#include <string>

#include "cli/comparison_text.h"
#include "cli/input_files.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/sides.h"
#include "cli/terminal.h"
#include "corpus/comparison.h"
#include "io/file.h"

namespace unboil {
namespace {

bool IsWithin(const ChangeLimit& limit, const Comparison& comparison) {
  const double changed = static_cast<double>(comparison.changed());
  if (!limit.is_percent || changed == 0) return changed <= limit.number;
  const double all = static_cast<double>(comparison.documents());
  // A quotient is rounded as the digits of the limit were: 57 of 10,000 are
  // 0.57 %, though 0.57 times 10,000 is less than 5,700.
  return changed * 100 / all <= limit.number;
}

// A baseline of a part would be taken for one of the whole.
std::optional<Error> FinishBaseline(const SidesOutcome& outcome,
                                    OutputFile* file, const std::string& path) {
  if (!outcome.corpus.IsWhole() || outcome.fault) {
    return Error{path + ": not written, since a part of it would be missing",
                 path, 0};
  }
  file->writer().Write(BaselineEnd(outcome.count));
  return file->Commit();
}

int PrintComparison(const CompareOptions& options, const Comparison& comparison,
                    const ComparedSides& sides) {
  if (options.json) return Print(ComparisonJson(comparison, sides));
  return Print(ComparisonText(comparison, sides,
                              UseColor(options.color, STDOUT_FILENO)));
}

}  // namespace

int RunCompare(const ParsedFlags& given) {
  const Result<CompareOptions> options = MakeCompareOptions(given);
  if (!options) return Fail(options.error());
  if (options->save) {
    const std::optional<Error> fault =
        CheckNotRead(options->input.files, *options->save);
    if (fault) return Fail(*fault);
  }
  const bool only_saves =
      options->save && !options->sides.differ && !options->sides.baseline;
  Result<Sides> sides = only_saves ? Sides::LoadOne(options->sides.now)
                                   : Sides::Load(options->sides);
  if (!sides) return Fail(sides.error());

  std::optional<OutputFile> saved;
  if (options->save) {
    Result<OutputFile> file = OutputFile::Create(*options->save);
    if (!file) return Fail(file.error());
    saved.emplace(*std::move(file));
    saved->writer().Write(BaselineHead(sides->now_set()));
  }

  Comparison comparison(options->samples);
  const SidesOutcome outcome =
      CompareCorpus(options->input, &*sides, saved ? &saved->writer() : nullptr,
                    [&](const ComparedDocument& document) {
                      // What cannot be saved can still be compared.
                      if (only_saves) {
                        return saved->writer().state() == Writer::State::kGood;
                      }
                      comparison.Count(FindChange(document));
                      return true;
                    });

  std::optional<Error> fault = outcome.fault;
  int exit_code = outcome.corpus.IsWhole() ? kDone : kError;
  if (fault) return Fail(*fault);
  if (!only_saves) {
    const int printed =
        PrintComparison(*options, comparison,
                        {sides->before_name(), sides->now_name(),
                         outcome.refused_before, outcome.refused_now});
    if (printed != kDone) exit_code = printed;
  }
  if (saved) {
    fault = FinishBaseline(outcome, &*saved, *options->save);
    if (fault) return Fail(*fault);
  }
  if (exit_code != kDone) return exit_code;
  return IsWithin(options->max_changed, comparison) ? kDone : kFound;
}

}  // namespace unboil
