#include "cli/document_cleaner.h"

#include <optional>

#include "cli/diff.h"
#include "cli/report.h"
#include "corpus/case_file.h"
#include "encoding.h"
#include "io/json_text.h"
#include "slice.h"

namespace unboil {

Answer DocumentCleaner::Clean(const Batch& batch) {
  Answer answer;
  for (std::size_t i = 0; i < batch.size(); ++i) {
    const InputDocument document = parser_.Parse(batch, i);
    if (batch.origin().is_jsonl) {
      CleanRecord(document, &answer);
    } else {
      CleanText(document, &answer);
    }
  }
  return answer;
}

void DocumentCleaner::CleanText(const InputDocument& document, Answer* answer) {
  CleanDocument(document, answer);
  switch (options_.show) {
    case Show::kClean:
      AddKept(document.text(), removals_, &answer->kept);
      answer->kept.Add(document.frame.end);
      return;
    case Show::kRemoved:
      answer->out += RemovedText(document.text());
      answer->out += document.frame.end;
      return;
    default:
      ShowDocument(document, &answer->out);
  }
}

void DocumentCleaner::CleanRecord(const InputDocument& document,
                                  Answer* answer) {
  const JsonlRecord& record = document.record;
  const Frame& line = document.frame;
  removals_.clear();
  const bool has_text = record.kind == JsonlRecord::Kind::kText;
  if (has_text) {
    CleanDocument(document, answer);
  } else if (record.kind == JsonlRecord::Kind::kBad) {
    answer->complaints.push_back(document.place() + ": " + record.fault);
    answer->stats.AddBadRecord();
  }

  switch (options_.show) {
    case Show::kClean:
      if (removals_.empty()) {
        answer->kept.Add(line.text);
      } else {
        AddCutLine(line.text, record.member, removals_, &answer->kept);
      }
      answer->kept.Add(line.end);
      return;
    case Show::kRemoved: {
      const std::string removed = RemovedText(record.text);
      answer->out += removed;
      if (!removed.empty() && !removed.ends_with('\n')) answer->out += '\n';
      return;
    }
    default:
      if (has_text) ShowDocument(document, &answer->out);
  }
}

void DocumentCleaner::CleanDocument(const InputDocument& document,
                                    Answer* answer) {
  refused_ =
      !rules_.Clean(document.text(), document.known, nullptr, &removals_);
  answer->stats.Add(Describe(document, {}));  // names are not counted
  if (options_.report && !removals_.empty()) {
    const std::string name = document.name();
    AppendReport(Describe(document, name), options_.offsets, &answer->report);
  }
  if (options_.input.quiet) return;
  if (refused_) {
    answer->complaints.push_back(RefusalOf(document));
  } else if (removals_.empty() && IsUtf16OrUtf32(document.text())) {
    answer->complaints.push_back(
        document.name() + ": not UTF-8 but UTF-16 or UTF-32; left as it is");
  }
}

std::string DocumentCleaner::RefusalOf(const InputDocument& document) const {
  const double share = options_.rules.library.max_share;
  // Where any share may go, only a document that never settles is refused.
  const std::string reason = share >= 1 ? "cleaning it would find no end"
                                        : "the rules would take more than " +
                                              FormatNumber(share) +
                                              " of it, or leave nothing of it "
                                              "(see --max-share)";
  return document.name() +
         (removals_.empty() ? ": left as it is, since "
                            : ": only repeats were removed, since ") +
         reason;
}

CleanedDocument DocumentCleaner::Describe(const InputDocument& document,
                                          std::string_view name) const {
  return {name, document.text(), removals_, refused_, rules_.rules()};
}

void DocumentCleaner::ShowDocument(const InputDocument& document,
                                   std::string* out) {
  const std::string name = document.name();
  switch (options_.show) {
    case Show::kExplain:
      *out += '\n';
      AppendExplanation(Describe(document, name), style_, out);
      return;
    case Show::kMark: {
      *out += '\n';
      const CaseOptions options{options_.rules.library,
                                std::string(document.known.title),
                                std::string(document.known.source)};
      *out += MarkCase(name, CaseLines(options), document.text(), removals_,
                       rules_.rules());
      return;
    }
    case Show::kDiff:
      AppendDiff(Describe(document, name), style_.color, out);
      return;
    case Show::kList:
      if (!removals_.empty()) *out += name + '\n';
      return;
    default:
      return;
  }
}

std::string DocumentCleaner::RemovedText(std::string_view text) const {
  std::string removed;
  for (const Removal& removal : removals_) {
    removed += Slice(text, removal.range);
  }
  return removed;
}

}  // namespace unboil
