#include "random_rules.h"

#include <re2/re2.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "chars.h"
#include "fold.h"
#include "pattern_facts.h"
#include "pattern_syntax.h"
#include "rule_file.h"

namespace unboil {
namespace {

using std::string_view_literals::operator""sv;

const std::vector<std::vector<std::string_view>> kScripts = {
    // So few letters that anything soon stands anywhere.
    {"a", "b", "c", "a", "b", "я", "ж", "Ꭰ", "Ꮳ", "i", "ı", "σ", "河", "ß"},
    {"a", "ab", "ba", "aab", "_", "1", "é", "bab", "abba"},
    {"the", "river", "bridge", "view", "original", "read", "more", "of", "gate",
     "a", "notice", "x-ray", "e_mail", "2024", "subscribe", "publisher",
     "responsibility", "it's", "9"},
    {"el", "río", "según", "ñandú", "corazón", "más", "año", "fuente",
     "publicación", "ß", "straße", "fünf", "déjà", "œuvre", "ĳ"},
    {"река", "мост", "ещё", "читать", "далее", "на", "вода", "источник", "й",
     "подписывайтесь"},
    {"σοφος", "λόγος", "και", "ποταμός", "ΐ", "ω"},
    {"istanbul", "ışık", "i̇zmir", "değil", "çünkü", "ğ", "yazı"},
    {"ᎣᏏᏲ", "ᏣᎳᎩ", "ᎠᎹ", "Ꭴ"},
    {"الماء", "الجسر", "من", "اقرأ", "المزيد", "נהר", "גשר", "של", "עוד"},
    {"नदी", "पुल", "पुराना", "क्यों", "है", "और"},
    {"河", "水位", "阅读", "原文", "为什么", "今年", "的", "本文来自"},
    {"かわ", "の", "みず", "ガラス", "はし", "강물", "다리", "오래된", "의"},
    {"แม่น้ำ", "สะพาน", "เก่า", "ที่", "ອ່ານ"},
    {"😀", "👍🏽", "•", "©", "→", "★", "—", "🇪🇺", "𝒜", "𐐀"},
};

// They stand beside words, and make boundaries or do not.
const std::vector<std::string_view> kBetween = {
    " ", " ", " ", " ", " ", "",  "",  "_", "-",  ".",  ", ", ". ",
    "é", "1", "x", ")", "'", "|", "·", "я", "水", "\t", ": "};

// Characters that fold, decode or break lines in some special way.
const std::vector<std::string_view> kOddities = {
    "\0"sv,
    "\xFF",
    "\xFD",
    "\xFE",
    "\xC3",
    "\x85",
    "\xE2\x80",
    "\xEF\xBB\xBF",
    "\xE2\x80\xA8",
    "\r",
    "\n",
    "\n\n",
    "\xC2\xA0",
    "\xE2\x80\x8D",
    "\xCC\x81",
    "\xCC\xA3",
    "\xEF\xAC\x81",
    "\xC4\xB0",
    "\xE1\x8E\xA0",
    "\xEA\xAD\xB0",
    "\xEF\xBC\xA1",
    "\xE2\x84\xAA",
    "\xC5\xBF",
    "\xF0\x9F\x98\x80",
    "…",
    "“",
    "ς",
    "_",
};

// A class, and characters that are in it.
struct ClassSample {
  std::string_view pattern;
  std::vector<std::string_view> members;
};
const std::vector<ClassSample> kClasses = {
    {"[abc]", {"a", "b", "c"}},
    {"[^a]", {"b", "я", " ", "水", "."}},
    {"[a-zа-я]", {"q", "е", "z"}},
    {"[^.!?]", {"a", " ", "é", "😀"}},
    {"[.!?。]", {".", "!", "。"}},
    {"[éèê]", {"é", "è"}},
    {"[σς]", {"σ"}},
    {"[0-9]", {"0", "7"}},
    {R"(\d)", {"3", "9"}},
    {R"(\D)", {"a", "é", " "}},
    {R"(\w)", {"a", "_", "5"}},
    {R"(\W)", {" ", "é", "水", "-"}},
    {R"(\s)", {" "}},
    {R"([\s\d-])", {" ", "-", "4"}},
    {R"(\pL)", {"a", "ñ", "河", "ᏣᎳ"}},
    {R"(\p{Cyrillic})", {"ж", "я"}},
    {R"([[:alpha:]])", {"a", "z"}},
    {R"([^[:space:]]?)", {"a", ""}},
    {R"(\x{4e00}?)", {"一", ""}},
    {".", {"a", " ", "水", "😀"}},
};

const std::vector<std::string_view> kAssertions = {
    R"(\b)", R"(\b)", R"(\B)", "^", "$", R"(\A)", R"(\z)",
};

std::string_view FirstBytes(std::string_view text, std::size_t bytes) {
  if (bytes >= text.size()) return text;
  while (bytes > 0 && IsContinuation(text[bytes])) --bytes;
  return text.substr(0, bytes);
}

std::string CharacterOf(char32_t c) {
  std::string text;
  AppendUtf8(c, &text);
  return text;
}

}  // namespace

RandomRules::RandomRules(std::uint64_t seed) : random_(seed) {
  words_ = Pick(kScripts);
}

// ---------------------------------------------------------------------------
// Text

std::string RandomRules::Word() {
  return std::string(Pick(OneIn(20) ? Pick(kScripts) : words_));
}

std::string RandomRules::Words(std::size_t bytes) {
  std::string text;
  while (text.size() < bytes) {
    text += Word();
    if (!OneIn(6)) text += OneIn(4) ? Pick(kBetween) : " ";
  }
  return std::string(FirstBytes(text, bytes));
}

std::string RandomRules::Filler(std::size_t characters) {
  const std::string words = Words(4 * characters);
  return std::string(FirstCodePoints(words, characters));
}

std::string RandomRules::Damaged(std::string text) {
  if (OneIn(2)) return text;
  for (std::size_t n = 1 + Below(OneIn(6) ? 8 : 2); n > 0; --n) {
    const std::size_t at = Below(text.size() + 1);
    const std::size_t length = std::min(1 + Below(6), text.size() - at);
    switch (Below(9)) {
      case 0:
        if (length > 0) text[at] ^= static_cast<char>(1 << Below(8));
        break;
      case 1:
        text.insert(at, Pick(kOddities));
        break;
      case 2:
        text.erase(at, length);
        break;
      case 3:
        text.insert(at, std::string(text, at, length));
        break;
      case 4:
        for (std::size_t i = at; i < at + length; ++i) {
          if (IsAsciiLower(text[i])) text[i] ^= 0x20;
        }
        break;
      case 5:
        text.insert(at, Pick(kBetween));
        break;
      case 6:
        text.resize(at);
        break;
      case 7:
        text.erase(0, at);
        break;
      default:
        text.insert(at, Word());
    }
  }
  return text;
}

void RandomRules::MakeTextsOf(std::span<const std::string> lines) {
  samples_.clear();
  for (const std::string& line : lines) samples_.push_back({line});
}

std::string RandomRules::Sample() {
  if (samples_.empty()) return Words(Below(60));
  return Pick(Pick(samples_));
}

std::string RandomRules::Line() {
  std::string line;
  // The samples of one rule together, as its concepts need.
  if (OneIn(3) && !samples_.empty()) {
    const std::vector<std::string>& of_rule = Pick(samples_);
    for (std::size_t n = 1 + Below(5); n > 0; --n) {
      line += Pick(of_rule);
      line += Pick(kBetween);
    }
    return Damaged(std::move(line));
  }
  const std::size_t parts = OneIn(40) ? 30 + Below(60) : Below(5);
  if (OneIn(2)) line = Damaged(Sample());
  for (std::size_t i = 0; i < parts; ++i) {
    line += Pick(kBetween);
    line += OneIn(2) ? Damaged(Sample()) : Words(Below(OneIn(4) ? 80 : 12));
  }
  return line;
}

// As a program wraps text: no line ends a sentence, and none has room for the
// first word of the next.
std::string RandomRules::Wrapped() {
  const std::size_t columns = 50 + Below(45);
  std::string words;
  while (words.size() < 4 * columns) {
    words += OneIn(3) ? Damaged(Sample()) : Words(Below(40));
    words += ' ';
  }
  std::replace(words.begin(), words.end(), '\n', ' ');
  std::string text;
  std::size_t width = 0;
  for (std::size_t at = 0; at < words.size(); ++width) {
    const std::size_t begin = at;
    const char32_t c = DecodeUtf8(words, &at);
    const bool may_break = c == ' ' || IsUnspacedScript(c);
    if (width >= columns && may_break) {
      text += '\n';
      width = 0;
      if (c == ' ') continue;
    }
    text += words.substr(begin, at - begin);
  }
  return text;
}

std::string RandomRules::Text() {
  std::string text;
  for (std::size_t n = Below(10); n > 0; --n) {
    text += OneIn(6) ? Wrapped() : Line();
    text += OneIn(8) ? "\r\n" : OneIn(6) ? "\n\n" : "\n";
  }
  if (OneIn(4))
    text.resize(text.size() - std::min<std::size_t>(1, text.size()));
  return text;
}

// ---------------------------------------------------------------------------
// Expressions

void RandomRules::Part::Append(const Part& next) {
  pattern += next.pattern;
  for (std::size_t i = 0; i < kSamples; ++i) samples[i] += next.samples[i];
}

std::string RandomRules::Escape(std::string_view literal) {
  if (OneIn(6)) return re2::RE2::QuoteMeta(literal);
  std::string pattern;
  for (std::size_t at = 0; at < literal.size();) {
    const std::size_t begin = at;
    const char32_t c = DecodeUtf8(literal, &at);
    if (R"(\.+*?()|[]{}^$)"sv.find(static_cast<char>(c)) !=
            std::string_view::npos &&
        c < 0x80) {
      pattern += '\\';
    }
    pattern += literal.substr(begin, at - begin);
  }
  return pattern;
}

RandomRules::Part RandomRules::Literal() {
  std::string text = Words(1 + Below(OneIn(3) ? 40 : 12));
  // Folding may need what stands around a text, and takes spaces at its ends.
  if (!OneIn(20)) {
    text = Fold("q" + text + "q");
    text = text.substr(1, text.size() - 2);
  }
  if (text.empty()) text = "q";
  Part part;
  part.pattern = Escape(text);
  part.samples.fill(text);
  return part;
}

RandomRules::Part RandomRules::Group(Part part) {
  static const std::vector<std::string_view> kOpens = {"(?:", "(?:", "(",
                                                       "(?s:"};
  part.pattern = std::string(Pick(kOpens)) + part.pattern + ')';
  return part;
}

RandomRules::Part RandomRules::Choice(int depth) {
  std::vector<Part> parts;
  for (std::size_t n = 2 + Below(OneIn(8) ? 12 : 3); n > 0; --n) {
    parts.push_back(OneIn(2) ? Literal() : Sequence(depth - 1));
  }
  if (OneIn(12)) parts.emplace_back();
  Part choice;
  for (const Part& part : parts) {
    if (!choice.pattern.empty()) choice.pattern += '|';
    choice.pattern += part.pattern;
  }
  for (std::size_t i = 0; i < kSamples; ++i) {
    choice.samples[i] = Pick(parts).samples[i];
  }
  return Group(std::move(choice));
}

// `part` as often as `counts` says, which is `min` to `max` times.
RandomRules::Part RandomRules::Repeat(Part part, std::size_t min,
                                      std::size_t max, std::string counts) {
  if (OneIn(5)) counts += '?';
  Part repeat;
  repeat.pattern = part.pattern + counts;
  for (std::string& sample : repeat.samples) {
    for (std::size_t n = min + Below(max - min + 1); n > 0; --n) {
      sample += part.samples[Below(kSamples)];
    }
  }
  return repeat;
}

RandomRules::Part RandomRules::Repeated(int depth) {
  Part part = Group(OneIn(2) ? Literal() : Sequence(depth - 1));
  switch (Below(6)) {
    case 0:
      return Repeat(std::move(part), 0, 3, "*");
    case 1:
      return Repeat(std::move(part), 1, 3, "+");
    case 2: {
      const std::size_t min = Below(3);
      const std::size_t max = min + 1 + Below(4);
      return Repeat(
          std::move(part), min, max,
          '{' + std::to_string(min) + ',' + std::to_string(max) + '}');
    }
    case 3: {
      const std::size_t count = Below(6);
      return Repeat(std::move(part), count, count,
                    '{' + std::to_string(count) + '}');
    }
    default:
      return Repeat(std::move(part), 0, 1, "?");
  }
}

RandomRules::Part RandomRules::Gap() {
  const std::size_t min = OneIn(3) ? Below(6) : 0;
  const std::size_t max = min + Below(OneIn(3) ? 60 : 8);
  Part gap;
  gap.pattern = OneIn(4)   ? std::string("[^.]")
                : OneIn(6) ? std::string(R"([\w ])")
                           : std::string(".");
  if (OneIn(8)) {
    gap.pattern += OneIn(2) ? "*" : "+";
  } else {
    gap.pattern += '{' + std::to_string(min) + ',' + std::to_string(max) + '}';
  }
  if (OneIn(5)) gap.pattern += '?';
  for (std::string& sample : gap.samples) {
    sample = Filler(min + Below(max - min + 1));
  }
  return gap;
}

RandomRules::Part RandomRules::Class() {
  const ClassSample& chosen = Pick(kClasses);
  Part part;
  part.pattern = chosen.pattern;
  for (std::string& sample : part.samples) sample = Pick(chosen.members);
  if (part.pattern.ends_with('?') || OneIn(2)) return part;
  return Repeat(std::move(part), 1, 3, OneIn(2) ? "+" : "{1,3}");
}

RandomRules::Part RandomRules::Assertion() {
  Part part;
  part.pattern = Pick(kAssertions);
  return part;
}

// What few rules have.
RandomRules::Part RandomRules::Odd(int depth) {
  Part part = Literal();
  switch (Below(6)) {
    case 0:
      part.pattern = "(?i:" + part.pattern + ')';
      break;
    case 1:
      part.pattern = R"(\Q)" + part.samples[0] + R"(\E)";
      break;
    case 2:
      part.pattern = "(?:)";
      part.samples.fill("");
      break;
    case 3: {
      std::size_t at = 0;
      const char32_t c = DecodeUtf8(part.samples[0], &at);
      constexpr char kDigits[] = "0123456789abcdef";
      part.pattern = R"(\x{)";
      for (int shift = 20; shift >= 0; shift -= 4) {
        part.pattern += kDigits[c >> shift & 0xF];
      }
      part.pattern += '}';
      part.samples.fill(CharacterOf(c));
      break;
    }
    case 4:
      return Group(Sequence(depth - 1));
    default: {  // the last character may be missing
      if (part.pattern.back() == 'E') break;
      return Repeat(Group(std::move(part)), 0, 1, "?");
    }
  }
  return part;
}

RandomRules::Part RandomRules::Item(int depth) {
  const std::size_t kind = Below(depth > 0 ? 20 : 14);
  if (kind < 7) return Literal();
  if (kind < 9) return Gap();
  if (kind < 11) return Class();
  if (kind < 13) return Assertion();
  if (kind < 14) return Odd(depth);
  return kind < 17 ? Repeated(depth) : Choice(depth);
}

RandomRules::Part RandomRules::Sequence(int depth) {
  Part sequence;
  for (std::size_t n = 1 + Below(3); n > 0; --n) sequence.Append(Item(depth));
  return sequence;
}

RandomRules::Part RandomRules::Expression() {
  Part middle;
  for (std::size_t n = 1 + Below(OneIn(3) ? 4 : 2); n > 0; --n) {
    middle.Append(Item(2));
  }
  if (OneIn(12)) {
    const Part other = Sequence(1);
    middle.pattern += '|' + other.pattern;
    for (std::size_t i = 0; i < kSamples; ++i) {
      if (OneIn(2)) middle.samples[i] = other.samples[i];
    }
    return middle;
  }
  std::string begin = OneIn(3) ? "^" : OneIn(4) ? R"(\b)" : "";
  if (OneIn(10)) begin = "(?i)" + begin;
  middle.pattern = begin + middle.pattern +
                   (OneIn(3)   ? "$"
                    : OneIn(4) ? R"(\b)"
                               : "");
  return middle;
}

RandomRules::Part RandomRules::AcceptedExpression(bool is_span) {
  RE2::Options options = PatternOptions();
  options.set_log_errors(false);
  for (;;) {
    Part part = Expression();
    if (part.pattern.empty() || !RE2(part.pattern, options).ok()) continue;
    if (!is_span) return part;
    const PatternFacts facts = ExaminePattern(part.pattern);
    if (facts.max_bytes && *facts.max_bytes <= kMaxSpanBytes &&
        !facts.can_be_empty) {
      return part;
    }
  }
}

RuleInfo RandomRules::Rule() {
  std::vector<std::string>& samples = samples_.emplace_back();
  const auto expression = [&](bool is_span) {
    const Part part = AcceptedExpression(is_span);
    samples.insert(samples.end(), part.samples.begin(), part.samples.end());
    return part.pattern;
  };
  RuleInfo rule;
  rule.id = "made.rule";
  rule.unit = static_cast<Unit>(Below(3));
  rule.enabled = !OneIn(10);
  if (rule.unit == Unit::kSpan) {
    rule.pattern = expression(true);
  } else {
    for (std::size_t n = OneIn(3) ? 1 + Below(6) : 0; n > 0; --n) {
      rule.concepts.push_back(expression(false));
    }
    if (!rule.concepts.empty()) rule.need = 1 + Below(rule.concepts.size());
    if (rule.concepts.empty() || OneIn(3)) rule.pattern = expression(false);
  }
  if (OneIn(5)) rule.unless = expression(false);
  if (OneIn(5)) rule.max_chars = 1 + Below(OneIn(2) ? 30 : 200);
  return rule;
}

std::vector<RuleInfo> RandomRules::Rules() {
  samples_.clear();
  if (OneIn(3)) words_ = Pick(kScripts);
  std::vector<RuleInfo> rules;
  for (std::size_t n = 1 + Below(OneIn(10) ? 60 : 10); n > 0; --n) {
    if (OneIn(4)) words_ = Pick(kScripts);
    rules.push_back(Rule());
  }
  return rules;
}

}  // namespace unboil
