#include "cli/case_listing.h"

#include <algorithm>
#include <optional>
#include <span>
#include <vector>

#include "chars.h"
#include "cli/output.h"
#include "cli/terminal.h"
#include "slice.h"

namespace unboil {
namespace {

constexpr std::string_view kHeader = "       want  found\n";
constexpr std::string_view kGap = "       ...\n";
constexpr std::string_view kEllipsis = "...";
constexpr std::size_t kAround = 2;  // lines shown before and after a difference
constexpr std::size_t kNumberWidth = 5;
constexpr std::size_t kGutterWidth = 20;
constexpr std::size_t kUsualTextWidth = 100;
// A terminal narrower still must wrap by itself.
constexpr std::size_t kLeastTextWidth = 20;

// The part of `whole` that a cut takes which leaves `rest`: all from the first
// byte that differs to the last, also where several cuts lie between.
Range CutRange(std::string_view whole, std::string_view rest) {
  std::size_t begin = 0;
  while (begin < rest.size() && whole[begin] == rest[begin]) ++begin;
  while (begin > 0 && IsContinuation(whole[begin])) --begin;
  std::size_t tail = 0;
  while (tail < rest.size() - begin &&
         whole[whole.size() - 1 - tail] == rest[rest.size() - 1 - tail]) {
    ++tail;
  }
  return {begin, whole.size() - tail};
}

// The bytes of a line that a verdict lets go.
Range RangeToGo(const JudgedLine& wanted, std::string_view content) {
  switch (wanted.verdict) {
    case Verdict::kRemoved:
      return {0, content.size()};
    case Verdict::kCut:
      return CutRange(content, wanted.rest);
    default:
      return {0, 0};
  }
}

// Tells how each byte of a line is shown.
class LineTint {
 public:
  // `content_begin`: where the line's content stands in the text.
  LineTint(std::size_t content_begin, Range to_go,
           std::span<const Removal> removals)
      : begin_(content_begin), to_go_(to_go), removals_(removals) {}

  std::string_view At(std::size_t offset) const {
    const bool should_go = to_go_.begin <= offset && offset < to_go_.end;
    if (Goes(begin_ + offset)) return should_go ? kSgrDim : kSgrStruckRed;
    return should_go ? kSgrGreen : "";
  }

 private:
  bool Goes(std::size_t at) const {
    const std::span<const Removal>::iterator next = std::partition_point(
        removals_.begin(), removals_.end(),
        [at](const Removal& removal) { return removal.range.end <= at; });
    return next != removals_.end() && next->range.begin <= at;
  }

  std::size_t begin_;
  Range to_go_;
  std::span<const Removal> removals_;
};

// What stands left of a text.
struct Gutter {
  char mark = ' ';
  std::string number = {};
  char wanted = ' ';
  char found = ' ';
};

class Listing {
 public:
  Listing(const Case& wanted, const CaseResult& result,
          const ListingStyle& style, std::string* out)
      : wanted_(wanted), result_(result), color_(style.color), out_(*out) {
    if (style.columns == 0) return;
    is_folded_ = true;
    text_width_ = std::max(
        style.columns - std::min(style.columns, kGutterWidth), kLeastTextWidth);
  }

  void Append() {
    out_ += kHeader;
    std::size_t next = 0;  // the first line not shown yet
    for (std::size_t at = 0; at < result_.differing.size(); ++at) {
      const std::size_t line = result_.differing[at];
      const std::size_t begin = std::max(next, line - std::min(line, kAround));
      const std::size_t end = std::min(LineAfter(at), line + kAround + 1);
      if (begin > next) out_ += kGap;
      for (std::size_t i = begin; i < end; ++i) AppendLine(i, i == line);
      next = end;
    }
  }

 private:
  // The next difference, which shows itself.
  std::size_t LineAfter(std::size_t at) const {
    return at + 1 < result_.differing.size() ? result_.differing[at + 1]
                                             : result_.lines.size();
  }

  void AppendLine(std::size_t index, bool differs) {
    const JudgedLine& wanted = wanted_.lines[index];
    const JudgedLine& found = result_.lines[index];
    const std::string_view content = Slice(wanted_.text, found.content);
    const LineTint tint(found.content.begin, RangeToGo(wanted, content),
                        result_.removals);
    const Gutter gutter = {
        differs ? '>' : ' ', std::to_string(wanted_.places[index].gutter),
        static_cast<char>(wanted.verdict), static_cast<char>(found.verdict)};
    AppendTakers(differs ? Join(TakersOf(result_, found)) : "");
    const bool is_cut = differs && (wanted.verdict == Verdict::kCut ||
                                    found.verdict == Verdict::kCut);
    if (!is_cut) return AppendShortened(gutter, content, tint);
    AppendWhole(gutter, content, tint);
    if (wanted.verdict == Verdict::kCut) {
      AppendWhole({.wanted = '+'}, wanted.rest, std::nullopt);
    }
    if (found.verdict == Verdict::kCut) {
      AppendWhole({.found = '+'}, found.rest, std::nullopt);
    }
  }

  // Once above neighbours that the same rules took.
  void AppendTakers(const std::string& takers) {
    if (takers != takers_ && !takers.empty()) {
      AppendWhole({.found = '@'}, takers, std::nullopt);
    }
    takers_ = takers;
  }

  void AppendShortened(const Gutter& gutter, std::string_view text,
                       const LineTint& tint) {
    AppendGutter(gutter);
    const bool fits = NextRow(text, 0, text_width_).next == text.size();
    const std::size_t width = text_width_ - (fits ? 0 : kEllipsis.size());
    AppendRow(text, {0, NextRow(text, 0, width).end}, tint);
    if (!fits) out_ += kEllipsis;
    out_ += '\n';
  }

  void AppendWhole(Gutter gutter, std::string_view text,
                   const std::optional<LineTint>& tint) {
    for (std::size_t at = 0; at < text.size();) {
      const Row row = NextRow(text, at, is_folded_ ? text_width_ : 0);
      AppendGutter(gutter);
      AppendRow(text, {at, row.end}, tint);
      out_ += '\n';
      at = row.next;
      gutter = {};
    }
  }

  void AppendGutter(const Gutter& gutter) {
    const bool is_context = gutter.mark == ' ' && !gutter.number.empty();
    const std::string_view rendition = is_context ? kSgrDim : kSgrBold;
    AppendVerdict(gutter.mark, rendition);
    AppendIn(gutter.number.empty() ? "" : kSgrDim,
             PadLeft(gutter.number, kNumberWidth));
    out_ += "   ";
    AppendVerdict(gutter.wanted, rendition);
    out_ += "     ";
    AppendVerdict(gutter.found, rendition);
  }

  void AppendVerdict(char verdict, std::string_view rendition) {
    AppendIn(verdict == ' ' ? "" : rendition, std::string_view(&verdict, 1));
  }

  // Bytes `shown` of a line, behind the gutter; an empty row ends with it.
  void AppendRow(std::string_view text, Range shown,
                 const std::optional<LineTint>& tint) {
    if (shown.begin == shown.end) return;
    out_ += "    ";
    std::string piece;
    std::string_view rendition;
    std::size_t column = 0;
    for (std::size_t at = shown.begin; at < shown.end;) {
      const std::string_view next = tint ? tint->At(at) : "";
      if (next != rendition) {
        AppendIn(rendition, piece);
        piece.clear();
        rendition = next;
      }
      const Glyph glyph = NextGlyph(text, column, &at);
      piece += glyph.shown;
      column += glyph.columns;
    }
    AppendIn(rendition, piece);
  }

  void AppendIn(std::string_view rendition, std::string_view text) {
    AppendStyled(color_ ? rendition : "", text, &out_);
  }

  const Case& wanted_;
  const CaseResult& result_;
  bool color_;
  bool is_folded_ = false;
  std::size_t text_width_ = kUsualTextWidth;
  std::string takers_;  // of the line before
  std::string& out_;
};

}  // namespace

void AppendFailedName(std::string_view path, const Case& wanted, bool color,
                      std::string* out) {
  AppendStyled(color ? kSgrRed : "", "FAILED", out);
  *out += ' ';
  const std::string place =
      EscapeForTerminal(path) + ':' + std::to_string(wanted.line) + ": ";
  AppendStyled(color ? kSgrBold : "", place + EscapeName(wanted.name), out);
  *out += '\n';
}

void AppendDifferences(const Case& wanted, const CaseResult& result,
                       const ListingStyle& style, std::string* out) {
  if (!result.differing.empty()) Listing(wanted, result, style, out).Append();
  for (const std::string& fault : result.faults) {
    *out += "  " + EscapeName(fault) + '\n';
  }
}

std::string EscapeName(std::string_view name) {
  std::string shown;
  for (std::size_t at = 0; at < name.size();) {
    if (name[at] == '\\') {
      shown += name[at++];
    } else {
      shown += NextGlyph(name, 0, &at).shown;
    }
  }
  return shown;
}

}  // namespace unboil
