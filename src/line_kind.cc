#include "line_kind.h"

#include <algorithm>
#include <iterator>

#include "chars.h"

namespace unboil {
namespace {

constexpr std::size_t kProseChars = 50;
// Scripts without spaces say in 20 characters what others say in 50.
constexpr std::size_t kUnspacedProseChars = 20;

std::size_t CountOf(std::string_view text, char c) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), c));
}

bool HasWordChar(std::string_view key) {
  for (std::size_t at = 0; at < key.size();) {
    if (IsWordChar(DecodeUtf8(key, &at))) return true;
  }
  return false;
}

bool StripPrefix(std::string_view prefix, std::string_view* text) {
  if (!text->starts_with(prefix)) return false;
  text->remove_prefix(prefix.size());
  return true;
}

// Commas as between fields: three or more without a space behind, hardly any
// with one. A decimal comma is none, unless nothing in the line is spaced.
bool HasFieldCommas(std::string_view key) {
  const bool spaced = key.find(' ') != std::string_view::npos;
  std::size_t fields = 0;
  std::size_t clauses = 0;
  for (std::size_t at = key.find(','); at != std::string_view::npos;
       at = key.find(',', at + 1)) {
    const bool inside = at > 0 && at + 1 < key.size();
    if (inside && key[at + 1] == ' ') {
      ++clauses;
    } else if (!(spaced && inside && IsAsciiDigit(key[at - 1]) &&
                 IsAsciiDigit(key[at + 1]))) {
      ++fields;
    }
  }
  return fields >= 3 && clauses <= 1;
}

// "| a | b |", "a\tb\tc", "a;b;c;d;e", "1,x,y,z".
bool IsTableRow(std::string_view content, std::string_view key) {
  if (CountOf(content, '\t') >= 2) return true;
  const std::size_t bars = CountOf(key, '|');
  if (bars >= 4) return true;
  if (bars >= 2 && (key.front() == '|' || key.back() == '|')) return true;
  if (CountOf(key, ';') >= 4 &&
      key.substr(0, 20).find(' ') == std::string_view::npos) {
    return true;
  }
  return HasFieldCommas(key);
}

// "- x", "* x", "3. x", "(b) x", "[12] x", "> x".
bool IsListItem(std::string_view key) {
  constexpr std::string_view kBullets[] = {"-", "*", "+", ">", "#", "•",
                                           "·", "▪", "●", "◦", "‣"};
  for (std::string_view bullet : kBullets) {
    std::string_view rest = key;
    if (StripPrefix(bullet, &rest) && rest.starts_with(' ')) return true;
  }
  std::string_view rest = key;
  const bool opened = StripPrefix("(", &rest) || StripPrefix("[", &rest);
  std::size_t label = 0;
  while (label < rest.size() && label < 3 && IsAsciiDigit(rest[label])) ++label;
  if (label == 0 && !rest.empty() && IsAsciiLower(rest[0])) label = 1;
  if (label == 0) return false;
  rest.remove_prefix(label);
  const bool closed = StripPrefix(".", &rest) || StripPrefix(")", &rest) ||
                      (opened && StripPrefix("]", &rest));
  return closed && rest.starts_with(' ');
}

bool StartsWithClock(std::string_view key) {
  StripPrefix("[", &key);
  std::size_t digits = 0;
  while (digits < key.size() && digits < 2 && IsAsciiDigit(key[digits]))
    ++digits;
  if (digits == 0 || key.size() < digits + 4) return false;
  const char separator = key[digits];
  return (separator == ':' || separator == '.') &&
         IsAsciiDigit(key[digits + 1]) && IsAsciiDigit(key[digits + 2]);
}

// "anna: so it is", "<anna> hello", "[12:30] anna joined", "12:30 the vote".
bool IsSpeakerLine(std::string_view key) {
  constexpr std::size_t kLongestName = 25;
  if (StartsWithClock(key)) return true;
  if (key.front() == '<') {
    const std::size_t close = key.find("> ");
    return close != std::string_view::npos && close <= kLongestName;
  }
  const std::size_t colon = key.find(": ");
  if (colon == std::string_view::npos) return false;
  const std::string_view name = key.substr(0, colon);
  std::size_t chars = 0;
  for (std::size_t at = 0; at < name.size(); ++chars) {
    const char32_t c = DecodeUtf8(name, &at);
    const bool first = chars == 0;
    if (!IsWordChar(c) &&
        (first || (c != ' ' && c != '.' && c != '\'' && c != '-'))) {
      return false;
    }
  }
  return chars > 0 && chars <= kLongestName;
}

// "lamp.set(level=100)", "wait_until(done)": a name right before a bracket.
bool HasCall(std::string_view key) {
  const std::size_t open = key.find('(');
  return open != std::string_view::npos && open > 0 &&
         (IsAsciiLower(key[open - 1]) || IsAsciiDigit(key[open - 1])) &&
         key.find_first_of("=_") != std::string_view::npos &&
         key.find(')', open) != std::string_view::npos;
}

bool LooksLikeCode(std::string_view key) {
  constexpr std::string_view kStarts[] = {
      "def ",   "class ",   "import ", "from ", "return ", "if ",   "for ",
      "while ", "#include", "select ", "$ ",    ">>> ",    "} else"};
  if (key.back() == '{' || key.back() == '}' || HasCall(key)) return true;
  const bool has_symbol = key.find_first_of(";(){}=") != std::string_view::npos;
  if (key.back() == ';' && has_symbol &&
      key.find_first_of("(){}=") != std::string_view::npos) {
    return true;
  }
  return has_symbol && std::any_of(std::begin(kStarts), std::end(kStarts),
                                   [key](std::string_view start) {
                                     return key.starts_with(start);
                                   });
}

char32_t LastCodePoint(std::string_view key, std::size_t* begin) {
  std::size_t at = BeginBefore(key, key.size());
  *begin = at;
  return DecodeUtf8(key, &at);
}

bool IsFullStop(char32_t c) {
  switch (c) {
    case '.':
    case '!':
    case '?':
    case 0x0589:  // Armenian
    case 0x061F:  // Arabic question mark
    case 0x06D4:  // Urdu
    case 0x0964:  // Devanagari danda
    case 0x0965:
    case 0x104B:  // Burmese
    case 0x1362:  // Ethiopic
    case 0x17D4:  // Khmer
    case 0x3002:  // ideographic
      return true;
    default:
      return false;
  }
}

bool ClosesAfterStop(char32_t c) {
  return c == '"' || c == '\'' || c == ')' || c == ']' || c == 0x3011 ||
         c == 0x300B;
}

}  // namespace

bool EndsSentence(std::string_view key) {
  constexpr std::size_t kLongestFootnote = 3;
  std::size_t digits = 0;
  while (!key.empty()) {
    std::size_t begin = 0;
    const char32_t c = LastCodePoint(key, &begin);
    if (IsFullStop(c)) return true;
    const bool digit = c < 0x80 && IsAsciiDigit(static_cast<char>(c));
    if (!ClosesAfterStop(c) && c != '[' &&
        !(digit && ++digits <= kLongestFootnote)) {
      return false;
    }
    key = key.substr(0, begin);
  }
  return false;
}

bool EndsInEllipsis(std::string_view key, std::string_view* rest) {
  std::string_view text = key;
  if (!text.empty() && (text.back() == ']' || text.back() == ')')) {
    const char open = text.back() == ']' ? '[' : '(';
    const std::size_t at = text.rfind(open);
    if (at == std::string_view::npos) return false;
    std::string_view inside = text.substr(at + 1, text.size() - at - 2);
    while (inside.starts_with(' ')) inside.remove_prefix(1);
    while (inside.ends_with(' ')) inside.remove_suffix(1);
    if (inside != "...") return false;
    text = text.substr(0, at);
  } else if (text.ends_with("...")) {
    text.remove_suffix(3);
  } else {
    return false;
  }
  const std::size_t last = text.find_last_not_of(" ,.;:-");
  *rest = text.substr(0, last == std::string_view::npos ? 0 : last + 1);
  return true;
}

LineKind KindOfLine(std::string_view content, std::string_view key,
                    std::size_t chars, std::size_t words) {
  constexpr std::size_t kLongestSpeakerLine = 120;
  if (!HasWordChar(key)) return LineKind::kSeparator;
  if (IsTableRow(content, key)) return LineKind::kTable;
  if (IsListItem(key)) return LineKind::kList;
  if (LooksLikeCode(key)) return LineKind::kCode;
  if (chars < kLongestSpeakerLine && IsSpeakerLine(key)) {
    return LineKind::kSpeaker;
  }
  const bool spaced_prose = chars >= kProseChars && words >= kLeastProseWords;
  const bool unspaced_prose =
      chars >= kUnspacedProseChars && words >= kUnspacedProseChars;
  return spaced_prose || unspaced_prose ? LineKind::kProse : LineKind::kShort;
}

bool IsHeadlineLike(std::string_view key, std::size_t chars, std::size_t words,
                    LineKind kind) {
  constexpr std::size_t kShortest = 10;
  constexpr std::size_t kLongest = 220;
  if (kind != LineKind::kShort && kind != LineKind::kProse &&
      kind != LineKind::kSpeaker) {
    return false;
  }
  if (chars < kShortest || chars > kLongest || words < 2) return false;
  std::size_t begin = 0;
  const char32_t last = LastCodePoint(key, &begin);
  return last != '.' && last != ',' && last != ';' && last != ':' &&
         last != 0x3002;
}

}  // namespace unboil
