#include "cli/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdint>
#include <utility>

#include "chars.h"
#include "cli/environment.h"
#include "cli/read_number.h"
#include "corpus/case_file.h"
#include "unicode_tables.h"

namespace unboil {
namespace {

constexpr std::size_t kUsualColumns = 80;
constexpr std::size_t kTabColumns = 8;

// Marks, format characters, and the vowels and finals that join a Hangul
// syllable. Terminals give a soft hyphen a column.
bool IsZeroWidth(char32_t c) {
  if (c < 0x300) return false;
  if (c >= 0x1160 && c <= 0x11FF) return true;
  return HasFlag(c, kNoColumn);
}

bool IsNoBreakSpace(char32_t c) {
  return c == 0xA0 || c == 0x2007 || c == 0x202F;
}

Glyph Space(std::size_t columns) {
  return {std::string(columns, ' '), columns, true, false};
}

Glyph Escape(std::string shown) {
  const std::size_t columns = shown.size();
  return {std::move(shown), columns, false, false};
}

}  // namespace

bool UseColor(ColorWhen when, int descriptor) {
  if (when != ColorWhen::kAuto) return when == ColorWhen::kAlways;
  const std::string_view terminal = EnvironmentVariable("TERM").value_or("");
  return isatty(descriptor) == 1 &&
         EnvironmentVariable("NO_COLOR").value_or("").empty() &&
         !terminal.empty() && terminal != "dumb";
}

std::size_t TerminalColumns(int descriptor) {
  if (isatty(descriptor) != 1) return 0;
  winsize size = {};
  if (ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col != 0) {
    return size.ws_col;
  }
  const std::size_t columns =
      ReadNumber<std::size_t>(EnvironmentVariable("COLUMNS").value_or(""))
          .value_or(0);
  return columns != 0 ? columns : kUsualColumns;
}

void AppendStyled(std::string_view rendition, std::string_view text,
                  std::string* out) {
  if (rendition.empty() || text.empty()) {
    *out += text;
    return;
  }
  *out += "\x1B[";
  *out += rendition;
  *out += 'm';
  *out += text;
  *out += "\x1B[m";
}

Glyph NextGlyph(std::string_view text, std::size_t column, std::size_t* at) {
  const std::size_t begin = *at;
  const char32_t c = DecodeUtf8(text, at);
  const std::string_view bytes = text.substr(begin, *at - begin);
  const bool is_last = *at == text.size();
  if (c > ' ' && c < 0x7F && c != '\\') {
    return {std::string(bytes), 1, false, false};
  }
  // Only at the end of a line EscapeLine escapes blanks.
  if (c == ' ' && !is_last) return Space(1);
  if (c == '\t' && !is_last) return Space(kTabColumns - column % kTabColumns);
  std::string shown = EscapeLine(bytes);
  if (shown != bytes) return Escape(std::move(shown));
  Glyph glyph;
  glyph.shown = std::move(shown);
  glyph.is_wide = IsWide(c);
  glyph.columns = IsZeroWidth(c) ? 0 : glyph.is_wide ? 2 : 1;
  glyph.is_space = IsSpace(c) && !IsNoBreakSpace(c);
  return glyph;
}

std::string EscapeForTerminal(std::string_view line) {
  std::string shown;
  std::size_t column = 0;
  for (std::size_t at = 0; at < line.size();) {
    const Glyph glyph = NextGlyph(line, column, &at);
    shown += glyph.shown;
    column += glyph.columns;
  }
  return shown;
}

Row NextRow(std::string_view line, std::size_t begin, std::size_t width) {
  Row best;  // none yet while it is empty
  std::size_t columns = 0;
  bool has_word = false;  // a row of spaces alone says nothing
  bool was_space = false;
  bool was_wide = false;
  for (std::size_t at = begin; at < line.size();) {
    const std::size_t glyph_begin = at;
    const Glyph glyph = NextGlyph(line, columns, &at);
    if (glyph.is_space && has_word) {
      // Spaces hang over the edge.
      if (!was_space) best = {glyph_begin, at, columns};
      best.next = at;
    } else {
      const bool is_mark = glyph.columns == 0;
      if (has_word && !was_space && !is_mark && (glyph.is_wide || was_wide)) {
        best = {glyph_begin, glyph_begin, columns};
      }
      if (width != 0 && columns + glyph.columns > width &&
          glyph_begin > begin && !is_mark) {
        return best.next > begin ? best
                                 : Row{glyph_begin, glyph_begin, columns};
      }
      if (!is_mark) was_wide = glyph.is_wide;
      has_word = has_word || !glyph.is_space;
    }
    was_space = glyph.is_space;
    columns += glyph.columns;
  }
  return {line.size(), line.size(), columns};
}

}  // namespace unboil
