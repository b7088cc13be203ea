#include "cli/report_command.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "cli/destination.h"
#include "cli/flag_values.h"
#include "cli/output.h"
#include "cli/sides.h"
#include "corpus/report_page.h"

namespace unboil {
namespace {

struct ReportOptions {
  SideOptions sides;
  bool compare = false;  // else only the new side counts
  InputOptions input;
  std::string output = "-";
};

Result<ReportOptions> MakeReportOptions(const ParsedFlags& given) {
  ReportOptions options;
  Result<SideOptions> sides = MakeSideOptions(given);
  if (!sides) return sides.error();
  options.sides = *std::move(sides);
  Result<InputOptions> input = MakeCorpusOptions(given);
  if (!input) return input.error();
  options.input = *std::move(input);
  options.compare = given.Has(FlagId::kCompare);
  for (const ParsedFlags::Given& flag : given.flags) {
    if (flag.id != FlagId::kOutput) continue;
    options.output = flag.value;
    if (MaybeError fault = RequireName("--output", flag.value)) return *fault;
  }
  if (!options.compare && (options.sides.differ || options.sides.baseline)) {
    return Usage("--old-..., --new-... and --baseline: need --compare");
  }
  return options;
}

// The rules that own a mark, in order of their first one.
class MarkedRules {
 public:
  std::size_t IndexOf(std::string_view id) {
    const auto [found, is_new] =
        index_.try_emplace(std::string(id), ids_.size());
    if (is_new) ids_.push_back(found->first);
    return found->second;
  }

  // Of a rule that a baseline alone knows, only the id can be told.
  std::vector<PageRule> Describe(const Sides& sides) const {
    std::unordered_map<std::string_view, const RuleInfo*> known;
    if (sides.before()) {
      for (const RuleInfo& rule : sides.before()->rules()) {
        known[rule.id] = &rule;
      }
    }
    for (const RuleInfo& rule : sides.now().rules()) known[rule.id] = &rule;
    std::vector<PageRule> rules;
    for (const std::string_view id : ids_) {
      const auto found = known.find(id);
      PageRule& rule = rules.emplace_back();
      rule.id = id;
      if (found == known.end()) continue;
      rule.why = found->second->why;
      rule.level = found->second->level;
    }
    return rules;
  }

 private:
  std::unordered_map<std::string, std::size_t> index_;
  std::vector<std::string_view> ids_;  // keys of index_, which stay in place
};

class ReportWriter {
 public:
  ReportWriter(bool compare, Writer* writer)
      : compare_(compare), writer_(*writer) {}

  void Begin(const Sides& sides) {
    PageSides shown;
    shown.compare = compare_;
    if (compare_) shown.sides.push_back(sides.before_name());
    shown.sides.push_back(sides.now_name());
    page_.Begin(shown, &out_);
    WriteOut();
  }

  // False when writing makes no sense any more.
  bool Add(const ComparedDocument& document) {
    const std::vector<PageMark> marks = FindMarks(document);
    if (!marks.empty()) {
      ++counts_.changed;
      std::string piece;
      AppendPageDocument({document.name, document.text, marks}, &piece);
      page_.Add(piece, &out_);
      WriteOut();
    }
    return writer_.state() == Writer::State::kGood;
  }

  void End(const Sides& sides, const CorpusCount& corpus) {
    counts_.documents = corpus.documents();
    counts_.bytes = corpus.bytes();
    page_.End(rules_.Describe(sides), counts_, &out_);
    WriteOut();
  }

  std::size_t bytes() const { return bytes_; }

 private:
  // Empty where nothing goes, or where nothing changed.
  std::vector<PageMark> FindMarks(const ComparedDocument& document) {
    std::vector<PageMark> marks;
    bool has_change = false;
    for (const Piece& piece : FindPieces(document)) {
      const Taken& owner = piece.now != nullptr ? *piece.now : *piece.before;
      if (piece.IsChange()) {
        has_change = true;
        counts_.removed += piece.range.end - piece.range.begin;
      }
      marks.push_back({piece.range, rules_.IndexOf(owner.rule), owner.twin,
                       ChangeOf(piece)});
    }
    if (!has_change) marks.clear();
    return marks;
  }

  PageChange ChangeOf(const Piece& piece) const {
    if (!compare_ || !piece.IsChange()) return PageChange::kGone;
    return piece.now != nullptr ? PageChange::kNewlyGone
                                : PageChange::kNewlyKept;
  }

  void WriteOut() {
    bytes_ += out_.size();
    writer_.Write(out_);
    out_.clear();
  }

  bool compare_;
  Writer& writer_;
  ReportPage page_;
  MarkedRules rules_;
  PageCounts counts_;
  std::string out_;
  std::size_t bytes_ = 0;
};

void WarnOfSize(std::size_t bytes, const ReportOptions& options) {
  constexpr std::size_t kMega = 1'000'000;
  constexpr std::size_t kLargePage = 200 * kMega;  // browsers differ
  if (bytes < kLargePage || options.input.quiet) return;
  Complain("the page has " + std::to_string(bytes / kMega) +
           " MB; a browser may not open it");
}

}  // namespace

int RunReport(const ParsedFlags& given) {
  const Result<ReportOptions> options = MakeReportOptions(given);
  if (!options) return Fail(options.error());
  const CorpusFiles files = ListCorpusFiles(options->input.files);
  if (std::optional<Error> fault = CheckNotRead(files, options->output)) {
    return Fail(*fault);
  }
  Result<Sides> sides = options->compare ? Sides::Load(options->sides)
                                         : Sides::LoadOne(options->sides.now);
  if (!sides) return Fail(sides.error());
  Result<Destination> out = Destination::Open(options->output);
  if (!out) return Fail(out.error());

  ReportWriter report(options->compare, &out->writer());
  report.Begin(*sides);
  const SidesOutcome outcome = CompareCorpus(
      options->input, files, &*sides, nullptr,
      [&](const ComparedDocument& document) { return report.Add(document); });
  if (outcome.fault) return Fail(*outcome.fault);
  report.End(*sides, outcome.count);
  if (std::optional<Error> fault = out->Commit()) return Fail(*fault);
  WarnOfSize(report.bytes(), *options);
  return outcome.corpus.IsWhole() ? kDone : kError;
}

}  // namespace unboil
