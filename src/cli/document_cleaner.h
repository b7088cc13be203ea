// From documents to what standard output, standard error and the report get:
//
//   DocumentCleaner cleaner(options, rules, style);
//   Answer answer = cleaner.Clean(batch);
//
// One cleaner for one thread at a time; several may share options and rules.

#ifndef UNBOIL_CLI_DOCUMENT_CLEANER_H_
#define UNBOIL_CLI_DOCUMENT_CLEANER_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "cli/clean_options.h"
#include "cli/cleaned_document.h"
#include "cli/explain.h"
#include "cli/stats.h"
#include "io/batch.h"
#include "io/document_parser.h"
#include "io/pieces.h"
#include "unboil/unboil.h"

namespace unboil {

// What becomes of the documents of a batch.
struct Answer {
  // What stays of the batch's bytes, which it views, where that is asked for
  // ...
  Pieces kept;
  // ... and what is written in place of that. Of --explain and --mark, each
  // document begins with a blank line. Only who writes it knows whether it is
  // the first.
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
        parser_(options.input.format.fields, options.input.usual()) {}

  Answer Clean(const Batch& batch);

 private:
  void CleanText(const InputDocument& document, Answer* answer);
  void CleanRecord(const InputDocument& document, Answer* answer);

  // Fills removals_ and refused_; counts, reports and warns.
  void CleanDocument(const InputDocument& document, Answer* answer);
  std::string RefusalOf(const InputDocument& document) const;
  CleanedDocument Describe(const InputDocument& document,
                           std::string_view name) const;

  // What does not depend on the format.
  void ShowDocument(const InputDocument& document, std::string* out);

  // What goes, each removal's bytes in order.
  std::string RemovedText(std::string_view text) const;

  const CleanOptions& options_;
  const RuleSet& rules_;
  const ExplainStyle style_;
  DocumentParser parser_;

  // Of the document at hand; its capacity is used again.
  std::vector<Removal> removals_;
  bool refused_ = false;
};

}  // namespace unboil

#endif  // UNBOIL_CLI_DOCUMENT_CLEANER_H_
