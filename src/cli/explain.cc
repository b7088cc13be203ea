#include "cli/explain.h"

#include <algorithm>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "chars.h"
#include "cli/output.h"
#include "cli/terminal.h"
#include "corpus/case_file.h"
#include "slice.h"

namespace unboil {
namespace {

// Text narrower than this is a pain to read: then no margin stands beside it.
constexpr std::size_t kComfortableColumns = 60;
// A terminal narrower still must wrap by itself.
constexpr std::size_t kLeastColumns = 20;

// The line that holds byte `offset`, as an index.
std::size_t LineAt(std::span<const JudgedLine> lines, std::size_t offset) {
  const std::span<const JudgedLine>::iterator after =
      std::upper_bound(lines.begin(), lines.end(), offset,
                       [](std::size_t at, const JudgedLine& line) {
                         return at < line.line.end;
                       });
  return static_cast<std::size_t>(after - lines.begin());
}

bool Touches(const Removal& removal, const JudgedLine& line) {
  return removal.range.begin < line.line.end &&
         removal.range.end > line.line.begin;
}

// Who took from a line, and the lines [first, last] of the twin, from 1; 0
// without one.
struct Owner {
  std::size_t rule = 0;
  std::size_t twin_first = 0;
  std::size_t twin_last = 0;
};

void AddOnce(const Owner& owner, std::vector<Owner>* owners) {
  for (Owner& known : *owners) {
    if (known.rule == owner.rule && known.twin_first == owner.twin_first) {
      known.twin_last = std::max(known.twin_last, owner.twin_last);
      return;
    }
  }
  owners->push_back(owner);
}

// The owners of each line, each once in order of the text; none of those that
// stay.
std::vector<std::vector<Owner>> OwnersOfLines(
    std::span<const Removal> removals, std::span<const JudgedLine> lines) {
  std::vector<std::vector<Owner>> owners(lines.size());
  std::size_t first = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    while (first < removals.size() &&
           removals[first].range.end <= lines[i].line.begin) {
      ++first;
    }
    if (lines[i].verdict == Verdict::kKept) continue;
    for (std::size_t r = first;
         r < removals.size() && Touches(removals[r], lines[i]); ++r) {
      Owner owner;
      owner.rule = removals[r].rule;
      if (removals[r].twin) {
        owner.twin_first = LineAt(lines, removals[r].twin->begin) + 1;
        owner.twin_last = LineAt(lines, removals[r].twin->end - 1) + 1;
      }
      AddOnce(owner, &owners[i]);
    }
  }
  return owners;
}

// `name` is escaped.
std::string Summary(std::string name, const CleanedDocument& document,
                    std::span<const JudgedLine> lines) {
  const std::size_t removed = static_cast<std::size_t>(
      std::count_if(lines.begin(), lines.end(), [](const JudgedLine& line) {
        return line.verdict == Verdict::kRemoved;
      }));
  const std::size_t cut = static_cast<std::size_t>(std::count_if(
      lines.begin(), lines.end(),
      [](const JudgedLine& line) { return line.verdict == Verdict::kCut; }));
  std::string summary = std::move(name) + ": ";
  if (document.refused) summary += "refused; ";
  if (removed == 0 && cut == 0) return summary + "nothing goes";
  summary += std::to_string(removed) + " of " + std::to_string(lines.size()) +
             (lines.size() == 1 ? " line" : " lines") +
             (removed == 1 || lines.size() == 1 ? " goes" : " go");
  if (cut > 0) summary += ", " + std::to_string(cut) + " cut inside";
  return summary;
}

std::string Pad(std::string text, std::size_t width) {
  text.resize(std::max(text.size(), width), ' ');
  return text;
}

std::size_t NumberWidth(std::span<const JudgedLine> lines) {
  return std::to_string(lines.size()).size() + 2;
}

// The listing for programs.

// "any.repeat.body = 1, any.share.more"
std::string PlainLabel(std::span<const Owner> owners,
                       std::span<const RuleInfo> rules) {
  std::string label;
  for (const Owner& owner : owners) {
    if (!label.empty()) label += ", ";
    label += rules[owner.rule].id;
    if (owner.twin_first != 0) {
      label += " = " + std::to_string(owner.twin_first);
    }
  }
  return label;
}

void AppendTrimmed(std::string line, std::string* out) {
  line.resize(line.find_last_not_of(' ') + 1);
  *out += line + '\n';
}

void AppendPlain(const CleanedDocument& document,
                 std::span<const JudgedLine> lines, std::string* out) {
  std::vector<std::string> labels;
  std::size_t label_width = 0;
  for (const std::vector<Owner>& owners :
       OwnersOfLines(document.removals, lines)) {
    labels.push_back(PlainLabel(owners, document.rules));
    label_width = std::max(label_width, labels.back().size());
  }
  const std::size_t number_width = NumberWidth(lines);
  *out += Summary(EscapeLine(document.name), document, lines) + '\n';
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string margin = PadLeft(std::to_string(i + 1), number_width);
    AppendTrimmed(margin + ' ' + static_cast<char>(lines[i].verdict) + ' ' +
                      Pad(labels[i], label_width) + "  " +
                      EscapeLine(Slice(document.text, lines[i].content)),
                  out);
    if (lines[i].verdict != Verdict::kCut) continue;
    AppendTrimmed(std::string(number_width, ' ') + " + " +
                      Pad("", label_width) + "  " + EscapeLine(lines[i].rest),
                  out);
  }
}

// The listing for eyes.

// Neighbouring lines [first, last) that the same rules take, twins in a row.
struct Run {
  std::size_t first = 0;
  std::size_t last = 0;
  std::vector<Owner> owners;
};

bool IsBlank(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (!IsSpace(DecodeUtf8(text, &at))) return false;
  }
  return true;
}

// Puts neighbours together.
class RunFinder {
 public:
  RunFinder(std::string_view text, std::span<const JudgedLine> lines)
      : next_standing_(lines.size() + 1, lines.size()) {
    for (std::size_t i = lines.size(); i-- > 0;) {
      const bool is_standing = lines[i].verdict != Verdict::kRemoved &&
                               !IsBlank(Slice(text, lines[i].content));
      next_standing_[i] = is_standing ? i : next_standing_[i + 1];
    }
  }

  std::vector<Run> Find(std::vector<std::vector<Owner>> owners) const {
    std::vector<Run> runs;
    for (std::size_t i = 0; i < owners.size(); ++i) {
      if (owners[i].empty()) continue;
      if (!runs.empty() && runs.back().last == i &&
          GoesOn(runs.back().owners, owners[i])) {
        runs.back().last = i + 1;
        Extend(owners[i], &runs.back().owners);
      } else {
        runs.push_back({i, i + 1, std::move(owners[i])});
      }
    }
    return runs;
  }

 private:
  bool GoesOn(std::span<const Owner> run, std::span<const Owner> next) const {
    return std::equal(run.begin(), run.end(), next.begin(), next.end(),
                      [this](const Owner& a, const Owner& b) {
                        return a.rule == b.rule && IsNextTwin(a, b);
                      });
  }

  // Inside the twin of the run, or the next text below it.
  bool IsNextTwin(const Owner& run, const Owner& next) const {
    if (run.twin_first == 0 || next.twin_first == 0) {
      return run.twin_first == next.twin_first;
    }
    const bool is_inside =
        next.twin_first >= run.twin_first && next.twin_last <= run.twin_last;
    // Line numbers count from 1, indexes from 0.
    return is_inside || next_standing_[run.twin_last] + 1 == next.twin_first;
  }

  static void Extend(std::span<const Owner> next, std::vector<Owner>* run) {
    for (std::size_t i = 0; i < next.size(); ++i) {
      (*run)[i].twin_last = std::max((*run)[i].twin_last, next[i].twin_last);
    }
  }

  std::vector<std::size_t> next_standing_;  // of each line: itself or below it
};

// "any.repeat.body = lines 1-9, any.share.more"
std::string RunLabel(const Run& run, std::span<const RuleInfo> rules) {
  std::string label;
  for (const Owner& owner : run.owners) {
    if (!label.empty()) label += ", ";
    label += rules[owner.rule].id;
    if (owner.twin_first == 0) continue;
    const bool is_one = owner.twin_first == owner.twin_last;
    label +=
        (is_one ? " = line " : " = lines ") + std::to_string(owner.twin_first);
    if (!is_one) label += '-' + std::to_string(owner.twin_last);
  }
  return label;
}

class Listing {
 public:
  Listing(const CleanedDocument& document, std::span<const JudgedLine> lines,
          const ExplainStyle& style, std::string* out)
      : document_(document),
        lines_(lines),
        color_(style.color),
        number_width_(NumberWidth(lines)),
        runs_(RunFinder(document.text, lines)
                  .Find(OwnersOfLines(document.removals, lines))),
        out_(*out) {
    std::size_t label_width = 0;
    for (const Run& run : runs_) {
      labels_.push_back(RunLabel(run, document.rules));
      label_width = std::max(label_width, labels_.back().size());
    }
    if (style.columns == 0) return;
    const std::size_t indent = number_width_ + 3;
    text_width_ = std::max(style.columns - std::min(style.columns, indent),
                           kLeastColumns);
    if (label_width + 2 + kComfortableColumns <= text_width_) {
      has_margin_ = true;
      text_width_ -= label_width == 0 ? 0 : label_width + 2;
    }
  }

  void Append() {
    AppendStyled(Rendition(kSgrBold),
                 Summary(EscapeForTerminal(document_.name), document_, lines_),
                 &out_);
    out_ += '\n';
    std::size_t run = 0;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      while (run < runs_.size() && runs_[run].last <= i) ++run;
      const bool is_first = run < runs_.size() && runs_[run].first == i;
      if (is_first && !has_margin_) AppendLabel(labels_[run]);
      AppendLine(i, is_first && has_margin_ ? labels_[run] : "");
    }
  }

 private:
  std::string_view Rendition(std::string_view rendition) const {
    return color_ ? rendition : "";
  }

  // On a line of its own.
  void AppendLabel(std::string_view label) {
    char mark = '@';
    for (std::size_t at = 0; at < label.size();) {
      const Row row = NextRow(label, at, text_width_);
      AppendGutter("", mark, kSgrDim);
      out_ += ' ';
      AppendStyled(Rendition(kSgrDim), label.substr(at, row.end - at), &out_);
      out_ += '\n';
      at = row.next;
      mark = ' ';
    }
  }

  // `label`: what the margin shows.
  void AppendLine(std::size_t index, std::string_view label) {
    const JudgedLine& line = lines_[index];
    AppendRows(std::to_string(index + 1), static_cast<char>(line.verdict),
               document_.text.substr(0, line.content.end), line.content.begin,
               label);
    // Struck parts show what stays; without colour a line of its own does.
    if (line.verdict == Verdict::kCut && !color_) {
      AppendRows("", '+', line.rest, 0, "");
    }
  }

  // The text from byte `at` on, folded.
  void AppendRows(std::string_view number, char mark, std::string_view text,
                  std::size_t at, std::string_view label) {
    const bool stays = mark == static_cast<char>(Verdict::kKept);
    do {
      const Row row = NextRow(text, at, text_width_);
      AppendGutter(number, mark, stays ? kSgrDim : kSgrRed);
      if (row.end > at || !label.empty()) out_ += ' ';
      AppendGlyphs(text, {at, row.end});
      if (!label.empty()) {
        out_.append(text_width_ + 2 - std::min(text_width_, row.columns), ' ');
        AppendStyled(Rendition(kSgrDim), label, &out_);
      }
      out_ += '\n';
      at = row.next;
      number = label = "";
      if (!stays) mark = ' ';
    } while (at < text.size());
  }

  void AppendGutter(std::string_view number, char mark,
                    std::string_view rendition) {
    const std::string padded = PadLeft(std::string(number), number_width_);
    AppendStyled(number.empty() ? "" : Rendition(kSgrDim), padded, &out_);
    out_ += ' ';
    AppendStyled(mark == ' ' ? "" : Rendition(rendition),
                 std::string_view(&mark, 1), &out_);
  }

  void AppendGlyphs(std::string_view text, Range range) {
    std::string piece;
    bool was_gone = false;
    std::size_t column = 0;
    for (std::size_t at = range.begin; at < range.end;) {
      const bool is_gone = color_ && IsGone(at);
      if (is_gone != was_gone) {
        AppendStyled(was_gone ? kSgrStruckRed : "", piece, &out_);
        piece.clear();
      }
      const Glyph glyph = NextGlyph(text, column, &at);
      piece += glyph.shown;
      column += glyph.columns;
      was_gone = is_gone;
    }
    AppendStyled(was_gone ? kSgrStruckRed : "", piece, &out_);
  }

  // Asked in order of the text.
  bool IsGone(std::size_t offset) {
    const std::span<const Removal> removals = document_.removals;
    while (removal_ < removals.size() &&
           removals[removal_].range.end <= offset) {
      ++removal_;
    }
    return removal_ < removals.size() &&
           removals[removal_].range.begin <= offset;
  }

  const CleanedDocument& document_;
  std::span<const JudgedLine> lines_;
  bool color_;
  std::size_t number_width_;
  std::size_t text_width_ = 0;  // 0: as wide as it is
  std::vector<Run> runs_;
  std::vector<std::string> labels_;  // of the runs
  bool has_margin_ = false;          // for labels, on the right
  std::size_t removal_ = 0;          // those before are done with
  std::string& out_;
};

}  // namespace

void AppendExplanation(const CleanedDocument& document,
                       const ExplainStyle& style, std::string* out) {
  const std::vector<JudgedLine> lines =
      JudgeLines(document.text, document.removals);
  if (style.color || style.columns != 0) {
    Listing(document, lines, style, out).Append();
  } else {
    AppendPlain(document, lines, out);
  }
}

}  // namespace unboil
