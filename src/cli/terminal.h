// What a terminal can show: colour, so many columns, and no control character
// of a document.
//
//   for (std::size_t at = 0; at < text.size();) {
//     const Row row = NextRow(text, at, 72);
//     ... show text[at, row.end) ...
//     at = row.next;
//   }

#ifndef UNBOIL_CLI_TERMINAL_H_
#define UNBOIL_CLI_TERMINAL_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace unboil {

enum class ColorWhen { kAuto, kAlways, kNever };

// Whether to write colour to `descriptor`. kAuto: to a terminal that can show
// it, unless NO_COLOR is set (https://no-color.org).
bool UseColor(ColorWhen when, int descriptor);

// How wide the terminal is; 0 if `descriptor` is none.
std::size_t TerminalColumns(int descriptor);

// Renditions (SGR) for AppendStyled.
inline constexpr std::string_view kSgrBold = "1";
inline constexpr std::string_view kSgrDim = "2";
inline constexpr std::string_view kSgrStruckRed = "9;31";
inline constexpr std::string_view kSgrRed = "31";
inline constexpr std::string_view kSgrGreen = "32";
inline constexpr std::string_view kSgrCyan = "36";

// Appends `text`, which is a line or part of one, in that rendition and closes
// it again: a pager that cuts at lines never leaves one open. Without a
// rendition the text stands as it is.
void AppendStyled(std::string_view rendition, std::string_view text,
                  std::string* out);

// A character of a document as a terminal may show it. Escapes are those of
// EscapeLine.
struct Glyph {
  std::string shown;
  std::size_t columns = 0;
  bool is_space = false;  // a row may end here
  bool is_wide = false;   // a row may end before it and behind it
};

// The glyph at byte `*at`, which moves behind it. A tab reaches to the next
// multiple of eight columns from `column`.
// REQUIRES: *at < text.size(), and `text` is one line without its end
Glyph NextGlyph(std::string_view text, std::size_t column, std::size_t* at);

// All glyphs of a line.
std::string EscapeForTerminal(std::string_view line);

// A part of a line that fits.
struct Row {
  std::size_t end = 0;   // of what it shows
  std::size_t next = 0;  // where the next one begins, behind the spaces between
  std::size_t columns = 0;
};

// The row that begins at byte `begin`: to the last space that lets it fit into
// `width` columns, or without one to the last character that does. Width 0:
// all of the line.
Row NextRow(std::string_view line, std::size_t begin, std::size_t width);

}  // namespace unboil

#endif  // UNBOIL_CLI_TERMINAL_H_
