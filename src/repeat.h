// Repeats: text that the same document says twice, by accident of publishing.
//
//   Body, "View original", Headline, Body   ->   the first Body goes
//   Headline, Headline | Site, Body         ->   "Headline | Site" goes
//   "The bank raised its…", Headline, Body  ->   the teaser goes
//
// What an author repeats on purpose stays: refrains, list items, table rows,
// clauses, single lines scattered over a text. So a line is never judged alone:
// it goes as part of a body that stands twice, right behind its equal, as a
// teaser that was visibly cut off, or as a headline where headlines stand. And
// it goes only while its twin is kept.
//
// Linear in the text. docs/design.md tells the method and where its thresholds
// come from.

#ifndef UNBOIL_REPEAT_H_
#define UNBOIL_REPEAT_H_

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "document.h"
#include "unboil/unboil.h"

namespace unboil {

enum class Detector { kBody, kHeadline, kTeaser, kParagraph };
inline constexpr std::size_t kDetectors = 4;

// The rules `any.repeat.*`, in the order of Detector.
std::span<const RuleInfo> RepeatRules();

// Line `line` of a document goes; lines [twin_first, twin_last) say the same
// and stay.
struct Repeat {
  std::size_t line;
  Detector detector;
  std::size_t twin_first;
  std::size_t twin_last;
};

struct RepeatOptions {
  Repeats keep = Repeats::kHeadline;
  std::array<bool, kDetectors> enabled = {true, true, true, true};
  bool exact_only = false;  // leave copies in which words differ
};

struct RepeatFindings {
  std::vector<Repeat> repeats;  // in order of their lines

  // By line: it belongs to a body that stands twice, whichever copy goes.
  std::vector<char> in_copy;
  // By line: such a body begins here, or the headline above it does.
  std::vector<char> starts_copy;
  // By line: such a body ends here.
  std::vector<char> ends_copy;
};

// What the rules have made of the lines before: by line, whether a rule took
// it, and whether one would if its guards hold.
struct LineFates {
  std::vector<char> taken;
  std::vector<char> doubtful;
};

// `title` is the folded headline, if the caller knows it, else empty.
void FindRepeats(const Document& document, const LineFates& fates,
                 std::string_view title, const RepeatOptions& options,
                 RepeatFindings* findings);

// The standing line of the head that says what `title` says, also where one of
// the two has a site's name attached. nullopt: none does, or only the last
// line.
std::optional<std::size_t> FindTitle(const Document& document,
                                     std::string_view title);

}  // namespace unboil

#endif  // UNBOIL_REPEAT_H_
