// One recursive walk over the syntax of RE2, which measures as it goes.
//
//   a(?:bc|[d-é]){2,3}    'a' is 1 byte, the group 2 (both "bc" and "é" are 2),
//                         three times the group 6, so the whole is at most 7
//
// Every part of a pattern becomes a Piece: how long it can be, whether it can
// be empty, whether it holds a class. Pieces are joined, chosen between and
// repeated; the walk never builds a tree. A character class is not expanded:
// its longest member is its largest one. Where the exact answer would need
// Unicode's tables (`\pL`, `(?i)`), the bound is the safe one.

#include "pattern_facts.h"

#include <unicode/utf8.h>

#include <algorithm>
#include <limits>

#include "chars.h"
#include "fold.h"

namespace unboil {
namespace {

constexpr std::size_t kUnbounded = std::numeric_limits<std::size_t>::max();
constexpr std::size_t kLongestChar = 4;  // bytes of UTF-8
constexpr int kMaxDepth = 1000;          // of groups; bounds the walk's stack

std::size_t SaturatedSum(std::size_t a, std::size_t b) {
  return a > kUnbounded - b ? kUnbounded : a + b;
}

std::size_t SaturatedProduct(std::size_t a, std::size_t b) {
  if (a == 0 || b == 0) return 0;
  return a > kUnbounded / b ? kUnbounded : a * b;
}

// A part of a pattern. The default is the part that matches only the empty
// text.
struct Piece {
  std::size_t max_bytes = 0;
  std::size_t unbounded_offset = 0;
  bool can_be_empty = true;
  bool holds_class = false;
};

Piece MakeCharacter(std::size_t bytes) {
  return {.max_bytes = bytes, .can_be_empty = false};
}

Piece MakeClass(std::size_t bytes) {
  return {.max_bytes = bytes, .can_be_empty = false, .holds_class = true};
}

std::size_t FirstUnbounded(const Piece& a, const Piece& b) {
  return a.max_bytes == kUnbounded ? a.unbounded_offset : b.unbounded_offset;
}

Piece Joined(const Piece& a, const Piece& b) {
  return {SaturatedSum(a.max_bytes, b.max_bytes), FirstUnbounded(a, b),
          a.can_be_empty && b.can_be_empty, a.holds_class || b.holds_class};
}

Piece EitherOf(const Piece& a, const Piece& b) {
  return {std::max(a.max_bytes, b.max_bytes), FirstUnbounded(a, b),
          a.can_be_empty || b.can_be_empty, a.holds_class || b.holds_class};
}

struct Repeat {
  std::size_t min = 0;
  std::size_t max = kUnbounded;
  std::size_t offset = 0;  // byte in the pattern
  bool is_counted = false;
};

std::size_t Utf8Length(char32_t c) {
  if (c < 0x80) return 1;
  if (c < 0x800) return 2;
  return c < 0x10000 ? 3 : 4;
}

std::string ToUtf8(char32_t c) {
  char bytes[kLongestChar];
  std::size_t length = 0;
  U8_APPEND_UNSAFE(bytes, length, c);
  return std::string(bytes, length);
}

// 16 for what is no hexadecimal digit.
unsigned DigitValue(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a' + 10);
  if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A' + 10);
  return 16;
}

// What folding makes of a character between others; alone, white space would be
// trimmed away. Nothing composes with a "q".
std::string FoldInText(const std::string& character) {
  const std::string folded = Fold("q" + character + "q");
  return folded.substr(1, folded.size() - 2);
}

class Walker {
 public:
  explicit Walker(std::string_view pattern) : pattern_(pattern) {}

  PatternFacts Walk() {
    const Piece whole = Alternatives();
    if (whole.max_bytes != kUnbounded) {
      facts_.max_bytes = whole.max_bytes;
    } else {
      facts_.unbounded_offset = whole.unbounded_offset;
    }
    facts_.can_be_empty = whole.can_be_empty;
    return std::move(facts_);
  }

 private:
  // a|b|c, up to the ')' that closes it or the end.
  Piece Alternatives() {
    Piece any = Sequence();
    while (Take("|")) any = EitherOf(any, Sequence());
    return any;
  }

  // A repeat applies to the last atom alone, also where flags or the ends of a
  // quotation stand between the two: a(?i)* is a*, and \Qab\E* is ab*.
  Piece Sequence() {
    Piece before;
    Piece last;
    Repeat repeat;
    while (!AtSequenceEnd()) {
      if (TakeFlagsOnly() || TakeQuotationMark()) continue;
      if (TakeRepeat(&repeat)) {
        last = Repeated(last, repeat);
      } else {
        before = Joined(before, last);
        last = Atom();
      }
    }
    return Joined(before, last);
  }

  Piece Repeated(Piece piece, const Repeat& repeat) {
    const bool was_bounded = piece.max_bytes != kUnbounded;
    piece.max_bytes = SaturatedProduct(piece.max_bytes, repeat.max);
    if (was_bounded) piece.unbounded_offset = repeat.offset;
    piece.can_be_empty = piece.can_be_empty || repeat.min == 0;
    const bool is_gap = repeat.is_counted && repeat.min < repeat.max &&
                        repeat.max != kUnbounded && piece.holds_class;
    if (is_gap && repeat.max > facts_.widest_gap) {
      facts_.widest_gap = repeat.max;
      facts_.widest_gap_offset = repeat.offset;
    }
    return piece;
  }

  Piece Atom() {
    if (is_quoted_) return Literal();
    switch (pattern_[at_]) {
      case '(':
        return Group();
      case '[':
        return MakeClass(Class());
      case '.':
        ++at_;
        return MakeClass(kLongestChar);
      case '^':
      case '$':
        ++at_;
        return Piece();
      case '\\':
        return Escape();
      default:
        return Literal();
    }
  }

  // (a)  (?:a)  (?i:a)  (?P<name>a). Flags set inside end with the group.
  Piece Group() {
    if (depth_ == kMaxDepth) return GiveUp();
    ++depth_;
    const bool ignores_case_outside = ignores_case_;
    if (Rest().starts_with("(?P<")) {
      MoveBehind(pattern_.find('>', at_));
    } else if (Rest().starts_with("(?")) {
      TakeFlags(FlagsEnd());
    } else {
      ++at_;
    }
    const Piece inside = Alternatives();
    Take(")");
    ignores_case_ = ignores_case_outside;
    --depth_;
    return inside;
  }

  // The safe answer for the rest of the pattern: anything.
  Piece GiveUp() {
    const std::size_t begin = at_;
    at_ = pattern_.size();
    return {kUnbounded, begin, true, true};
  }

  // An escape outside a class.
  Piece Escape() {
    if (Take("\\A") || Take("\\z") || Take("\\b") || Take("\\B")) {
      return Piece();
    }
    if (Take("\\C")) return MakeClass(1);
    if (const std::size_t bytes = TakeClassEscape()) return MakeClass(bytes);
    return Literal();
  }

  Piece Literal() { return MakeCharacter(LongestVariant(Character())); }

  // A class in brackets: the bytes of its longest member.
  std::size_t Class() {
    Take("[");
    const bool is_negated = Take("^");
    std::size_t longest = ClassItem();  // where a ']' is a character
    while (!AtEnd() && pattern_[at_] != ']') {
      longest = std::max(longest, ClassItem());
    }
    Take("]");
    return is_negated ? kLongestChar : longest;
  }

  std::size_t ClassItem() {
    const std::size_t name_end = pattern_.find(":]", at_ + 2);
    if (Rest().starts_with("[:") && name_end != std::string_view::npos) {
      const bool is_negated = Rest().starts_with("[:^");
      at_ = name_end;
      Take(":]");
      return is_negated ? kLongestChar : 1;
    }
    if (const std::size_t bytes = TakeClassEscape()) return bytes;
    const std::size_t first = LongestVariant(Character());
    if (!Rest().starts_with("-") || Rest().starts_with("-]")) return first;
    Take("-");
    return std::max(first, LongestVariant(Character()));
  }

  // \d, \pL, \p{Greek} and their like: the bytes of the longest member; 0 when
  // there is no such escape here.
  std::size_t TakeClassEscape() {
    if (Take("\\d") || Take("\\s") || Take("\\w")) return 1;
    if (Take("\\D") || Take("\\S") || Take("\\W")) return kLongestChar;
    if (!Take("\\p") && !Take("\\P")) return 0;
    if (Rest().starts_with("{")) {
      MoveBehind(pattern_.find('}', at_));
    } else {
      NextCodePoint();
    }
    return kLongestChar;
  }

  // One character, plain or escaped, which is also checked against folding.
  char32_t Character() {
    const std::size_t begin = at_;
    const char32_t c =
        !is_quoted_ && Take("\\") ? EscapedCharacter() : NextCodePoint();
    const std::string bytes = ToUtf8(c);
    std::string folded = FoldInText(bytes);
    if (folded != bytes) {
      facts_.unfolded.push_back(
          {begin, std::string(pattern_.substr(begin, at_ - begin)),
           std::move(folded)});
    }
    return c;
  }

  // What follows a backslash: \n  \012  \x0A  \x{A}  \.
  char32_t EscapedCharacter() {
    if (Take("a")) return '\a';
    if (Take("f")) return '\f';
    if (Take("n")) return '\n';
    if (Take("r")) return '\r';
    if (Take("t")) return '\t';
    if (Take("v")) return '\v';
    if (Take("x{")) {
      const char32_t c = Number(16, pattern_.size());
      Take("}");
      return c;
    }
    if (Take("x")) return Number(16, 2);
    if (!AtEnd() && pattern_[at_] >= '0' && pattern_[at_] <= '7') {
      return Number(8, 3);
    }
    return NextCodePoint();
  }

  char32_t Number(unsigned base, std::size_t max_digits) {
    constexpr char32_t kLastCodePoint = 0x10FFFF;
    char32_t value = 0;
    for (std::size_t i = 0; i < max_digits && !AtEnd(); ++i, ++at_) {
      const unsigned digit = DigitValue(pattern_[at_]);
      if (digit >= base) break;
      value = std::min<char32_t>(kLastCodePoint, value * base + digit);
    }
    return value;
  }

  // Under (?i) a character also matches its other cases, and these may be
  // longer: k matches the Kelvin sign.
  std::size_t LongestVariant(char32_t c) const {
    constexpr std::size_t kLongestCaseInBmp = 3;
    const std::size_t bytes = Utf8Length(c);
    return ignores_case_ ? std::max(bytes, kLongestCaseInBmp) : bytes;
  }

  // "*", "+", "?", "{2}", "{2,}", "{2,5}", each also lazy. A brace that is none
  // of these is a character.
  bool TakeRepeat(Repeat* repeat) {
    if (is_quoted_) return false;
    const std::size_t begin = at_;
    if (Take("*")) {
      *repeat = {0, kUnbounded, begin, false};
    } else if (Take("+")) {
      *repeat = {1, kUnbounded, begin, false};
    } else if (Take("?")) {
      *repeat = {0, 1, begin, false};
    } else if (!TakeCount(repeat)) {
      at_ = begin;
      return false;
    }
    Take("?");
    return true;
  }

  bool TakeCount(Repeat* repeat) {
    repeat->offset = at_;
    repeat->is_counted = true;
    if (!Take("{") || !TakeNumber(&repeat->min)) return false;
    repeat->max = repeat->min;
    if (Take(",")) {
      repeat->max = kUnbounded;
      if (!Rest().starts_with("}") && !TakeNumber(&repeat->max)) return false;
    }
    return Take("}");
  }

  // As RE2 reads it: without leading zeros.
  bool TakeNumber(std::size_t* number) {
    const std::size_t begin = at_;
    *number = 0;
    while (!AtEnd() && pattern_[at_] >= '0' && pattern_[at_] <= '9') {
      const std::size_t digit = static_cast<std::size_t>(pattern_[at_] - '0');
      *number = SaturatedSum(SaturatedProduct(*number, 10), digit);
      ++at_;
    }
    return at_ == begin + 1 || (at_ > begin && pattern_[begin] != '0');
  }

  // "(?i)": flags for the rest of the group.
  bool TakeFlagsOnly() {
    if (is_quoted_ || !Rest().starts_with("(?")) return false;
    const std::size_t end = FlagsEnd();
    if (end == pattern_.size() || pattern_[end] != ')') return false;
    TakeFlags(end);
    return true;
  }

  // REQUIRES: the rest starts with "(?".
  std::size_t FlagsEnd() const {
    return std::min(pattern_.find_first_not_of("imsU-", at_ + 2),
                    pattern_.size());
  }

  // Reads "(?i-s" and the character behind it, at `end`.
  void TakeFlags(std::size_t end) {
    const std::size_t begin = at_;
    bool sets = true;
    for (at_ += 2; at_ < end; ++at_) {
      if (pattern_[at_] == '-') sets = false;
      if (pattern_[at_] == 'i') ignores_case_ = sets;
    }
    MoveBehind(end);
    const std::string_view text = pattern_.substr(begin, at_ - begin);
    if (text.substr(0, text.find('-')).find('i') != std::string_view::npos) {
      facts_.unfolded.push_back({begin, std::string(text), ""});
    }
  }

  // \Q and \E, between which every character stands for itself.
  bool TakeQuotationMark() {
    if (!Take(is_quoted_ ? "\\E" : "\\Q")) return false;
    is_quoted_ = !is_quoted_;
    return true;
  }

  bool AtEnd() const { return at_ >= pattern_.size(); }

  bool AtSequenceEnd() const {
    if (AtEnd()) return true;
    return !is_quoted_ && (pattern_[at_] == '|' || pattern_[at_] == ')');
  }

  std::string_view Rest() const { return pattern_.substr(at_); }

  bool Take(std::string_view text) {
    if (!Rest().starts_with(text)) return false;
    at_ += text.size();
    return true;
  }

  char32_t NextCodePoint() {
    return AtEnd() ? U'\0' : DecodeUtf8(pattern_, &at_);
  }

  // Behind the byte at `offset`, which may be npos.
  void MoveBehind(std::size_t offset) {
    at_ = offset < pattern_.size() ? offset + 1 : pattern_.size();
  }

  std::string_view pattern_;
  std::size_t at_ = 0;
  int depth_ = 0;
  bool is_quoted_ = false;
  bool ignores_case_ = false;
  PatternFacts facts_;
};

}  // namespace

RE2::Options PatternOptions() {
  RE2::Options options;
  options.set_log_errors(false);
  return options;
}

PatternFacts ExaminePattern(std::string_view pattern) {
  return Walker(pattern).Walk();
}

}  // namespace unboil
