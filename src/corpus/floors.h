// Figures that may rise and must not fall: a file of floors beside a corpus,
// one set of documents after the other.
//
//   {
//     "clean.jsonl": {
//       "corpus": "6f1c2a",
//       "f1": 0.99731,
//       "harmless": 1
//     }
//   }
//
// `corpus` is a digest of the documents, since a figure of other documents
// proves nothing. Hold names what is below its floor. Lift raises the floors
// that were beaten and adds new ones; it lowers none unless told to. A floor is
// its figure rounded down to five places, so that another machine's last digit
// does not matter.
//
// Sets stand in the order of their names, figures in that in which they came,
// each on a line of its own: what git shows is what changed.

#ifndef UNBOIL_CORPUS_FLOORS_H_
#define UNBOIL_CORPUS_FLOORS_H_

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "corpus/score.h"
#include "unboil/result.h"
#include "unboil/unboil.h"

namespace unboil {

// What a run found for one set of documents.
struct ScoredSet {
  std::string name;
  std::string corpus;  // digest of the documents
  std::vector<NamedFigure> figures;
};

class Floors {
 public:
  // Without floors as yet. `file` is for messages.
  explicit Floors(std::string file) : file_(std::move(file)) {}

  static Result<Floors> Parse(const Source& file);

  // A sentence for each figure that is below its floor. An Error where nothing
  // can be said: the set has no floors, they are of other documents, or a
  // figure that has a floor was not measured.
  Result<std::vector<std::string>> Hold(const ScoredSet& set) const;

  // The Error says why nothing was changed. With `allow_lower` floors become
  // what the figures are, also of other documents.
  std::optional<Error> Lift(const ScoredSet& set, bool allow_lower);

  // The file.
  std::string Format() const;

 private:
  // Why `set` cannot be held against its floors.
  std::optional<Error> FindMismatch(const ScoredSet& set,
                                    const ScoredSet& floors) const;

  std::string file_;
  std::map<std::string, ScoredSet> sets_;  // the figures are the floors
};

}  // namespace unboil

#endif  // UNBOIL_CORPUS_FLOORS_H_
