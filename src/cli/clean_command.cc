// From a file to its documents, from a document to what standard output shows:
//
//   RunClean             rules, outputs, then file by file, then the exit code
//   CleanRun::CleanFile  opens a file and tells its format
//   ... CleanText        frames of text: text + end
//   ... CleanRecords     lines of JSONL: the text is cut inside the line
//   ... Clean            one text through the rules: warnings and report
//
// A file that cannot be read does not stop the run (as with cat), but what is
// written by -o then never appears: it would lack that file.

#include "cli/clean_command.h"

#include <unistd.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/options.h"
#include "cli/output.h"
#include "corpus/case_file.h"
#include "encoding.h"
#include "io/file.h"
#include "io/framing.h"
#include "io/jsonl.h"

namespace unboil {
namespace {

// Where -o, --report or standard output leads.
class Destination {
 public:
  // "-" is standard output.
  static Result<Destination> Open(const std::string& path) {
    if (path == "-") return Destination(std::nullopt);
    Result<OutputFile> file = OutputFile::Create(path);
    if (!file) return file.error();
    return Destination(*std::move(file));
  }

  Writer& writer() { return file_ ? file_->writer() : standard_; }

  bool is_file() const { return file_.has_value(); }

  // Writes what is left and gives a file its name.
  std::optional<Error> Commit() {
    if (file_) return file_->Commit();
    if (standard_.Flush() == Writer::State::kFailed) return standard_.error();
    return std::nullopt;
  }

 private:
  explicit Destination(std::optional<OutputFile> file)
      : file_(std::move(file)), standard_(STDOUT_FILENO, "standard output") {}

  std::optional<OutputFile> file_;
  Writer standard_;
};

bool IsNamedJsonl(std::string_view name) {
  return name.ends_with(".jsonl") || name.ends_with(".ndjson");
}

class CleanRun {
 public:
  // All of them must outlive the run; no report: nullptr.
  CleanRun(const CleanOptions& options, const RuleSet& rules, Writer* out,
           Writer* report)
      : options_(options),
        rules_(rules),
        out_(*out),
        report_(report),
        parser_(options.fields) {}

  void CleanFile(const std::string& name);

  // Whether writing still makes sense.
  bool CanGoOn() const {
    return out_.state() == Writer::State::kGood &&
           (report_ == nullptr || report_->state() == Writer::State::kGood);
  }

  bool found() const { return found_; }
  bool has_bad_record() const { return has_bad_record_; }
  bool has_unread_file() const { return has_unread_file_; }

 private:
  // A document, and how it differs from the others of its file.
  struct Document {
    std::string name;
    std::string_view text;
    std::string_view title;
  };

  // Each returns the fault of reading, if there was one.
  std::optional<Error> CleanInput(const std::string& name, Input input);
  std::optional<Error> CleanText(const std::string& name, FrameReader* reader);
  std::optional<Error> CleanRecords(const std::string& name,
                                    FrameReader* reader);

  Result<bool> IsJsonl(const std::string& name, FrameReader* reader);
  void CleanFrame(const std::string& name, const Frame& frame);
  void CleanRecord(const std::string& name, std::string_view line,
                   std::string_view end);

  // Fills cleaned_ and removals_.
  void Clean(const Document& document);
  void WarnOfRefusal(const Document& document);
  CleanedDocument Describe(const Document& document) const;
  // --explain and --mark, which do not depend on the format.
  void ShowDocument(const Document& document);
  // What goes, each removal's bytes in order.
  std::string RemovedText(std::string_view text) const;

  const CleanOptions& options_;
  const RuleSet& rules_;
  Writer& out_;
  Writer* report_;
  JsonlParser parser_;

  // Of the document at hand; their capacity is used again.
  std::string cleaned_;
  std::vector<Removal> removals_;
  bool refused_ = false;
  std::string line_;

  bool is_first_shown_ = true;
  bool found_ = false;
  bool has_bad_record_ = false;
  bool has_unread_file_ = false;
};

void CleanRun::CleanFile(const std::string& name) {
  Result<Input> input = Input::Open(name);
  const std::optional<Error> fault =
      input ? CleanInput(name, *std::move(input)) : input.error();
  if (!fault) return;
  Complain(fault->message);
  has_unread_file_ = true;
}

std::optional<Error> CleanRun::CleanInput(const std::string& name,
                                          Input input) {
  FrameReader reader(std::move(input));
  const Result<bool> is_jsonl = IsJsonl(name, &reader);
  if (!is_jsonl) return is_jsonl.error();
  return *is_jsonl ? CleanRecords(name, &reader) : CleanText(name, &reader);
}

Result<bool> CleanRun::IsJsonl(const std::string& name, FrameReader* reader) {
  if (options_.format != Format::kByNameOrContent) {
    return options_.format == Format::kJsonl;
  }
  if (IsNamedJsonl(name)) return true;
  const Result<std::string_view> first = reader->PeekLine();
  if (!first) return first.error();
  return parser_.Parse(*first).kind == JsonlRecord::Kind::kText;
}

std::optional<Error> CleanRun::CleanText(const std::string& name,
                                         FrameReader* reader) {
  const bool is_one = options_.framing.kind == Framing::Kind::kWhole;
  Frame frame;
  for (std::size_t number = 1; CanGoOn(); ++number) {
    const Result<bool> more = reader->Next(options_.framing, &frame);
    if (!more) return more.error();
    if (!*more) break;
    CleanFrame(is_one ? name : name + ':' + std::to_string(number), frame);
  }
  return std::nullopt;
}

void CleanRun::CleanFrame(const std::string& name, const Frame& frame) {
  const Document document{name, frame.text, options_.title};
  Clean(document);
  switch (options_.show) {
    case Show::kClean:
      out_.Write(cleaned_);
      out_.Write(frame.end);
      return;
    case Show::kRemoved:
      out_.Write(RemovedText(frame.text));
      out_.Write(frame.end);
      return;
    case Show::kExplain:
    case Show::kMark:
      ShowDocument(document);
      return;
    case Show::kCheck:
      return;
  }
}

std::optional<Error> CleanRun::CleanRecords(const std::string& name,
                                            FrameReader* reader) {
  const Framing lines{Framing::Kind::kLine, ""};
  Frame frame;
  for (std::size_t number = 1; CanGoOn(); ++number) {
    const Result<bool> more = reader->Next(lines, &frame);
    if (!more) return more.error();
    if (!*more) break;
    CleanRecord(name + ':' + std::to_string(number), frame.text, frame.end);
  }
  return std::nullopt;
}

void CleanRun::CleanRecord(const std::string& name, std::string_view line,
                           std::string_view end) {
  const JsonlRecord record = parser_.Parse(line);
  removals_.clear();
  Document document{record.id.value_or(name), record.text, record.title};
  if (record.kind == JsonlRecord::Kind::kText) {
    if (document.title.empty()) document.title = options_.title;
    Clean(document);
  } else if (record.kind == JsonlRecord::Kind::kBad) {
    Complain(name + ": " + record.fault);
    has_bad_record_ = true;
  }

  switch (options_.show) {
    case Show::kClean:
      line_.clear();
      if (!removals_.empty()) {
        AppendCutLine(line, record.member, removals_, &line_);
        line = line_;
      }
      out_.Write(line);
      out_.Write(end);
      return;
    case Show::kRemoved: {
      std::string removed = RemovedText(record.text);
      if (!removed.empty() && !removed.ends_with('\n')) removed += '\n';
      out_.Write(removed);
      return;
    }
    case Show::kExplain:
    case Show::kMark:
      if (record.kind == JsonlRecord::Kind::kText) ShowDocument(document);
      return;
    case Show::kCheck:
      return;
  }
}

void CleanRun::Clean(const Document& document) {
  if (IsUtf16OrUtf32(document.text)) {
    Complain(document.name + ": not UTF-8 but UTF-16 or UTF-32; left as it is");
    cleaned_ = document.text;
    removals_.clear();
    refused_ = false;
    return;
  }
  refused_ =
      !rules_.Clean(document.text, {document.title}, &cleaned_, &removals_);
  if (refused_) WarnOfRefusal(document);
  found_ = found_ || !removals_.empty();
  if (report_ != nullptr) {
    std::string lines;
    AppendReport(Describe(document), &lines);
    report_->Write(lines);
  }
}

void CleanRun::WarnOfRefusal(const Document& document) {
  const double share = options_.rules.library.max_share;
  // Where any share may go, only a document that never settles is refused.
  const std::string reason = share >= 1 ? "cleaning it would find no end"
                                        : "the rules would take more than " +
                                              FormatNumber(share) +
                                              " of it (see --max-share)";
  Complain(document.name +
           (removals_.empty() ? ": left as it is, since "
                              : ": only repeats were removed, since ") +
           reason);
}

CleanedDocument CleanRun::Describe(const Document& document) const {
  return {document.name, document.text, removals_, refused_, rules_.rules()};
}

void CleanRun::ShowDocument(const Document& document) {
  std::string shown = std::exchange(is_first_shown_, false) ? "" : "\n";
  if (options_.show == Show::kExplain) {
    AppendExplanation(Describe(document), &shown);
  } else if (options_.show == Show::kMark) {
    const CaseOptions options{options_.rules.library,
                              std::string(document.title)};
    shown += MarkCase(document.name, CaseLines(options), document.text,
                      removals_, rules_.rules());
  }
  out_.Write(shown);
}

std::string CleanRun::RemovedText(std::string_view text) const {
  std::string removed;
  for (const Removal& removal : removals_) {
    removed.append(text, removal.range.begin,
                   removal.range.end - removal.range.begin);
  }
  return removed;
}

// Writes out what is left. A file gets its name only if nothing is missing from
// it: no file that could not be read, no reader of the output that went away.
bool Finish(const CleanRun& run, const std::string& path,
            Destination* destination) {
  if (destination->is_file() && run.has_unread_file()) {
    Complain(path + ": not written, since a part of it would be missing");
    return false;
  }
  const bool is_broken =
      destination->writer().state() == Writer::State::kFailed;
  if (destination->is_file() && !run.CanGoOn() && !is_broken) return true;
  const std::optional<Error> fault = destination->Commit();
  if (fault) Complain(fault->message);
  return !fault;
}

}  // namespace

int RunClean(const ParsedFlags& given) {
  const Result<CleanOptions> options = MakeCleanOptions(given);
  if (!options) return Fail(options.error());
  const Result<RuleSet> rules = LoadRules(options->rules);
  if (!rules) return Fail(rules.error());

  Result<Destination> out = Destination::Open(options->output);
  if (!out) return Fail(out.error());
  std::optional<Destination> report;
  if (options->report) {
    Result<Destination> opened = Destination::Open(*options->report);
    if (!opened) return Fail(opened.error());
    report.emplace(*std::move(opened));
  }

  CleanRun run(*options, *rules, &out->writer(),
               report ? &report->writer() : nullptr);
  for (const std::string& file : options->files) {
    if (run.CanGoOn()) run.CleanFile(file);
  }
  bool is_good = Finish(run, options->output, &*out);
  if (report && !Finish(run, *options->report, &*report)) is_good = false;
  if (!is_good || run.has_unread_file() || run.has_bad_record()) return kError;
  return options->show == Show::kCheck && run.found() ? kFound : kDone;
}

}  // namespace unboil
