#include "edit.h"

#include <algorithm>
#include <span>
#include <utility>

#include "chars.h"
#include "fold.h"
#include "slice.h"

namespace unboil {
namespace {

bool ByLine(const Taking& a, const Taking& b) {
  return std::pair(a.first, a.key_begin) < std::pair(b.first, b.key_begin);
}

// Takes in the spaces on the left of the range, down to `floor`, else those on
// its right.
Range WithSpaces(std::string_view content, std::size_t floor, Range range) {
  Range wide = range;
  while (wide.begin > floor) {
    const std::size_t before = BeginBefore(content, wide.begin);
    std::size_t behind = before;
    // A stray continuation byte is not part of the space before it.
    if (!IsSpace(DecodeUtf8(content, &behind)) || behind != wide.begin) break;
    wide.begin = before;
  }
  if (wide.begin < range.begin) return wide;
  while (wide.end < content.size()) {
    std::size_t after = wide.end;
    if (!IsSpace(DecodeUtf8(content, &after))) break;
    wide.end = after;
  }
  return wide;
}

class Layout {
 public:
  explicit Layout(const Document& document)
      : document_(document), lines_(document.lines()) {}

  std::vector<Cut> Run(std::vector<Taking> takings) {
    std::sort(takings.begin(), takings.end(), ByLine);
    std::vector<Taking> whole;
    for (std::size_t i = 0; i < takings.size();) {
      std::size_t last = i + 1;
      if (!takings[i].IsSpan()) {
        whole.push_back(takings[i]);
      } else {
        while (last < takings.size() &&
               takings[last].first == takings[i].first) {
          ++last;
        }
        CutSpans({takings.begin() + static_cast<std::ptrdiff_t>(i),
                  takings.begin() + static_cast<std::ptrdiff_t>(last)},
                 &whole);
      }
      i = last;
    }
    for (std::size_t i = 0; i < whole.size();) {
      std::size_t last = i + 1;
      while (last < whole.size() && whole[last].first == whole[last - 1].last) {
        ++last;
      }
      CutGroup({whole.data() + i, last - i});
      i = last;
    }
    std::sort(cuts_.begin(), cuts_.end(), [](const Cut& a, const Cut& b) {
      return a.range.begin < b.range.begin;
    });
    return std::move(cuts_);
  }

 private:
  // The spans of one line. If only white space would stand, the line goes.
  void CutSpans(const std::vector<Taking>& spans, std::vector<Taking>* whole) {
    const std::size_t line = spans.front().first;
    const std::string_view content = document_.Content(line);
    const MappedFold fold = FoldWithMap(content);
    std::vector<Cut> cuts;
    std::string rest;
    std::size_t kept_from = 0;
    for (const Taking& span : spans) {
      // Two spans side by side may share a ligature.
      const Range match = {
          std::max(fold.source[span.key_begin].begin, kept_from),
          fold.source[span.key_end - 1].end};
      if (match.begin >= match.end) continue;
      const Range range = WithSpaces(content, kept_from, match);
      rest += content.substr(kept_from, range.begin - kept_from);
      kept_from = range.end;
      Cut cut;
      cut.range = {lines_[line].begin + range.begin,
                   lines_[line].begin + range.end};
      cut.rule = span.rule;
      cut.chars = CountCodePoints(std::string_view(fold.key).substr(
          span.key_begin, span.key_end - span.key_begin));
      cuts.push_back(cut);
    }
    rest += content.substr(kept_from);
    if (Fold(rest).empty()) {
      Taking taking = spans.front();
      taking.key_begin = taking.key_end = 0;
      whole->push_back(taking);
    } else {
      cuts_.insert(cuts_.end(), cuts.begin(), cuts.end());
    }
  }

  // Takings that follow each other without a standing line between.
  void CutGroup(std::span<const Taking> group) {
    const std::size_t kept = KeptBlankRun(group);
    const bool at_end = group.back().last == lines_.size();
    for (std::size_t i = 0; i < group.size(); ++i) {
      const Taking& taking = group[i];
      Cut cut;
      cut.rule = taking.rule;
      cut.whole_lines = true;
      cut.range.begin = lines_[taking.first].begin;
      if (i == 0 && kept != 0) cut.range.begin = EndOfLineAbove(group, at_end);
      cut.range.end = kept == i + 1 ? lines_[taking.last - 1].next
                                    : BeginBelow(taking.last);
      for (std::size_t line = taking.first; line < taking.last; ++line) {
        cut.chars += lines_[line].chars;
      }
      if (taking.twin_last > taking.twin_first) {
        cut.twin = Range{lines_[taking.twin_first].begin,
                         lines_[taking.twin_last - 1].end};
      }
      cuts_.push_back(cut);
    }
  }

  // Run 0 is the one above the group, run i + 1 the one below group[i].
  std::size_t KeptBlankRun(std::span<const Taking> group) const {
    if (group.front().first == 0) return 0;
    if (group.back().last == lines_.size()) return group.size();
    std::size_t kept = 0;
    std::ptrdiff_t longest = NewlinesAbove(group.front().first);
    for (std::size_t i = 0; i < group.size(); ++i) {
      const std::ptrdiff_t length = NewlinesAbove(group[i].last);
      if (length > longest) {
        longest = length;
        kept = i + 1;
      }
    }
    return kept;
  }

  // Blank lines right above `line`, which is not the first.
  std::ptrdiff_t NewlinesAbove(std::size_t line) const {
    const std::string_view blank = document_.text().substr(
        lines_[line - 1].next, lines_[line].begin - lines_[line - 1].next);
    return std::count(blank.begin(), blank.end(), '\n');
  }

  // Where the first cut of a group begins when the blank run above it goes. A
  // text that ended without a newline still does, so at its end the terminator
  // above goes too.
  std::size_t EndOfLineAbove(std::span<const Taking> group, bool at_end) const {
    const Line& above = lines_[group.front().first - 1];
    const Line& last = lines_.back();
    return at_end && last.next == last.end ? above.end : above.next;
  }

  std::size_t BeginBelow(std::size_t line) const {
    return line < lines_.size() ? lines_[line].begin : document_.text().size();
  }

  const Document& document_;
  const std::vector<Line>& lines_;
  std::vector<Cut> cuts_;
};

}  // namespace

std::vector<Cut> LayOut(const Document& document, std::vector<Taking> takings) {
  return Layout(document).Run(std::move(takings));
}

void CutOut(std::string_view text, const std::vector<Cut>& cuts,
            std::string* out) {
  out->clear();
  out->reserve(text.size());
  ForEachKept(text, cuts, [out](std::string_view kept) { out->append(kept); });
}

}  // namespace unboil
