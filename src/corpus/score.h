// How good a cleaning is, where somebody has said what is right: by a reference
// text, by phrases that must stay and phrases that must go, or both.
//
//   ScoreSheet sheet;
//   for (const ScoredDocument& document : documents) {
//     sheet.Add(ScoreDocument(document));
//   }
//   sheet.untouched().f1;   // before cleaning
//   sheet.cleaned().f1;     // and after
//   for (const Contribution& rule : sheet.Contributions()) {
//     rule.without.f1;      // had this rule left alone what it took
//   }
//
// ScoreDocument works on one document and answers in whole numbers; ScoreSheet
// adds them up. Sums of fractions differ in their last digit with their order,
// so workers send DocumentScores and one thread adds them in the order of the
// input: the figures are the same for any number of jobs. A sheet's size
// depends on the number of rules that fired, not on that of the documents.
//
// What the contribution of a rule is, and what it is not: everything that the
// rule took is put back, and all else stays as it is. That needs one cleaning,
// and names the rules that help and those that harm. But it is not what
// switching the rule off would give. Then another rule may take what this one
// left, rules that wait for a removal nearby may not fire, a guard may judge
// otherwise, and a document that was refused may not be.

#ifndef UNBOIL_CORPUS_SCORE_H_
#define UNBOIL_CORPUS_SCORE_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/shingles.h"
#include "unboil/unboil.h"

namespace unboil {

// A document, what was taken out of it, and what is known about it.
struct ScoredDocument {
  std::string_view name;
  std::string_view text;
  std::span<const Removal> removals;  // as Clean gives them

  std::optional<std::string_view> reference;  // what the text should become
  std::optional<std::span<const std::string_view>> keep;  // phrases to stay
  std::optional<std::span<const std::string_view>> drop;  // phrases to go
};

// What a version of a document's text scores.
struct VersionScore {
  ShingleMatch match;    // with the reference, if there is one
  std::size_t lost = 0;  // characters of words of the text that it lacks
  std::size_t keep = 0;  // phrases to stay that are in it
  std::size_t drop = 0;  // phrases to go that are in it
};

struct DocumentScore {
  std::string name;
  bool has_reference = false;

  // Nothing should be taken out of it: its words are those of its reference, or
  // without one, a list of phrases to go is given and none is in the text.
  bool needs_nothing = false;

  std::size_t chars = 0;  // of its words
  std::size_t keep = 0;   // phrases to stay
  std::size_t drop = 0;   // phrases to go

  VersionScore untouched;
  VersionScore cleaned;

  // One for each rule that took something.
  struct PutBack {
    std::size_t rule = 0;  // index into RuleSet::rules()
    std::size_t removals = 0;
    VersionScore score;  // cleaned, but with what this rule took
  };
  std::vector<PutBack> rules;
};

// Measures the text once for each rule that took something, and twice more.
DocumentScore ScoreDocument(const ScoredDocument& document);

// What many documents score; of those without, no figure is given.
struct Figures {
  // Means over the documents with a reference that have a shingle (precision)
  // or whose reference has one (recall), and the F1 of these means.
  std::optional<double> precision;
  std::optional<double> recall;
  std::optional<double> f1;

  // Of documents that need nothing: the share of the characters of words that
  // is still there, and how many documents lost any.
  std::optional<double> harmless;
  std::size_t harmed = 0;

  // Of the phrases to stay or to go that the texts had: the share that stayed
  // or went; and how many of each are there.
  std::optional<double> kept;
  std::optional<double> gone;
  std::size_t keep = 0;
  std::size_t drop = 0;

  // Of all documents: the share of the characters of words that is lost, and
  // how many documents lost any. Whether that is harm nobody knows.
  double lost = 0;
  std::size_t touched = 0;
};

// A figure of which more is better: "f1", 0.93.
struct NamedFigure {
  std::string name;
  double value = 0;

  friend bool operator==(const NamedFigure&, const NamedFigure&) = default;
};

// Those there are of precision, recall, f1, harmless, kept, gone; in this
// order.
std::vector<NamedFigure> NameFigures(const Figures& figures);

struct Contribution {
  std::size_t rule = 0;       // index into RuleSet::rules()
  std::size_t documents = 0;  // out of which it took something
  std::size_t removals = 0;
  Figures without;
};

class ScoreSheet {
 public:
  void Add(const DocumentScore& document);

  // What is known about the documents, whatever becomes of them.
  struct Counts {
    std::size_t documents = 0;
    std::size_t references = 0;
    std::size_t need_nothing = 0;
    std::size_t chars = 0;               // of words
    std::size_t need_nothing_chars = 0;  // of the documents that need nothing
    std::size_t with_words = 0;          // references that have a word
    std::size_t keep = 0;                // phrases to stay, and to go
    std::size_t drop = 0;
  };
  const Counts& counts() const { return counts_; }

  Figures untouched() const { return FiguresOf(untouched_); }
  Figures cleaned() const { return FiguresOf(cleaned_); }

  // The rules that took something. First those without which F1 would fall
  // most, last those without which it would rise; then by phrases, then by what
  // they took; on a tie in order of the rules.
  std::vector<Contribution> Contributions() const;

 private:
  // Sums of one version of all documents, or of a difference of two versions.
  struct Tally {
    double precision = 0;
    double recall = 0;
    std::int64_t with_words = 0;  // documents that precision is the mean of
    std::int64_t lost = 0;
    std::int64_t touched = 0;
    std::int64_t harm = 0;  // `lost` of documents that need nothing
    std::int64_t harmed = 0;
    std::int64_t keep = 0;
    std::int64_t drop = 0;

    void Add(const Tally& other, int sign = 1);
  };

  struct RuleTally {
    std::size_t documents = 0;
    std::size_t removals = 0;
    Tally put_back;  // minus cleaned
  };

  static Tally TallyOf(const DocumentScore& document,
                       const VersionScore& version);
  Figures FiguresOf(const Tally& tally) const;

  Counts counts_;
  Tally untouched_;
  Tally cleaned_;
  std::map<std::size_t, RuleTally> rules_;
};

// Keeps the documents with the lowest F1, of those whose F1 is not 1; without a
// reference there is none. Of equally bad ones it keeps the first.
class WorstDocuments {
 public:
  explicit WorstDocuments(std::size_t limit) : limit_(limit) {}

  void Add(const DocumentScore& document);

  struct Entry {
    std::string name;
    ShingleMatch untouched;
    ShingleMatch cleaned;
    std::size_t order = 0;  // when it was added
  };

  // The worst first.
  std::vector<Entry> Sorted() const;

 private:
  std::size_t limit_;
  std::size_t added_ = 0;
  std::vector<Entry> heap_;  // its front is the best
};

}  // namespace unboil

#endif  // UNBOIL_CORPUS_SCORE_H_
