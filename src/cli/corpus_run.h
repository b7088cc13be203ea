// The documents of a corpus through workers, and what is found in order.
//
//   struct Count { std::size_t lines = 0; };
//   const CorpusFiles files = ListCorpusFiles(options.input.files);
//   const CorpusOutcome outcome = RunCorpus<Count>(
//       options.input, files,
//       [&](const InputDocument& document, std::size_t worker, Count* count) {
//         count->lines += CountLines(document.text());
//       },
//       [&](Count count) { total += count.lines; return true; });
//
// An answer is made for each batch of documents, so memory is bounded by a few
// batches, whatever the size of the corpus. What is delivered, and in which
// order, depends on the documents alone, not on the number of jobs.

#ifndef UNBOIL_CLI_CORPUS_RUN_H_
#define UNBOIL_CLI_CORPUS_RUN_H_

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/input_files.h"
#include "cli/input_options.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "io/batch_reader.h"
#include "io/document_parser.h"
#include "io/ordered_pool.h"

namespace unboil {

struct CorpusOutcome {
  bool has_fault = false;       // a file could not be read, which was told
  std::size_t bad_records = 0;  // told, too

  bool IsWhole() const { return !has_fault && bad_records == 0; }
};

// `work` is called for each document that has a text, by one thread at a time
// for each number of a worker. `deliver` is called by this thread; when it
// returns false no more is read.
template <typename Answer>
CorpusOutcome RunCorpus(
    const InputOptions& options, const CorpusFiles& files,
    const std::function<void(const InputDocument& document, std::size_t worker,
                             Answer* answer)>& work,
    const std::function<bool(Answer answer)>& deliver) {
  struct Task {
    Batch documents;
    std::optional<Error> fault;  // of reading what should follow
  };
  struct Reply {
    Answer answer;
    std::vector<std::string> bad_records;
    std::optional<Error> fault;
  };

  CorpusOutcome outcome;
  bool goes_on = true;
  Progress progress(options.progress && !options.quiet);
  std::vector<DocumentParser> parsers;
  for (std::size_t i = 0; i < options.jobs; ++i) {
    parsers.emplace_back(options.format.fields, options.usual());
  }

  const auto clean = [&](Task task, std::size_t worker) {
    Reply reply;
    reply.fault = std::move(task.fault);
    for (std::size_t i = 0; i < task.documents.size(); ++i) {
      const InputDocument document = parsers[worker].Parse(task.documents, i);
      if (document.record.kind == JsonlRecord::Kind::kText) {
        work(document, worker, &reply.answer);
      } else if (document.record.kind == JsonlRecord::Kind::kBad) {
        reply.bad_records.push_back(document.place() + ": " +
                                    document.record.fault);
      }
    }
    return reply;
  };
  const auto receive = [&](Reply reply) {
    if (!reply.bad_records.empty() || reply.fault) progress.Clear();
    for (const std::string& fault : reply.bad_records) Complain(fault);
    outcome.bad_records += reply.bad_records.size();
    if (reply.fault) {
      Complain(reply.fault->message);
      outcome.has_fault = true;
    }
    if (goes_on) goes_on = deliver(std::move(reply.answer));
  };

  progress.SetTotal(files.bytes);
  OrderedPool<Task, Reply> pool(options.jobs, clean, receive);
  for (const Error& fault : files.faults) pool.Submit({Batch(), fault}, 0);
  for (const std::string& name : files.names) {
    if (!goes_on) break;  // opening may wait for whoever writes
    Result<BatchReader> reader = BatchReader::Open(name, options.format);
    if (!reader) {
      pool.Submit({Batch(), reader.error()}, 0);
      continue;
    }
    for (bool has_more = true; has_more && goes_on;) {
      Task task;
      const Result<bool> more = reader->Next(kBatchBytes, &task.documents);
      has_more = more && *more;
      if (!more) task.fault = more.error();
      const std::size_t bytes = task.documents.bytes();
      progress.Advance(bytes);
      pool.Submit(std::move(task), bytes);
    }
  }
  pool.Finish();
  progress.Clear();
  return outcome;
}

}  // namespace unboil

#endif  // UNBOIL_CLI_CORPUS_RUN_H_
