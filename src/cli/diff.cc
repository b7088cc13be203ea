// No lines are compared: the removals say what stays of each line.
//
//   old lines     what stays      change
//   A⏎            A⏎
//   B (b)⏎        B⏎              -B (b)  +B
//   C⏎            C               -C  -D  +C, since a line that lost its end
//   D                                     goes on in the next one
//
// A change begins and ends where a line begins in the old text and in the new
// one. Up to three unchanged lines around it are its context; changes whose
// contexts meet share a hunk.

#include "cli/diff.h"

#include <algorithm>
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "chars.h"
#include "cli/terminal.h"

namespace unboil {
namespace {

constexpr std::size_t kContext = 3;

// Old lines [first, last) become the text `added`.
struct Change {
  std::size_t first = 0;
  std::size_t last = 0;
  std::string added;
};

// Where each line begins, and the end of the text behind them.
std::vector<std::size_t> LineBegins(std::string_view text) {
  std::vector<std::size_t> begins = {0};
  for (std::size_t feed = text.find('\n'); feed != std::string_view::npos;
       feed = text.find('\n', feed + 1)) {
    begins.push_back(feed + 1);
  }
  if (begins.back() != text.size()) begins.push_back(text.size());
  return begins;
}

std::size_t CountLines(std::string_view text) {
  const std::size_t feeds =
      static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
  return feeds + (text.empty() || text.ends_with('\n') ? 0 : 1);
}

// Tells what stays of ranges, when asked about them in order of the text.
class RestReader {
 public:
  RestReader(std::string_view text, std::span<const Removal> removals)
      : text_(text), removals_(removals) {}

  bool IsWhole(Range range) {
    while (!removals_.empty() && removals_[0].range.end <= range.begin) {
      removals_ = removals_.subspan(1);
    }
    return removals_.empty() || removals_[0].range.begin >= range.end;
  }

  void AppendRest(Range range, std::string* out) {
    std::size_t at = range.begin;
    while (at < range.end && !IsWhole({at, range.end})) {
      const Range gone = removals_[0].range;
      if (gone.begin > at) *out += text_.substr(at, gone.begin - at);
      at = std::min(gone.end, range.end);
    }
    *out += text_.substr(at, range.end - at);
  }

 private:
  std::string_view text_;
  std::span<const Removal> removals_;  // those before are done with
};

std::vector<Change> FindChanges(const CleanedDocument& document,
                                std::span<const std::size_t> begins) {
  std::vector<Change> changes;
  RestReader rest(document.text, document.removals);
  bool is_open = false;  // the new text is amid a line
  for (std::size_t line = 0; line + 1 < begins.size(); ++line) {
    const Range whole = {begins[line], begins[line + 1]};
    if (!is_open && rest.IsWhole(whole)) continue;
    if (changes.empty() || changes.back().last != line) {
      changes.push_back({line, line, ""});
    }
    Change& change = changes.back();
    change.last = line + 1;
    rest.AppendRest(whole, &change.added);
    is_open = !change.added.empty() && !change.added.ends_with('\n');
  }
  return changes;
}

// Quoted as git does: in quotes and escaped if there is anything odd in it.
// Letters beyond ASCII are not odd.
std::string FileName(std::string_view side, std::string_view name) {
  while (name.starts_with('/')) name.remove_prefix(1);
  constexpr std::string_view kOdd = "\a\b\t\n\v\f\r\"\\";
  constexpr std::string_view kLetters = "abtnvfr\"\\";
  std::string quoted;
  bool is_odd = false;
  for (std::size_t at = 0; at < name.size();) {
    const std::size_t begin = at;
    const Glyph glyph = NextGlyph(name, 0, &at);
    const std::string_view bytes = name.substr(begin, at - begin);
    const bool is_plain =
        bytes == " " || (glyph.shown == bytes && bytes != "\"");
    is_odd = is_odd || !is_plain;
    if (is_plain) {
      quoted += bytes;
      continue;
    }
    for (const char byte : bytes) {
      const unsigned value = static_cast<unsigned char>(byte);
      quoted += '\\';
      const std::size_t letter = kOdd.find(byte);
      if (letter != std::string_view::npos) {
        quoted += kLetters[letter];
      } else {
        quoted += static_cast<char>('0' + (value >> 6));
        quoted += static_cast<char>('0' + (value >> 3 & 7));
        quoted += static_cast<char>('0' + (value & 7));
      }
    }
  }
  std::string line(side);
  line += quoted;
  if (is_odd) line = '"' + line + '"';
  // Behind a name with a space patch needs to see where it ends.
  if (name.find(' ') != std::string_view::npos) line += '\t';
  return line;
}

class DiffWriter {
 public:
  DiffWriter(const CleanedDocument& document,
             std::span<const std::size_t> begins, bool color, std::string* out)
      : text_(document.text), begins_(begins), color_(color), out_(*out) {}

  void AppendHeader(std::string_view name) {
    AppendLine(kSgrBold, "--- " + FileName("a/", name));
    AppendLine(kSgrBold, "+++ " + FileName("b/", name));
  }

  // REQUIRES: hunks come in order of the text
  void AppendHunk(std::span<const Change> changes) {
    const std::size_t lines = begins_.size() - 1;
    const std::size_t first =
        changes.front().first - std::min(kContext, changes.front().first);
    const std::size_t last = std::min(lines, changes.back().last + kContext);
    std::size_t new_lines = last - first;
    for (const Change& change : changes) {
      new_lines -= change.last - change.first;
      new_lines += CountLines(change.added);
    }
    const std::size_t new_first = first - lines_lost_;
    lines_lost_ += last - first - new_lines;
    AppendLine(kSgrCyan, "@@ -" + Extent(first, last - first) + " +" +
                             Extent(new_first, new_lines) + " @@");
    std::size_t line = first;
    for (const Change& change : changes) {
      AppendLines("", ' ', Lines(line, change.first));
      AppendLines(kSgrRed, '-', Lines(change.first, change.last));
      AppendLines(kSgrGreen, '+', change.added);
      line = change.last;
    }
    AppendLines("", ' ', Lines(line, last));
  }

 private:
  // Lines count from 1; no line stands behind the one before it.
  static std::string Extent(std::size_t first, std::size_t count) {
    std::string extent = std::to_string(count == 0 ? first : first + 1);
    if (count != 1) extent += ',' + std::to_string(count);
    return extent;
  }

  std::string_view Lines(std::size_t first, std::size_t last) const {
    return text_.substr(begins_[first], begins_[last] - begins_[first]);
  }

  void AppendLines(std::string_view rendition, char sign,
                   std::string_view lines) {
    while (!lines.empty()) {
      const std::size_t feed = std::min(lines.find('\n'), lines.size());
      AppendDocumentLine(rendition, sign, lines.substr(0, feed));
      if (feed == lines.size()) {
        out_ += "\\ No newline at end of file\n";
        return;
      }
      lines.remove_prefix(feed + 1);
    }
  }

  void AppendDocumentLine(std::string_view rendition, char sign,
                          std::string_view line) {
    if (!color_) {
      out_ += sign;
      out_ += line;
      out_ += '\n';
      return;
    }
    if (line.ends_with('\r')) line.remove_suffix(1);
    AppendLine(rendition, sign + EscapeForTerminal(line));
  }

  void AppendLine(std::string_view rendition, std::string_view line) {
    AppendStyled(color_ ? rendition : "", line, &out_);
    out_ += '\n';
  }

  std::string_view text_;
  std::span<const std::size_t> begins_;
  bool color_;
  std::size_t lines_lost_ = 0;  // in the hunks before
  std::string& out_;
};

}  // namespace

void AppendDiff(const CleanedDocument& document, bool color, std::string* out) {
  const std::vector<std::size_t> begins = LineBegins(document.text);
  const std::vector<Change> changes = FindChanges(document, begins);
  if (changes.empty()) return;
  DiffWriter writer(document, begins, color, out);
  writer.AppendHeader(document.name);
  for (std::size_t i = 0; i < changes.size();) {
    std::size_t last = i + 1;
    while (last < changes.size() &&
           changes[last].first - changes[last - 1].last <= 2 * kContext) {
      ++last;
    }
    writer.AppendHunk(std::span(changes).subspan(i, last - i));
    i = last;
  }
}

}  // namespace unboil
