// What a line looks like: prose, or one of the forms that authors repeat on
// purpose (list items, table rows, speakers' lines, code, separators).
//
//   "| Mon | 8:00 | yes |"       kTable
//   "- Fixed a crash on start."  kList
//   "ANNA: I never said that."   kSpeaker
//   "* * *"                      kSeparator
//
// All of it is a guess from one folded line, made for the detectors of repeats:
// where it is wrong a repeat stays, or more of a body must match.

#ifndef UNBOIL_LINE_KIND_H_
#define UNBOIL_LINE_KIND_H_

#include <cstddef>
#include <string_view>

namespace unboil {

enum class LineKind {
  kProse,
  kShort,  // a headline, a label, a line of verse
  kList,
  kTable,
  kSpeaker,
  kCode,
  kSeparator,
};

// Prose has at least so many words.
inline constexpr std::size_t kLeastProseWords = 8;

// `content` is the line as it stands (folding turns tabs into spaces), `key`
// its fold, `chars` the code points and `words` the words of that (words.h).
LineKind KindOfLine(std::string_view content, std::string_view key,
                    std::size_t chars, std::size_t words);

// Whether the folded text ends as a sentence does: a full stop of any script,
// and perhaps closing quotes, brackets or a footnote's number behind it.
bool EndsSentence(std::string_view key);

// Whether it ends in "...", perhaps in brackets: text that was cut off. `*rest`
// is what stands before, without trailing punctuation.
bool EndsInEllipsis(std::string_view key, std::string_view* rest);

// Whether a line of this kind could be a headline.
bool IsHeadlineLike(std::string_view key, std::size_t chars, std::size_t words,
                    LineKind kind);

}  // namespace unboil

#endif  // UNBOIL_LINE_KIND_H_
