// The headline again, and beginnings that a page cut off.
//
//   The bank raises its rate | Daily Post     goes: its twin is shorter
//   The bank raises its rate                  stays
//   The bank raised its rate on Tuesd...      goes: cut off from the paragraph
//   The bank raised its rate on Tuesday, the first time in ten years.
//
// Headlines are looked for only where they stand: in the head of the document,
// which is what stands above the first real paragraph, and above a copy of the
// body that goes. The head is at most seven *distinct* lines: were repeats
// counted, removing one would move its end, and the next cleaning would find
// more.

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <unordered_map>
#include <vector>

#include "chars.h"
#include "detectors.h"
#include "watched_keys.h"

namespace unboil {
namespace {

constexpr std::size_t kHeadLines = 7;         // distinct ones
constexpr std::size_t kParagraphWeight = 80;  // ends the head, as a sentence
constexpr std::size_t kLongWeight = 200;      // ends it whatever it is
constexpr std::size_t kTitleWeight = 15;      // of a title that recurs
constexpr std::size_t kTitleWords = 3;
constexpr std::size_t kAdjacentWeight = 10;  // of one right behind itself
constexpr std::size_t kMostRepeats = 4;      // more often is no headline
constexpr std::size_t kMostSpeakers = 2;     // more than that is dialogue
constexpr std::size_t kSiteWords = 4;
constexpr std::size_t kSiteChars = 40;
constexpr std::size_t kTeaserWeight = 40;
constexpr std::size_t kTeaserTries = 8;
constexpr std::size_t kEllipsisReach = 8;  // bytes behind a beginning

// Standing lines of the head.
struct Head {
  std::vector<std::size_t> lines;
  bool whole_document = false;  // nothing stands below
};

bool IsParagraph(const StandingLines& lines, std::size_t i) {
  return lines.Weight(i) >= kParagraphWeight && lines.EndsSentence(i) &&
         lines.Kind(i) == LineKind::kProse;
}

Head HeadOf(const StandingLines& lines) {
  Head head;
  std::array<std::string_view, kHeadLines> distinct;
  std::size_t known = 0;
  std::size_t i = 0;
  for (; i < lines.size(); ++i) {
    if (lines.IsGone(i)) continue;
    const std::string_view key = lines.Key(i);
    const auto end = distinct.begin() + static_cast<std::ptrdiff_t>(known);
    if (std::find(distinct.begin(), end, key) == end) {
      if (known == kHeadLines) break;
      distinct[known++] = key;
    }
    head.lines.push_back(i);
    if (head.lines.size() == 1 || key == distinct[0]) continue;
    if (lines.Weight(i) >= kLongWeight || IsParagraph(lines, i)) {
      ++i;
      break;
    }
  }
  head.whole_document = true;
  for (; i < lines.size() && head.whole_document; ++i) {
    if (!lines.IsGone(i)) head.whole_document = false;
  }
  return head;
}

// Whether `longer` is `title` with a site's name attached: "title | site",
// "title - some site".
bool AttachesSite(std::string_view longer, std::string_view title) {
  if (longer.size() <= title.size() || !longer.starts_with(title)) return false;
  std::string_view rest = longer.substr(title.size());
  const bool spaced = rest.starts_with(' ');
  if (spaced) rest.remove_prefix(1);
  constexpr std::string_view kSeparators[] = {"|", "-", ":", "/", "•", "·"};
  const auto separator =
      std::find_if(std::begin(kSeparators), std::end(kSeparators),
                   [rest](std::string_view s) { return rest.starts_with(s); });
  // Without a space before it, "-" or ":" would be part of a word.
  if (separator == std::end(kSeparators) || (!spaced && *separator != "|")) {
    return false;
  }
  rest.remove_prefix(separator->size());
  if (rest.starts_with(' ')) rest.remove_prefix(1);
  const std::size_t words =
      1 + static_cast<std::size_t>(std::count(rest.begin(), rest.end(), ' '));
  return !rest.empty() && words <= kSiteWords &&
         CountCodePoints(rest) <= kSiteChars;
}

class HeadlineFinder {
 public:
  HeadlineFinder(std::string_view title, StandingLines* lines)
      : title_(title), lines_(*lines), head_(HeadOf(*lines)) {}

  void DropInHead() {
    if (!MayRepeat()) return;
    speakers_ = static_cast<std::size_t>(std::count_if(
        head_.lines.begin(), head_.lines.end(), [this](std::size_t i) {
          return lines_.Kind(i) == LineKind::kSpeaker;
        }));
    for (std::size_t a = 0; a < head_.lines.size(); ++a) {
      // A head of many lines is one line again and again: a refrain.
      const bool refrain = head_.lines.size() > kHeadLines + kMostRepeats &&
                           RecursLikeRefrain(head_.lines[a]);
      if (CanBeTitle(a) && !refrain) DropRepeatsOf(a);
    }
  }

 private:
  // Whether any two lines of the head are equal, or one of two neighbours
  // begins with the other. Where not, nothing here drops a first line, and so
  // none at all: neighbours stay what they are until a line between goes.
  bool MayRepeat() const {
    // Where no line repeats, all are distinct.
    if (head_.lines.size() > kHeadLines) return true;
    for (std::size_t b = 1; b < head_.lines.size(); ++b) {
      const std::string_view key = lines_.Key(head_.lines[b]);
      for (std::size_t a = 0; a + 1 < b; ++a) {
        if (key == lines_.Key(head_.lines[a])) return true;
      }
      const std::string_view above = lines_.Key(head_.lines[b - 1]);
      if (key.starts_with(above) || above.starts_with(key)) return true;
    }
    return false;
  }

  bool IsTitle(std::size_t line) const {
    return !title_.empty() && lines_.Key(line) == title_;
  }

  bool CanBeTitle(std::size_t a) const {
    const std::size_t line = head_.lines[a];
    if (lines_.IsGone(line)) return false;
    if (IsTitle(line)) return true;
    const LineKind kind = lines_.Kind(line);
    const bool is_quoted =
        lines_.Key(line).starts_with('"') && lines_.Key(line).ends_with('"');
    return kind != LineKind::kTable && kind != LineKind::kCode && !is_quoted &&
           (a == 0 || (lines_.IsHeadlineLike(line) && kind != LineKind::kList));
  }

  // Few documents have a headline that stands again, so lines are counted late,
  // and once for all lines of the head.
  bool RecursLikeRefrain(std::size_t line) {
    if (counts_.empty()) {
      for (std::size_t i : head_.lines) counts_.Watch(lines_.Key(i));
      for (std::size_t i = 0; i < lines_.size(); ++i) {
        if (lines_.IsGone(i)) continue;
        if (std::size_t* count = counts_.Find(lines_.Key(i))) ++*count;
      }
    }
    return *counts_.Find(lines_.Key(line)) > kMostRepeats;
  }

  // A text of short lines is a poem or a list, whose first line may come again.
  bool HasParagraphs() {
    if (!has_paragraphs_) {
      has_paragraphs_ = false;
      for (std::size_t i = 0; i < lines_.size() && !*has_paragraphs_; ++i) {
        has_paragraphs_ = lines_.Kind(i) == LineKind::kProse ||
                          lines_.Weight(i) >= kParagraphWeight;
      }
    }
    return *has_paragraphs_;
  }

  void DropRepeatsOf(std::size_t a) {
    const std::size_t title = head_.lines[a];
    bool adjacent = true;  // nothing stands between the two
    for (std::size_t b = a + 1; b < head_.lines.size(); ++b) {
      const std::size_t line = head_.lines[b];
      if (lines_.IsGone(line)) continue;
      // The document's last line introduces nothing.
      if (b + 1 == head_.lines.size() && head_.whole_document) return;
      if (lines_.Key(line) == lines_.Key(title)) {
        if (RepeatsAsHeadline(a, adjacent)) {
          lines_.Drop(line, Detector::kHeadline, lines_.WordsOf(title));
          continue;
        }
      } else if (adjacent) {
        if (DropWithSite(line, title)) continue;
        if (DropWithSite(title, line)) return;
      }
      adjacent = false;
    }
  }

  bool RepeatsAsHeadline(std::size_t a, bool adjacent) {
    const std::size_t line = head_.lines[a];
    if (IsTitle(line)) return true;
    if (RecursLikeRefrain(line) || !HasParagraphs()) return false;
    if (adjacent && lines_.Weight(line) >= kAdjacentWeight) return true;
    const bool talk =
        lines_.Kind(line) == LineKind::kSpeaker && speakers_ > kMostSpeakers;
    return a == 0 && lines_.IsHeadlineLike(line) && !talk &&
           lines_.Weight(line) >= kTitleWeight &&
           lines_.WordsOf(line).size() >= kTitleWords;
  }

  bool DropWithSite(std::size_t longer, std::size_t title) {
    const LineKind kind = lines_.Kind(title);
    if (kind == LineKind::kList || kind == LineKind::kTable ||
        lines_.Weight(title) < kAdjacentWeight ||
        lines_.WordsOf(title).size() < 2 ||
        !AttachesSite(lines_.Key(longer), lines_.Key(title)) ||
        RecursLikeRefrain(title)) {
      return false;
    }
    lines_.Drop(longer, Detector::kHeadline, lines_.WordsOf(title));
    return lines_.IsGone(longer);
  }

  std::string_view title_;
  StandingLines& lines_;
  Head head_;
  std::size_t speakers_ = 0;
  std::optional<bool> has_paragraphs_;  // not known yet
  WatchedKeys<std::size_t> counts_;     // of head lines
};

// A headline that stood before and stands again above a copy that goes would
// be left alone there.
void DropAboveCopies(const RepeatFindings& findings, StandingLines* lines) {
  std::vector<std::size_t> above;
  WatchedKeys<std::optional<std::size_t>> first;
  for (std::size_t i = 0; i + 1 < lines->size(); ++i) {
    if (lines->IsGone(i + 1) &&
        findings.starts_copy[lines->DocumentLine(i + 1)] && !lines->IsGone(i) &&
        lines->IsHeadlineLike(i)) {
      above.push_back(i);
      first.Watch(lines->Key(i));
    }
  }
  if (above.empty()) return;
  for (std::size_t i = 0; i <= above.back(); ++i) {
    if (lines->IsGone(i)) continue;
    std::optional<std::size_t>* seen = first.Find(lines->Key(i));
    if (seen != nullptr && !*seen) *seen = i;
  }
  for (std::size_t i : above) {
    const std::size_t seen = **first.Find(lines->Key(i));
    if (seen != i) {
      lines->Drop(i, Detector::kHeadline, lines->WordsOf(seen));
    }
  }
}

}  // namespace

void DropHeadlines(std::string_view title, const RepeatFindings& findings,
                   StandingLines* lines) {
  HeadlineFinder(title, lines).DropInHead();
  DropAboveCopies(findings, lines);
}

std::optional<std::size_t> FindTitle(const Document& document,
                                     std::string_view title) {
  if (title.empty() || !StandingLines::CanHold(document)) return std::nullopt;
  StandingLines lines;
  lines.Assign(document, {});
  for (const std::size_t i : HeadOf(lines).lines) {
    // The document's last line introduces nothing.
    if (i + 1 == lines.size()) return std::nullopt;
    const std::string_view key = lines.Key(i);
    if (key == title || AttachesSite(key, title) || AttachesSite(title, key)) {
      return lines.DocumentLine(i);
    }
  }
  return std::nullopt;
}

void DropTeasers(StandingLines* lines) {
  struct Teaser {
    std::size_t line;
    std::string_view text;  // without the ellipsis
  };
  // By their first bytes, for the paragraphs below to look them up.
  std::unordered_map<std::string_view, std::vector<Teaser>> teasers;
  const auto begin_of = [](std::string_view text) {
    return text.substr(0, kTeaserWeight);
  };
  for (std::size_t i = 0; i < lines->size(); ++i) {
    if (lines->IsGone(i)) continue;
    const std::string_view key = lines->Key(i);
    if (!teasers.empty() && key.size() > kTeaserWeight) {
      const auto found = teasers.find(begin_of(key));
      if (found != teasers.end()) {
        std::vector<Teaser>& waiting = found->second;
        std::erase_if(waiting, [&](const Teaser& teaser) {
          const std::string_view ahead =
              key.substr(0, teaser.text.size() + kEllipsisReach);
          std::string_view rest;
          if (!key.starts_with(teaser.text) ||
              key.size() <= lines->Key(teaser.line).size() ||
              EndsInEllipsis(ahead, &rest)) {
            return false;
          }
          const WordRange own = lines->WordsOf(teaser.line);
          const WordRange twin = lines->WordsOf(i);
          lines->Drop(
              teaser.line, Detector::kTeaser,
              {twin.begin, std::min(twin.end, twin.begin + own.size())});
          return true;
        });
      }
    }
    std::string_view text;
    if (!EndsInEllipsis(key, &text) || text.size() < kTeaserWeight ||
        lines->Weight(i) < kTeaserWeight) {
      continue;
    }
    const LineKind kind = lines->Kind(i);
    if (kind == LineKind::kTable || kind == LineKind::kCode) continue;
    std::vector<Teaser>& waiting = teasers[begin_of(text)];
    if (waiting.size() < kTeaserTries) waiting.push_back({i, text});
  }
}

}  // namespace unboil
