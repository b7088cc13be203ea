#include "pattern_facts.h"

#include <gtest/gtest.h>
#include <re2/re2.h>

#include <algorithm>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace unboil {
namespace {

// "7", "0..7" when it can be empty, "4 can run on at 3" never ends.
std::string Length(std::string_view pattern) {
  const PatternFacts facts = ExaminePattern(pattern);
  std::string text = facts.can_be_empty ? "0.." : "";
  if (facts.max_bytes) return text + std::to_string(*facts.max_bytes);
  return text + "runs on at " + std::to_string(facts.unbounded_offset);
}

struct LengthRow {
  std::string_view pattern;
  std::string_view length;
};

TEST(PatternFactsTest, Length) {
  constexpr LengthRow kRows[] = {
      // Literals count the bytes of their UTF-8.
      {"", "0..0"},
      {"abc", "3"},
      {"é", "2"},
      {"阅读原文", "12"},
      {"a😀", "5"},
      {"a}]", "3"},

      // Assertions take nothing.
      {"^abc$", "3"},
      {R"(\Aab\b\Bc\z)", "3"},
      {R"(\b)", "0..0"},
      {"^*", "0..0"},

      // Escapes.
      {R"(\.\*\()", "3"},
      {R"(\n\t)", "2"},
      {R"(\x41)", "1"},
      {R"(\x{e9})", "2"},
      {R"(\x{1F600})", "4"},
      {R"(\101b)", "2"},
      {R"(\0)", "1"},
      {R"(\Qa.*b\E)", "4"},
      {R"(\Qa.*)", "3"},
      {R"(\Qab\E*)", "runs on at 6"},
      {R"(a\Q\E*)", "0..runs on at 5"},
      {R"(\Q(|)\E|x)", "3"},
      {R"(\C)", "1"},

      // Classes count their longest member.
      {".", "4"},
      {"[abc]", "1"},
      {"[a-z]", "1"},
      {"[aé]", "2"},
      {"[a-é]", "2"},
      {"[一-龥]", "3"},
      {"[^a]", "4"},
      {"[]a]", "1"},
      {"[^]a]", "4"},
      {"[a-]", "1"},
      {"[--a]", "1"},
      {"[[:alpha:]é]", "2"},
      {"[[:^alpha:]]", "4"},
      {"[[:]x*", "runs on at 5"},
      {R"([\]\-])", "1"},
      {R"([\x{e9}-\x{ff}])", "2"},
      {R"([\d\s])", "1"},
      {R"([\D])", "4"},
      {R"(\d\s\w)", "3"},
      {R"(\D\S\W)", "12"},
      {R"(\pL\PN)", "8"},
      {R"(\p{Greek}\p{^Greek})", "8"},
      {R"([\p{Greek}a])", "4"},

      // Groups and alternatives.
      {"(ab)(?:cd)(?P<name>ef)", "6"},
      {"ab|c|def", "3"},
      {"(?:ab|c)d", "3"},
      {"(?:a|)", "0..1"},
      {"()", "0..0"},
      {"a||b", "0..1"},

      // Repeats.
      {"a?", "0..1"},
      {"ab?", "2"},
      {"a{3}", "3"},
      {"a{2,5}", "5"},
      {"a{0}", "0..0"},
      {"a{0,5}?", "0..5"},
      {"(?:ab){2,3}c", "7"},
      {"(?:a{3}|b){4}", "12"},
      {"a*", "0..runs on at 1"},
      {"a+?", "runs on at 1"},
      {"ab{2,}", "runs on at 2"},
      {"(?:ab+){3}", "runs on at 5"},
      {"(?:^|$)*", "0..0"},

      // A brace that starts no count is a character.
      {"a{", "2"},
      {"a{,5}", "5"},
      {"a{x}", "4"},
      {"a{01}", "5"},
      {"{a}", "3"},

      // Flags: under (?i) k is also the Kelvin sign, which has three bytes.
      {"(?i)k", "3"},
      {"(?i:k)k", "4"},
      {"(?i-s:k)", "3"},
      {"(?i)k(?-i)k", "4"},
      {"(?i)[a-z]", "3"},
      {"(?s).", "4"},
      {"a(?s)*", "0..runs on at 5"},

      // Counts that no computer could multiply out.
      {"(?:(?:a{1000}){1000}){1000}", "1000000000"},
  };
  for (const LengthRow& row : kRows) {
    EXPECT_EQ(row.length, Length(row.pattern)) << row.pattern;
  }
}

TEST(PatternFactsTest, DeepNestingCountsAsRunningOn) {
  const std::string open(1001, '(');
  const std::string close(1001, ')');
  EXPECT_EQ("0..runs on at 1000", Length(open + "a" + close));
  EXPECT_EQ("1", Length(open.substr(1) + "a" + close.substr(1)));
  EXPECT_EQ("0..runs on at 1000",
            Length(std::string(100'000, '(') + std::string(100'000, ')')));
}

std::string Gap(std::string_view pattern) {
  const PatternFacts facts = ExaminePattern(pattern);
  if (facts.widest_gap == 0) return "none";
  return std::to_string(facts.widest_gap) + " at " +
         std::to_string(facts.widest_gap_offset);
}

TEST(PatternFactsTest, Gap) {
  constexpr struct {
    std::string_view pattern;
    std::string_view gap;
  } kRows[] = {
      {"a.{0,80}b", "80 at 2"},
      {"a[^.]{0,20}b.{0,30}?c", "30 at 13"},
      {R"(a\w{2,9})", "9 at 3"},
      {R"((?:\w+ ){0,8}a)", "8 at 8"},
      {"(?:.){0,80}", "80 at 5"},
      {"a.{80}b", "none"},  // always as long
      {"a.{5,}b", "none"},  // no count that RE2 would multiply out
      {"a.*b.?", "none"},
      {"(?:ab){0,80}", "none"},  // literals branch little
  };
  for (const auto& row : kRows) {
    EXPECT_EQ(row.gap, Gap(row.pattern)) << row.pattern;
  }
}

// "3:A>a 5:(?i)>" for each character that folding changes.
std::string Unfolded(std::string_view pattern) {
  std::string text;
  for (const PatternSyntax::Unfolded& u : ExaminePattern(pattern).unfolded) {
    if (!text.empty()) text += ", ";
    text += std::to_string(u.offset) + ":" + u.text + ">" + u.folded;
  }
  return text;
}

TEST(PatternFactsTest, Unfolded) {
  constexpr struct {
    std::string_view pattern;
    std::string_view unfolded;
  } kRows[] = {
      // Folded text as it is.
      {R"(^view "original" - it's 100% free...$)", ""},
      {"über é ñ 阅读 عرض ดู", ""},
      {"[a-z0-9 ]", ""},
      {R"(\pL\S\D\W\b\A\z)", ""},
      {R"(\p{Greek}[\p{Lu}[:upper:]])", ""},
      {"q\u0301", ""},  // a mark of its own

      // Upper case, quotes, dashes, ellipses, width, ligatures.
      {"View", "0:V>v"},
      {"^ver (?:el )?Original", "13:O>o"},
      {"don’t", "3:’>'"},
      {"“a”", "0:“>\", 4:”>\""},
      {"a–b—c", "1:–>-, 5:—>-"},
      {"more…", "4:…>..."},
      {"Ａ", "0:Ａ>a"},
      {"ﬁn", "0:ﬁ>fi"},
      {"straße", "4:ß>ss"},

      // White space other than the space; characters that folding leaves out.
      {"a\u00A0b", "1:\u00A0> "},
      {R"(a\tb)", R"(1:\t> )"},
      {"a\u200Bb", "1:\u200B>"},

      // In escapes and classes; of a range its ends.
      {R"(\x41)", R"(0:\x41>a)"},
      {R"(\x{201C})", "0:\\x{201C}>\""},
      {R"(\QA.\E)", "2:A>a"},
      {"[A-Z]", "1:A>a, 3:Z>z"},
      {"[^’]", "2:’>'"},
      {"[!-~]", ""},

      // Flags.
      {"(?i)view", "0:(?i)>"},
      {"a(?is:b)", "1:(?is:>"},
      {"(?-i)a", ""},
      {"(?s-i:a)", ""},
  };
  for (const auto& row : kRows) {
    EXPECT_EQ(row.unfolded, Unfolded(row.pattern)) << row.pattern;
  }
}

// Every row above must be a pattern that RE2 accepts, and what RE2 finds must
// be within the facts. Patterns are put together at random from parts in which
// the syntax is thorny; texts from the characters that they can match.
class PatternFactsRandomTest : public testing::Test {
 protected:
  template <typename Parts>
  std::string Draw(const Parts& parts, std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) {
      text += parts[random_() % std::size(parts)];
    }
    return text;
  }

  std::size_t DrawCount(std::size_t max) { return random_() % (max + 1); }

 private:
  std::mt19937 random_{20240229};
};

TEST_F(PatternFactsRandomTest, NoMatchIsLongerThanItsPatternAllows) {
  constexpr std::string_view kParts[] = {
      "a",       "b",      "é",     "k",    ".",
      "[a-é]",   "[^a]",   "[]a]",  "[a-]", "[[:^digit:]]",
      "[[:]",    "\\d",    "\\W",   "\\pL", "\\x41",
      "\\x{e9}", "\\01",   "\\Qa*", "\\E",  "\\C",
      "(",       ")",      "(?:",   "(?i)", "(?i:",
      "(?-i)",   "(?P<n>", "|",     "*",    "+?",
      "?",       "{2}",    "{0,2}", "{,2}", "{01}",
      "{1,}",    "^",      "$",     "\\b",  "{",
      "}",       "]",      "-",     ":",    "1",
  };
  constexpr std::string_view kCharacters[] = {
      "a", "b", "é", "k", "\u212A", "😀", " ", "*", "{", "]", "1", ",2}", "A",
  };
  RE2::Options options = PatternOptions();
  options.set_longest_match(true);
  int accepted = 0;
  for (int i = 0; i < 30'000; ++i) {
    const std::string pattern = Draw(kParts, 1 + DrawCount(6));
    const RE2 re(pattern, options);
    if (!re.ok()) continue;
    ++accepted;
    const PatternFacts facts = ExaminePattern(pattern);
    for (int j = 0; j < 4; ++j) {
      const std::string text = Draw(kCharacters, DrawCount(8));
      re2::StringPiece match;
      if (!re.Match(text, 0, text.size(), RE2::UNANCHORED, &match, 1)) continue;
      if (match.empty()) {
        EXPECT_TRUE(facts.can_be_empty) << pattern << " in " << text;
      }
      if (facts.max_bytes) {
        EXPECT_LE(match.size(), *facts.max_bytes) << pattern << " in " << text;
      }
    }
  }
  EXPECT_GT(accepted, 5'000);
}

TEST(PatternOptionsTest, PatternsAreUtf8AndErrorsAreNotLogged) {
  const RE2::Options options = PatternOptions();
  EXPECT_EQ(RE2::Options::EncodingUTF8, options.encoding());
  EXPECT_FALSE(options.log_errors());
  EXPECT_TRUE(options.case_sensitive());
}

}  // namespace
}  // namespace unboil
