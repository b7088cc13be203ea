#include "cli/compare_command.h"

#include <unistd.h>

#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "cli/comparison_text.h"
#include "cli/flag_values.h"
#include "cli/input_files.h"
#include "cli/output.h"
#include "cli/read_number.h"
#include "cli/sides.h"
#include "cli/terminal.h"
#include "corpus/comparison.h"
#include "io/file.h"

namespace unboil {
namespace {

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

// "12" or "1.5%"
MaybeError SetMaxChanged(std::string_view value, ChangeLimit* limit) {
  std::string_view digits = value;
  limit->is_percent = value.ends_with('%');
  if (limit->is_percent) digits.remove_suffix(1);
  limit->number = ReadNumber<double>(std::string(digits)).value_or(-1);
  const bool is_whole = std::isfinite(limit->number) &&
                        limit->number == std::floor(limit->number);
  const bool is_sound = limit->is_percent
                            ? limit->number >= 0 && limit->number <= 100
                            : limit->number >= 0 && is_whole;
  if (is_sound) return std::nullopt;
  return BadValue("--max-changed", value,
                  "a number of documents, or a share like 0.5%");
}

MaybeError ApplyCompareFlag(const ParsedFlags::Given& given,
                            CompareOptions* options) {
  switch (given.id) {
    case FlagId::kSave:
      options->save = given.value;
      if (given.value == "-") {
        return Usage("--save: needs a file; standard output has the answer");
      }
      return RequireName("--save", given.value);
    case FlagId::kMaxChanged:
      return SetMaxChanged(given.value, &options->max_changed);
    case FlagId::kSamples:
      return SetCount("--samples", given.value, &options->samples);
    case FlagId::kColor:
      return SetColor(given.value, &options->color);
    default:
      return std::nullopt;
  }
}

Result<CompareOptions> MakeCompareOptions(const ParsedFlags& given) {
  CompareOptions options;
  Result<SideOptions> sides = MakeSideOptions(given);
  if (!sides) return sides.error();
  options.sides = *std::move(sides);
  Result<InputOptions> input = MakeCorpusOptions(given);
  if (!input) return input.error();
  options.input = *std::move(input);
  for (const ParsedFlags::Given& flag : given.flags) {
    if (MaybeError fault = ApplyCompareFlag(flag, &options)) return *fault;
  }
  if (MaybeError fault = SetAnswerFormat(given, &options.json)) return *fault;
  return options;
}

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
  if (!outcome.corpus.IsWhole()) {
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
  const CorpusFiles files = ListCorpusFiles(options->input.files);
  if (options->save) {
    const std::optional<Error> fault = CheckNotRead(files, *options->save);
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
  const SidesOutcome outcome = CompareCorpus(
      options->input, files, &*sides, saved ? &saved->writer() : nullptr,
      [&](const ComparedDocument& document) {
        // What cannot be saved can still be compared.
        if (only_saves) {
          return saved->writer().state() == Writer::State::kGood;
        }
        comparison.Count(FindChange(document));
        return true;
      });

  if (outcome.fault) return Fail(*outcome.fault);
  int exit_code = outcome.corpus.IsWhole() ? kDone : kError;
  if (!only_saves) {
    const int printed =
        PrintComparison(*options, comparison,
                        {sides->before_name(), sides->now_name(),
                         outcome.refused_before, outcome.refused_now});
    if (printed != kDone) exit_code = printed;
  }
  if (saved) {
    const std::optional<Error> fault =
        FinishBaseline(outcome, &*saved, *options->save);
    if (fault) return Fail(*fault);
  }
  if (exit_code != kDone) return exit_code;
  return IsWithin(options->max_changed, comparison) ? kDone : kFound;
}

}  // namespace unboil
