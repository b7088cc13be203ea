// StandingLines: the lines that no rule took, as the detectors of repeats see
// them. Lines that a rule took are not there, so a body is recognised although
// a publisher's notice stood in the middle of it. What a detector drops stays
// in the list, marked, so that its twin can be looked up.

#ifndef UNBOIL_STANDING_LINES_H_
#define UNBOIL_STANDING_LINES_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "document.h"
#include "line_kind.h"
#include "repeat.h"
#include "words.h"

namespace unboil {

// The share of a line's words that its twin must have (promise 7).
inline constexpr double kTwinShare = 0.8;

// Whether `twin` is of a size to say what the words `own` say. It also bounds
// the work of comparing them.
inline bool IsTwinSized(WordRange twin, WordRange own) {
  constexpr std::size_t kSlack = 8;
  return twin.size() <= 2 * own.size() + kSlack;
}

// Standing lines [first, last).
struct LineRange {
  std::size_t first = 0;
  std::size_t last = 0;
};

class StandingLines {
 public:
  // Whether the keys of `document` have less than 4 GiB: of larger documents
  // repeats are not looked for.
  static bool CanHold(const Document& document);

  // Takes the lines of `document`, which must outlive this object, that are not
  // `taken`; by line, or empty if none is.
  // REQUIRES: CanHold(document)
  void Assign(const Document& document, const std::vector<char>& taken);

  std::size_t size() const { return keys_.size(); }
  std::string_view Key(std::size_t i) const {
    return text_.substr(keys_[i].begin, keys_[i].end - keys_[i].begin);
  }
  std::size_t DocumentLine(std::size_t i) const {
    return document_lines_.empty() ? i : document_lines_[i];
  }

  const Words& words() const { return words_; }
  WordRange WordsOf(std::size_t i) const { return words_.WordsOf(i); }

  // How much a line says, in letters of a script with spaces: a character of a
  // script without them counts as two.
  std::size_t Weight(std::size_t i) const;

  LineKind Kind(std::size_t i) const;
  bool IsHeadlineLike(std::size_t i) const;
  bool EndsSentence(std::size_t i) const {
    return unboil::EndsSentence(Key(i));
  }

  bool IsGone(std::size_t i) const { return !drops_.empty() && gone_[i] != 0; }

  // Line `i` goes because the words `twin`, which are not its own, say the
  // same. Where lines of the twin are gone, their twins take their place. Does
  // nothing when that leaves no twin that stands.
  void Drop(std::size_t i, Detector detector, WordRange twin);

  // Every drop whose twin stands in the end, in order of lines. A drop whose
  // twin was dropped after it takes over that one's twin where that says the
  // same; else it is withdrawn.
  std::vector<Repeat> Settle();

  // The lines that hold the words `range`, which is not empty.
  LineRange LinesOf(WordRange range) const {
    return {words_.LineOf(range.begin), words_.LineOf(range.end - 1) + 1};
  }

 private:
  struct Dropped {
    std::size_t line;
    Detector detector;
    WordRange twin;
  };

  // Replaces the lines of `*twin` that are gone by their twins, once. Returns
  // whether all of `*twin` stands then and is of a size to say `own_words`.
  bool StepToStanding(WordRange own_words, WordRange* twin) const;
  bool AllStand(WordRange range) const;
  bool SharesWords(std::size_t i, WordRange twin) const;

  const Document* document_ = nullptr;
  std::string_view text_;                      // of all keys
  std::vector<KeyRange> keys_;                 // in text_
  std::vector<std::uint32_t> document_lines_;  // empty if all lines stand
  Words words_;
  std::vector<Dropped> drops_;       // in the order of their dropping
  std::vector<std::uint32_t> gone_;  // by line: its place in drops_, plus one
  mutable std::vector<signed char> kinds_;  // LineKind, or -1 while unknown
};

}  // namespace unboil

#endif  // UNBOIL_STANDING_LINES_H_
