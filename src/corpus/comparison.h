// What a change of rules did to a corpus, rule by rule.
//
//   Comparison comparison(3);
//   comparison.Count(std::nullopt);              // a document that is the same
//   comparison.Count(*FindChange(document));     // one that is not
//   comparison.rules()[0].removed.lines
//
// Memory grows with the number of rules, not with that of documents: of each
// rule and direction a few documents are kept as samples. They are drawn by
// Vitter's algorithm R (J. S. Vitter, Random Sampling with a Reservoir, 1985),
// always with the same numbers, so that the same corpus has the same samples.

#ifndef UNBOIL_CORPUS_COMPARISON_H_
#define UNBOIL_CORPUS_COMPARISON_H_

#include <cstddef>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "corpus/change.h"

namespace unboil {

// What one rule newly takes, or no longer takes.
struct ChangeCount {
  struct Sample {
    std::string document;
    std::size_t order = 0;  // of the document in the corpus
    RuleChange change;
  };

  std::size_t documents = 0;
  std::size_t lines = 0;
  std::size_t bytes = 0;
  std::vector<Sample> samples;  // in order of the corpus
};

class Comparison {
 public:
  explicit Comparison(std::size_t samples) : samples_(samples) {}

  // Documents must come in order of the corpus.
  void Count(std::optional<DocumentChange> change);

  std::size_t documents() const { return documents_; }
  std::size_t changed() const { return changed_; }
  std::size_t losing_more() const { return losing_more_; }  // and nothing less
  std::size_t losing_less() const { return losing_less_; }  // and nothing more

  struct Counts {
    ChangeCount removed;
    ChangeCount kept;
  };
  struct RuleCounts {
    std::string rule;
    Counts counts;
  };

  // Those that change most documents first.
  std::vector<RuleCounts> rules() const;

 private:
  void Count(const std::string& document, RuleChange change);
  void Sample(const std::string& document, RuleChange change,
              ChangeCount* count);

  std::size_t samples_;
  std::mt19937_64 random_;
  std::size_t documents_ = 0;
  std::size_t changed_ = 0;
  std::size_t losing_more_ = 0;
  std::size_t losing_less_ = 0;
  std::map<std::string, Counts> rules_;
};

}  // namespace unboil

#endif  // UNBOIL_CORPUS_COMPARISON_H_
