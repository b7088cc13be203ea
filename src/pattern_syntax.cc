#include "pattern_syntax.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "chars.h"
#include "fold.h"

namespace unboil {
namespace {

using Op = PatternNode::Op;

constexpr std::size_t kLongestChar = 4;  // bytes of UTF-8
constexpr std::size_t kMaxDepth = 1000;  // of groups: readers recurse

// More members say too little to be worth their number.
constexpr std::size_t kMostMembers = 16;

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

PatternNode MakeAssertion(Op op) {
  PatternNode node;
  node.op = op;
  return node;
}

PatternNode MakeClass(std::size_t max_bytes) {
  PatternNode node;
  node.op = Op::kClass;
  node.max_bytes = max_bytes;
  return node;
}

// Part of a class: what it adds to the longest member, and its members.
struct ClassItem {
  std::size_t max_bytes = 0;
  std::vector<std::string> members;
  bool is_known = false;  // the members are all there are
};

ClassItem UnknownMembers(std::size_t max_bytes) {
  return {max_bytes, {}, false};
}

class Parser {
 public:
  explicit Parser(std::string_view pattern) : pattern_(pattern) {}

  PatternSyntax Parse() {
    Open();
    while (!AtEnd()) {
      std::vector<PatternNode>& parts = open_.back().sequence().parts;
      if (TakeQuotationMark() || TakeFlagsOnly() || TakeRepeat(&parts)) {
        continue;
      }
      if (is_quoted_) {
        AddPart(Literal());
      } else if (Take("|")) {
        open_.back().EndSequence();
        open_.back().choice.parts.emplace_back();
      } else if (Take(")")) {
        Close();
      } else if (Rest().starts_with("(")) {
        OpenGroup();
      } else {
        AddPart(Atom());
      }
    }
    while (open_.size() > 1) Close();  // where it gave up
    syntax_.root = open_.back().End();
    return std::move(syntax_);
  }

 private:
  // A group, or the whole, whose end was not reached yet. They are kept here
  // and not on the stack, since they may be nested a thousand deep.
  struct Group {
    PatternNode choice;  // its last part is the sequence that goes on
    bool ignores_case_outside;

    PatternNode& sequence() { return choice.parts.back(); }

    // One part stands for itself.
    static void Unwrap(PatternNode* node) {
      if (node->parts.size() != 1) return;
      PatternNode only = std::move(node->parts[0]);
      *node = std::move(only);
    }

    void EndSequence() {
      SettleLast(&sequence().parts);
      Unwrap(&sequence());
    }

    PatternNode End() {
      EndSequence();
      Unwrap(&choice);
      return std::move(choice);
    }
  };

  void Open() {
    Group& group = open_.emplace_back();
    group.choice.op = Op::kChoice;
    group.choice.parts.emplace_back();
    group.ignores_case_outside = ignores_case_;
  }

  // (a)  (?:a)  (?i:a)  (?P<name>a). Flags set inside end with the group.
  void OpenGroup() {
    if (open_.size() > kMaxDepth) return AddPart(GiveUp());
    Open();
    if (Rest().starts_with("(?P<")) {
      MoveBehind(pattern_.find('>', at_));
    } else if (Rest().starts_with("(?")) {
      TakeFlags(FlagsEnd());
    } else {
      ++at_;
    }
  }

  void Close() {
    if (open_.size() == 1) return;
    PatternNode inside = open_.back().End();
    ignores_case_ = open_.back().ignores_case_outside;
    open_.pop_back();
    AddPart(std::move(inside));
  }

  void AddPart(PatternNode part) {
    std::vector<PatternNode>& parts = open_.back().sequence().parts;
    SettleLast(&parts);
    parts.push_back(std::move(part));
  }

  // A repeat applies to the last part alone, also where flags or the ends of a
  // quotation stand between the two: a(?i)* is a*, and \Qab\E* is ab*. So a
  // character joins those before it when it is known that it is not repeated.
  static void SettleLast(std::vector<PatternNode>* parts) {
    if (parts->empty()) return;
    const PatternNode& last = parts->back();
    if (last.op == Op::kSequence && last.parts.empty()) {
      parts->pop_back();
    } else if (parts->size() > 1 && last.op == Op::kText &&
               parts->end()[-2].op == Op::kText) {
      parts->end()[-2].text += last.text;
      parts->pop_back();
    }
  }

  // REQUIRES: no group begins here.
  PatternNode Atom() {
    switch (pattern_[at_]) {
      case '[':
        return Class();
      case '.':
        ++at_;
        return MakeClass(kLongestChar);
      case '^':
        ++at_;
        return MakeAssertion(Op::kBegin);
      case '$':
        ++at_;
        return MakeAssertion(Op::kEnd);
      case '\\':
        return Escape();
      default:
        return Literal();
    }
  }

  // The safe answer for the rest of the pattern.
  PatternNode GiveUp() {
    PatternNode node = MakeAssertion(Op::kAnything);
    node.offset = at_;
    at_ = pattern_.size();
    return node;
  }

  // An escape outside a class.
  PatternNode Escape() {
    if (Take("\\A")) return MakeAssertion(Op::kBegin);
    if (Take("\\z")) return MakeAssertion(Op::kEnd);
    if (Take("\\b")) return MakeAssertion(Op::kBoundary);
    if (Take("\\B")) return MakeAssertion(Op::kNoBoundary);
    if (Take("\\C")) return MakeClass(1);
    ClassItem item;
    if (TakeClassEscape(&item)) return ClassOf(std::move(item));
    return Literal();
  }

  PatternNode Literal() {
    const char32_t c = Character();
    PatternNode node;
    if (ignores_case_) {
      node = MakeClass(LongestVariant(c));
      node.is_letter = true;
      // Folded text has it in lower case only.
      if (c < 0x80) {
        node.members = {std::string(1, static_cast<char>(LowerAscii(c)))};
      }
    } else {
      node.op = Op::kText;
      AppendUtf8(c, &node.text);
    }
    return node;
  }

  PatternNode ClassOf(ClassItem item) const {
    PatternNode node = MakeClass(item.max_bytes);
    if (item.is_known && !ignores_case_ &&
        item.members.size() <= kMostMembers) {
      node.members = std::move(item.members);
    }
    return node;
  }

  // A class in brackets.
  PatternNode Class() {
    Take("[");
    const bool is_negated = Take("^");
    ClassItem all = NextItem();  // where a ']' is a character
    while (!AtEnd() && pattern_[at_] != ']') {
      const ClassItem item = NextItem();
      all.max_bytes = std::max(all.max_bytes, item.max_bytes);
      all.is_known =
          all.is_known && item.is_known && all.members.size() <= kMostMembers;
      if (all.is_known) {
        all.members.insert(all.members.end(), item.members.begin(),
                           item.members.end());
      }
    }
    Take("]");
    return ClassOf(is_negated ? UnknownMembers(kLongestChar) : std::move(all));
  }

  ClassItem NextItem() {
    const std::size_t name_end = pattern_.find(":]", at_ + 2);
    if (Rest().starts_with("[:") && name_end != std::string_view::npos) {
      const bool is_negated = Rest().starts_with("[:^");
      at_ = name_end;
      Take(":]");
      return UnknownMembers(is_negated ? kLongestChar : 1);
    }
    ClassItem escaped;
    if (TakeClassEscape(&escaped)) return escaped;
    const char32_t first = Character();
    if (!Rest().starts_with("-") || Rest().starts_with("-]")) {
      return Characters(first, first);
    }
    Take("-");
    return Characters(first, Character());
  }

  ClassItem Characters(char32_t first, char32_t last) const {
    const std::size_t longest =
        std::max(LongestVariant(first), LongestVariant(last));
    if (last < first || last - first >= kMostMembers) {
      return UnknownMembers(longest);
    }
    ClassItem item = {longest, {}, true};
    for (char32_t c = first; c <= last; ++c) {
      item.members.emplace_back();
      AppendUtf8(c, &item.members.back());
    }
    return item;
  }

  // \d, \pL, \p{Greek} and their like. Returns false where there is none.
  bool TakeClassEscape(ClassItem* item) {
    if (Take("\\d")) {
      *item = Characters('0', '9');
    } else if (Take("\\s")) {
      // The one white space that folded text has.
      *item = Characters(' ', ' ');
    } else if (Take("\\w")) {
      *item = UnknownMembers(1);
    } else if (Take("\\D") || Take("\\S") || Take("\\W")) {
      *item = UnknownMembers(kLongestChar);
    } else if (Take("\\p") || Take("\\P")) {
      if (Rest().starts_with("{")) {
        MoveBehind(pattern_.find('}', at_));
      } else {
        NextCodePoint();
      }
      *item = UnknownMembers(kLongestChar);
    } else {
      return false;
    }
    return true;
  }

  // One character, plain or escaped, which is also checked against folding.
  char32_t Character() {
    const std::size_t begin = at_;
    const char32_t c =
        !is_quoted_ && Take("\\") ? EscapedCharacter() : NextCodePoint();
    if (IsFoldedAscii(c)) return c;
    std::string bytes;
    AppendUtf8(c, &bytes);
    std::string folded = FoldInText(bytes);
    if (folded != bytes) {
      syntax_.unfolded.push_back(
          {begin, std::string(pattern_.substr(begin, at_ - begin)),
           std::move(folded)});
    }
    return c;
  }

  // Most characters of most patterns: folding leaves them as they are.
  static bool IsFoldedAscii(char32_t c) {
    return c >= ' ' && c < 0x7F && c != '`' && !(c >= 'A' && c <= 'Z');
  }

  static char32_t LowerAscii(char32_t c) {
    return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
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

  // "*", "+", "?", "{2}", "{2,}", "{2,5}", each also lazy, of the last part. A
  // brace that is none of these is a character.
  bool TakeRepeat(std::vector<PatternNode>* parts) {
    const std::size_t begin = at_;
    Repeat repeat;
    if (is_quoted_ || !TakeCounts(&repeat)) {
      at_ = begin;
      return false;
    }
    Take("?");
    if (parts->empty()) return true;
    PatternNode node;
    node.op = Op::kRepeat;
    node.offset = begin;
    node.min = repeat.min;
    node.max = repeat.max;
    node.is_counted = repeat.is_counted;
    node.parts.push_back(std::move(parts->back()));
    parts->back() = std::move(node);
    return true;
  }

  struct Repeat {
    std::size_t min = 0;
    std::size_t max = PatternNode::kNoLimit;
    bool is_counted = false;
  };

  bool TakeCounts(Repeat* repeat) {
    if (Take("*")) return true;
    if (Take("+")) {
      repeat->min = 1;
      return true;
    }
    if (Take("?")) {
      repeat->max = 1;
      return true;
    }
    repeat->is_counted = true;
    if (!Take("{") || !TakeNumber(&repeat->min)) return false;
    repeat->max = repeat->min;
    if (Take(",")) {
      repeat->max = PatternNode::kNoLimit;
      if (!Rest().starts_with("}") && !TakeNumber(&repeat->max)) return false;
    }
    return Take("}");
  }

  // As RE2 reads it: without leading zeros. RE2 refuses a count above 1,000.
  bool TakeNumber(std::size_t* number) {
    constexpr std::size_t kAbsurd = 1'000'000'000;
    const std::size_t begin = at_;
    *number = 0;
    while (!AtEnd() && pattern_[at_] >= '0' && pattern_[at_] <= '9') {
      const std::size_t digit = static_cast<std::size_t>(pattern_[at_] - '0');
      *number = std::min(*number * 10 + digit, kAbsurd);
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
      syntax_.unfolded.push_back({begin, std::string(text), ""});
    }
  }

  // \Q and \E, between which every character stands for itself.
  bool TakeQuotationMark() {
    if (!Take(is_quoted_ ? "\\E" : "\\Q")) return false;
    is_quoted_ = !is_quoted_;
    return true;
  }

  bool AtEnd() const { return at_ >= pattern_.size(); }

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
  bool is_quoted_ = false;
  bool ignores_case_ = false;
  std::vector<Group> open_;  // from the outside in; the first is the whole
  PatternSyntax syntax_;
};

// Takes "{2}", "{2,}" or "{2,30}" from the begin of `*pattern`: the most that
// has to be written out. nullopt: something else, or a number of four digits.
std::optional<std::size_t> TakeCount(std::string_view* pattern) {
  std::size_t at = 1;
  const auto take_number = [&]() -> std::optional<std::size_t> {
    const std::size_t begin = at;
    std::size_t number = 0;
    for (; at < pattern->size() && IsAsciiDigit((*pattern)[at]); ++at) {
      if (at - begin == 3) return std::nullopt;
      number = number * 10 + static_cast<std::size_t>((*pattern)[at] - '0');
    }
    if (at == begin) return std::nullopt;
    return number;
  };
  const std::optional<std::size_t> min = take_number();
  std::optional<std::size_t> max = min;
  if (min && pattern->substr(at).starts_with(',')) {
    ++at;
    if (!pattern->substr(at).starts_with('}')) max = take_number();
  }
  if (!max || *max < *min || !pattern->substr(at).starts_with('}')) {
    return std::nullopt;
  }
  pattern->remove_prefix(at + 1);
  return max;
}

}  // namespace

RE2::Options PatternOptions() {
  RE2::Options options;
  options.set_log_errors(false);
  return options;
}

bool IsPlain(std::string_view pattern) {
  // With repeats written out. RE2 has memory for a hundred times as many.
  constexpr std::size_t kMostCharacters = 1000;
  constexpr std::string_view kEscapable = "()[]{}*+?|.^$\\-/:#&'\"!,dsw";
  std::size_t characters = 0;
  bool may_repeat = false;  // what stands before
  while (!pattern.empty()) {
    const char c = pattern.front();
    if (c == '{') {
      const std::optional<std::size_t> count = TakeCount(&pattern);
      if (!count || !may_repeat) return false;
      characters += *count;
      may_repeat = false;
      continue;
    }
    pattern.remove_prefix(1);
    if (c == '*' || c == '+' || c == '?') {
      if (!may_repeat) return false;
      may_repeat = false;
      continue;
    }
    if (std::string_view("()[]}|").find(c) != std::string_view::npos) {
      return false;
    }
    if (c == '\\') {
      if (pattern.empty() ||
          kEscapable.find(pattern.front()) == std::string_view::npos) {
        return false;
      }
      pattern.remove_prefix(1);
    }
    may_repeat = c != '^' && c != '$';
    ++characters;
  }
  return characters <= kMostCharacters;
}

PatternSyntax ParsePattern(std::string_view pattern) {
  return Parser(pattern).Parse();
}

}  // namespace unboil
