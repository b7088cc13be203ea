// From files to documents, from documents to files:
//
//   RunClean       rules and outputs, then file by file, then the exit code
//   CleanRun       reads files into batches of documents, and writes what the
//                  workers make of them, in the order of the input
//   (workers)      DocumentCleaner: a batch through the rules
//
// One thread reads and writes, the workers clean, so that nothing depends on
// how many there are. A file that cannot be read does not stop the run (as with
// cat), but what is written by -o then never appears: it would lack that file.

#include "cli/clean_command.h"

#include <unistd.h>

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/clean_options.h"
#include "cli/destination.h"
#include "cli/document_cleaner.h"
#include "cli/input_files.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/rule_sources.h"
#include "cli/terminal.h"
#include "io/batch.h"
#include "io/batch_reader.h"
#include "io/file.h"
#include "io/ordered_pool.h"

namespace unboil {
namespace {

// A file under way. Only the thread that reads and writes looks inside.
struct FileRun {
  InputFile file;
  std::optional<OutputFile> output;  // of a file with a target of its own
  bool has_shown = false;            // the output is not empty
  bool changed = false;
  bool broken = false;  // something is missing from it
};

// A batch on its way to a worker ...
struct Task {
  std::shared_ptr<FileRun> file;
  Batch documents;
  bool is_last = false;        // of its file
  std::optional<Error> fault;  // of reading what should follow
};

// ... and what comes back.
struct Reply {
  std::shared_ptr<FileRun> file;
  Batch documents;  // which the answer views
  Answer answer;
  bool is_last = false;
  std::optional<Error> fault;
};

class CleanRun {
 public:
  // All of them must outlive the run; no report: nullptr.
  CleanRun(const CleanOptions& options, const RuleSet& rules,
           const ExplainStyle& style, Writer* out, Writer* report);

  void SetTotal(std::size_t bytes) { progress_.SetTotal(bytes); }

  void CleanFile(const InputFile& file);

  // Waits for what is under way.
  void Finish();

  void TellFault(const Error& fault);

  // Whether writing still makes sense.
  bool CanGoOn() const {
    return out_.state() == Writer::State::kGood &&
           (report_ == nullptr || report_->state() == Writer::State::kGood);
  }

  const Stats& stats() const { return stats_; }
  bool has_fault() const { return has_fault_; }

 private:
  // Submits a file's batches. The rest of it, which may be empty or end with a
  // fault, is left in `*last`.
  void ReadFile(const std::string& name, Task* last);

  void Deliver(Reply reply);
  void WriteShared(const Answer& answer);
  // The same for a file with a target of its own.
  std::optional<Error> WriteOwn(const Reply& reply);
  void Write(const Answer& answer, bool* has_shown, Writer* writer) const;

  // Batches go round, and their memory with them.
  Batch TakeSpare();
  void KeepSpare(Batch batch);
  std::optional<Error> OpenOwn(FileRun* run);
  std::optional<Error> CommitOwn(FileRun* run);

  const CleanOptions& options_;
  Writer& out_;
  Writer* report_;
  Progress progress_;

  Stats stats_;
  bool has_shown_ = false;
  bool has_fault_ = false;
  std::vector<Batch> spare_;

  std::vector<DocumentCleaner> workers_;
  OrderedPool<Task, Reply> pool_;  // last: its threads use the workers
};

CleanRun::CleanRun(const CleanOptions& options, const RuleSet& rules,
                   const ExplainStyle& style, Writer* out, Writer* report)
    : options_(options),
      out_(*out),
      report_(report),
      progress_(options.input.progress && !options.input.quiet),
      workers_([&] {
        std::vector<DocumentCleaner> workers;
        for (std::size_t i = 0; i < options.input.jobs; ++i) {
          workers.emplace_back(options, rules, style);
        }
        return workers;
      }()),
      pool_(
          options.input.jobs,
          [this](Task task, std::size_t worker) {
            Answer answer = workers_[worker].Clean(task.documents);
            return Reply{std::move(task.file), std::move(task.documents),
                         std::move(answer), task.is_last,
                         std::move(task.fault)};
          },
          [this](Reply reply) { Deliver(std::move(reply)); }) {}

void CleanRun::CleanFile(const InputFile& file) {
  Task last;
  last.file = std::make_shared<FileRun>(FileRun{file, std::nullopt});
  last.is_last = true;
  ReadFile(file.name, &last);
  if (!CanGoOn()) last.file->broken = true;
  const std::size_t bytes = last.documents.bytes();
  pool_.Submit(std::move(last), bytes);
}

void CleanRun::ReadFile(const std::string& name, Task* last) {
  Result<BatchReader> reader = BatchReader::Open(
      name, options_.input.format, std::move(TakeSpare().block()));
  if (!reader) {
    last->fault = reader.error();
    return;
  }
  const std::size_t size = options_.line_buffered ? 1 : kBatchBytes;
  while (CanGoOn()) {
    Task task;
    task.documents = TakeSpare();
    const Result<bool> more = reader->Next(size, &task.documents);
    progress_.Advance(task.documents.bytes());
    if (!more) {
      last->documents = std::move(task.documents);
      last->fault = more.error();
      return;
    }
    if (!*more) return KeepSpare(std::move(task.documents));
    task.file = last->file;
    const std::size_t bytes = task.documents.bytes();
    pool_.Submit(std::move(task), bytes);
  }
}

void CleanRun::Finish() {
  pool_.Finish();
  progress_.Clear();
}

void CleanRun::Deliver(Reply reply) {
  const Answer& answer = reply.answer;
  stats_.Add(answer.stats);
  if (!answer.complaints.empty()) progress_.Clear();
  for (const std::string& complaint : answer.complaints) Complain(complaint);
  if (reply.fault) {
    TellFault(*reply.fault);
    reply.file->broken = true;
  }
  if (report_ != nullptr) report_->Write(answer.report);
  if (reply.file->file.target.empty()) {
    WriteShared(answer);
  } else if (const std::optional<Error> fault = WriteOwn(reply)) {
    TellFault(*fault);
  }
  KeepSpare(std::move(reply.documents));
}

Batch CleanRun::TakeSpare() {
  if (spare_.empty()) return Batch();
  Batch batch = std::move(spare_.back());
  spare_.pop_back();
  return batch;
}

// What grew for a large document is given back, or it would be held until the
// end.
void CleanRun::KeepSpare(Batch batch) {
  const std::size_t capacity = batch.block().capacity();
  if (capacity > 0 && capacity <= 2 * kBatchBytes) {
    spare_.push_back(std::move(batch));
  }
}

void CleanRun::TellFault(const Error& fault) {
  progress_.Clear();
  Complain(fault.message);
  has_fault_ = true;
}

void CleanRun::WriteShared(const Answer& answer) {
  Write(answer, &has_shown_, &out_);
  if (options_.line_buffered) out_.Flush();
}

void CleanRun::Write(const Answer& answer, bool* has_shown,
                     Writer* writer) const {
  for (const std::string_view piece : answer.kept.all()) writer->Write(piece);
  std::string_view text = answer.out;
  if (text.empty()) return;
  const bool is_set_off =
      options_.show == Show::kExplain || options_.show == Show::kMark;
  if (is_set_off && !*has_shown) text.remove_prefix(1);
  *has_shown = true;
  writer->Write(text);
}

std::optional<Error> CleanRun::WriteOwn(const Reply& reply) {
  FileRun* run = reply.file.get();
  run->changed = run->changed || reply.answer.stats.HasRemovals();
  const bool is_whole = reply.is_last && !run->output;
  const bool stays = options_.in_place && is_whole && !run->changed;
  if (run->broken || stays) return std::nullopt;
  if (!run->output) {
    if (std::optional<Error> fault = OpenOwn(run)) {
      run->broken = true;
      return fault;
    }
  }
  Write(reply.answer, &run->has_shown, &run->output->writer());
  return reply.is_last ? CommitOwn(run) : std::nullopt;
}

std::optional<Error> CleanRun::OpenOwn(FileRun* run) {
  const std::string& target = run->file.target;
  const std::filesystem::path folder =
      std::filesystem::path(target).parent_path();
  if (!options_.in_place && !folder.empty()) {
    if (std::optional<Error> fault = MakeFolders(folder)) return fault;
  }
  Result<OutputFile> output = OutputFile::Create(target);
  if (!output) return output.error();
  run->output.emplace(*std::move(output));
  return std::nullopt;
}

std::optional<Error> CleanRun::CommitOwn(FileRun* run) {
  OutputFile output = *std::move(run->output);
  run->output.reset();
  if (!options_.in_place) return output.Commit();
  if (!run->changed) return std::nullopt;
  const std::string& suffix = *options_.in_place;
  return output.CommitInPlace(suffix.empty() ? "" : run->file.target + suffix);
}

// Writes out what is left. A file gets its name only if nothing is missing from
// it: no file that could not be read, no reader of the output that went away.
bool Finish(const CleanRun& run, const std::string& path,
            Destination* destination) {
  if (destination->is_file() && run.has_fault()) {
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

ExplainStyle StyleOf(const CleanOptions& options) {
  const bool on_terminal = options.output == "-";
  ExplainStyle style;
  style.color = options.color == ColorWhen::kAlways ||
                (on_terminal && UseColor(options.color, STDOUT_FILENO));
  if (on_terminal) style.columns = TerminalColumns(STDOUT_FILENO);
  return style;
}

std::vector<std::string> NamesOf(const std::vector<InputFile>& files) {
  std::vector<std::string> names;
  for (const InputFile& file : files) names.push_back(file.name);
  return names;
}

}  // namespace

int RunClean(const ParsedFlags& given) {
  const Result<CleanOptions> options = MakeCleanOptions(given);
  if (!options) return Fail(options.error());
  const Result<InputFiles> inputs = ListInputFiles(*options);
  if (!inputs) return Fail(inputs.error());
  const Result<RuleSet> rules = LoadRules(options->rules);
  if (!rules) return Fail(rules.error());

  Result<Destination> out =
      Destination::Open(inputs->share_output ? options->output : "-");
  if (!out) return Fail(out.error());
  std::optional<Destination> report;
  if (options->report) {
    Result<Destination> opened = Destination::Open(*options->report);
    if (!opened) return Fail(opened.error());
    report.emplace(*std::move(opened));
  }

  CleanRun run(*options, *rules, StyleOf(*options), &out->writer(),
               report ? &report->writer() : nullptr);
  if (options->input.progress) run.SetTotal(TotalSize(NamesOf(inputs->files)));
  for (const Error& fault : inputs->faults) run.TellFault(fault);
  for (const InputFile& file : inputs->files) {
    if (run.CanGoOn()) run.CleanFile(file);
  }
  run.Finish();

  bool is_good = Finish(run, options->output, &*out);
  if (report && !Finish(run, *options->report, &*report)) is_good = false;
  if (options->stats) Say(run.stats().Format(rules->rules()));
  if (!is_good || run.has_fault() || run.stats().HasBadRecords()) return kError;
  return options->show == Show::kCheck && run.stats().HasRemovals() ? kFound
                                                                    : kDone;
}

}  // namespace unboil
