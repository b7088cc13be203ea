// From documents to what standard output, standard error and the report get:
//
//   DocumentCleaner cleaner(options, rules, color);
//   Answer answer = cleaner.Clean(task.documents, task.origin);
//
// One cleaner for one thread at a time; several may share options and rules.

#ifndef UNBOIL_CLI_DOCUMENT_CLEANER_H_
#define UNBOIL_CLI_DOCUMENT_CLEANER_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "cli/cleaned_document.h"
#include "cli/explain.h"
#include "cli/options.h"
#include "cli/stats.h"
#include "io/batch.h"
#include "io/jsonl.h"
#include "unboil/unboil.h"

namespace unboil {

// Where the documents of a batch come from.
struct Origin {
  std::string file;          // "-": standard input
  bool is_jsonl = false;     // each is a record
  bool is_numbered = false;  // FILE:7, not FILE
  std::size_t first = 1;     // the number of the first
};

// What becomes of the documents of a batch.
struct Answer {
  // Of --explain and --mark, each document begins with a blank line. Only who
  // writes it knows whether it is the first.
  std::string out;
  std::string report;
  std::vector<std::string> complaints;
  Stats stats;
};

class DocumentCleaner {
 public:
  // Both must outlive the cleaner.
  DocumentCleaner(const CleanOptions& options, const RuleSet& rules,
                  const ExplainStyle& style)
      : options_(options),
        rules_(rules),
        style_(style),
        parser_(options.fields) {}

  Answer Clean(const Batch& batch, const Origin& origin);

 private:
  // A document, and how it differs from the others of its file.
  struct Document {
    std::string name;
    std::string_view text;
    std::string_view title;
    std::string_view source;
  };

  void CleanText(const std::string& name, const Frame& frame, Answer* answer);
  void CleanRecord(const std::string& name, const Frame& line, Answer* answer);

  // Fills cleaned_, removals_ and refused_; counts, reports and warns.
  void CleanDocument(const Document& document, Answer* answer);
  std::string RefusalOf(const Document& document) const;
  CleanedDocument Describe(const Document& document) const;

  // What does not depend on the format.
  void ShowDocument(const Document& document, std::string* out);

  // What goes, each removal's bytes in order.
  std::string RemovedText(std::string_view text) const;

  const CleanOptions& options_;
  const RuleSet& rules_;
  const ExplainStyle style_;
  JsonlParser parser_;

  // Of the document at hand; their capacity is used again.
  std::string cleaned_;
  std::vector<Removal> removals_;
  bool refused_ = false;
};

}  // namespace unboil

#endif  // UNBOIL_CLI_DOCUMENT_CLEANER_H_
