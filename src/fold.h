// Fold: the text a rule sees. Case, width, typographic quotes and dashes and
// runs of white space do not matter to a reader, so they must not matter to a
// rule.
//
//   "  View\u00A0“Ｏriginal”… "   ->   view "original"...
//
// In order: bad UTF-8 becomes U+FFFD; quotes, dashes and the ellipsis become
// ASCII; Unicode's NFKC_Casefold (which also drops zero-width characters); then
// once more quotes and dashes, which NFKC makes of full-width ones; then runs
// of white space become one space, and none at the ends. Folding folded text
// changes nothing.

#ifndef UNBOIL_FOLD_H_
#define UNBOIL_FOLD_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "key_buffer.h"
#include "normalizer.h"
#include "unboil/unboil.h"

namespace unboil {

// Folds the lines of one text, from the first to the last, to the end of a
// buffer. For a text that is no line there is Fold.
class LineFolder {
 public:
  // With so much room behind the size of the text the buffer need not grow,
  // unless text does when it is folded.
  static constexpr std::size_t kRoomBehind = 512;

  // Nothing else may write to the buffer meanwhile.
  LineFolder(std::string_view text, KeyBuffer* keys, Normalizer* normalizer)
      : begin_(text.data()),
        end_(text.data() + text.size()),
        leg_end_(begin_),
        keys_(*keys),
        normalizer_(*normalizer) {}

  struct Folded {
    std::size_t end;    // of the line: where its '\n' stands or the text ends
    std::size_t chars;  // of its key
  };

  // Appends the fold of the line that begins at byte `begin`.
  Folded AppendLine(std::size_t begin) { return Append<true>(begin); }

  // Appends the fold of the whole text, in which '\n' is a space.
  void AppendText() { Append<false>(0); }

 private:
  // Where reading and writing are. Handed over by value, so that both stay in
  // registers.
  struct Place {
    const char* at;
    char* out;
  };

  template <bool kEndsAtNewline>
  Folded Append(std::size_t begin);

  Place BeginLeg(Place place);
  Place SkipSpaces(Place place) const;
  Place AppendSpace(Place place) const;
  Place AppendMultibyte(Place place);
  Place AppendItself(Place place, char32_t c, std::size_t length);
  Place AppendRecord(Place place, const std::uint8_t* record);
  Place AppendTogether(Place place);
  Place AppendNormalized(Place place);
  bool IsInOrder(char32_t mark, const char* out) const;

  // A space is dropped where the key begins, too.
  bool EndsInSpace(const char* out) const {
    return out == key_ || out[-1] == ' ';
  }

  const char* const begin_;
  const char* const end_;
  const char* leg_end_;  // up to there is surely room for folds
  KeyBuffer& keys_;
  std::size_t key_begin_ = 0;
  char* key_ = nullptr;            // where it begins
  std::size_t continuations_ = 0;  // bytes of the key that begin no character
  Normalizer& normalizer_;
};

// Appends the fold of `text` to `*key`.
void AppendFold(std::string_view text, std::string* key);

std::string Fold(std::string_view text);

// The fold of `text` with the way back: byte i of `key` stands for the bytes
// source[i] of `text`. A match of key bytes [b, e) is the source range from
// source[b].begin to source[e - 1].end.
struct MappedFold {
  std::string key;
  std::vector<Range> source;
};
MappedFold FoldWithMap(std::string_view text);

}  // namespace unboil

#endif  // UNBOIL_FOLD_H_
