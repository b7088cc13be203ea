#include "rule_file.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace unboil {
namespace {

std::string ErrorOf(std::string_view text) {
  const Result<RuleFile> file = ParseRuleFile({"f.toml", text});
  return file ? "no error" : file.error().message;
}

// A file with one rule, whose keys are given.
std::string WithRule(std::string_view keys) {
  return "group = \"en.link\"\n[[rule]]\nid = \"more\"\n" + std::string(keys) +
         "\n";
}

TEST(RuleFileTest, ReadsEveryKey) {
  const Result<RuleFile> file = ParseRuleFile({"rules/all.toml", R"toml(
group = "any.syndication"
retired = ["old-name", "older"]

[[rule]]
id = "view-original"
why = "A reposting site links back."
level = 3
unit = "paragraph"
zone = "tail"
action = "cut-after"
pattern = '''^ver original$'''
unless = "museum"
concepts = ["one", "two", "three"]
need = 2
max_chars = 40
min_before = 200
max_after = 0
alone = true
near = "removal"
run = 3
lang = ["es", "yue", "zh-Hant"]
remove = ["Ver original", 'VER ORIGINAL']
keep = ["Ver original exige una visita."]
override = true

[[rule]]
id = "second"
concepts = ["one", "two"]
)toml"});
  ASSERT_TRUE(file) << file.error().message;
  EXPECT_EQ("any.syndication", file->group);
  EXPECT_EQ((std::vector<std::string>{"any.syndication.old-name",
                                      "any.syndication.older"}),
            file->retired);
  ASSERT_EQ(2u, file->rules.size());

  const RuleInfo& all = file->rules[0];
  EXPECT_EQ("any.syndication.view-original", all.id);
  EXPECT_EQ("A reposting site links back.", all.why);
  EXPECT_EQ(Level::kBold, all.level);
  EXPECT_EQ(Unit::kParagraph, all.unit);
  EXPECT_EQ(Zone::kTail, all.zone);
  EXPECT_EQ(Action::kCutAfter, all.action);
  EXPECT_EQ("^ver original$", all.pattern);
  EXPECT_EQ("museum", all.unless);
  EXPECT_EQ((std::vector<std::string>{"one", "two", "three"}), all.concepts);
  EXPECT_EQ(2u, all.need);
  EXPECT_EQ(40u, all.max_chars);
  EXPECT_EQ(200u, all.min_before);
  EXPECT_EQ(0u, all.max_after);
  EXPECT_TRUE(all.alone);
  EXPECT_TRUE(all.near_removal);
  EXPECT_EQ(3u, all.run);
  EXPECT_EQ((std::vector<std::string>{"es", "yue", "zh-Hant"}), all.lang);
  EXPECT_EQ((std::vector<std::string>{"Ver original", "VER ORIGINAL"}),
            all.remove_examples);
  EXPECT_EQ((std::vector<std::string>{"Ver original exige una visita."}),
            all.keep_examples);
  EXPECT_EQ("rules/all.toml", all.file);
  EXPECT_EQ(5u, all.line);
  EXPECT_TRUE(all.enabled);
  EXPECT_TRUE(all.overrides);

  const RuleInfo& defaults = file->rules[1];
  EXPECT_EQ("any.syndication.second", defaults.id);
  EXPECT_EQ(Level::kSafe, defaults.level);
  EXPECT_EQ(Unit::kLine, defaults.unit);
  EXPECT_EQ(Zone::kAny, defaults.zone);
  EXPECT_EQ(Action::kRemove, defaults.action);
  EXPECT_EQ(2u, defaults.need);  // all of them
  EXPECT_EQ(std::nullopt, defaults.max_after);
  EXPECT_FALSE(defaults.overrides);
  EXPECT_EQ(27u, defaults.line);
}

TEST(RuleFileTest, ReadsFilesOfAllKindsOfEditors) {
  const std::string unix_text = WithRule("pattern = '''\na'''");
  std::string windows_text = "\xEF\xBB\xBF";
  for (char c : unix_text) {
    if (c == '\n') windows_text += '\r';
    windows_text += c;
  }
  for (const std::string& text : {unix_text, windows_text}) {
    const Result<RuleFile> file = ParseRuleFile({"f.toml", text});
    ASSERT_TRUE(file) << file.error().message;
    EXPECT_EQ("a", file->rules[0].pattern);
    EXPECT_EQ(2u, file->rules[0].line);
  }
}

TEST(RuleFileTest, AFileMayHoldNoRules) {
  EXPECT_EQ("no error", ErrorOf("group = \"en.link\"\nretired = [\"old\"]\n"));
}

// What is wrong with the TOML is told in the words of toml++, which may change.
TEST(RuleFileTest, APackSaysWhatItIs) {
  const Source source{"f.toml", R"toml(group = "gull.post"
source = ["gull.example"]
disable = ["any.share.*", "en.link.more"]
[pack]
name = "The Gull Post"
version = "1.2"
license = "CC0-1.0"
about = "What the Gull Post puts under its stories."
[[rule]]
id = "a"
pattern = "a"
[[rule]]
id = "b"
pattern = "b"
source = ["tern.example"]
[[rule]]
id = "c"
pattern = "c"
source = []
)toml"};
  const Result<RuleFile> file = ParseRuleFile(source);
  ASSERT_TRUE(file) << file.error().message;
  ASSERT_TRUE(file->pack);
  EXPECT_EQ(file->pack->about, "What the Gull Post puts under its stories.");
  ASSERT_EQ(file->disable.size(), 2u);
  EXPECT_EQ(file->disable[1].ids, "en.link.more");
  EXPECT_EQ(file->disable[1].place.line, 3u);
  using Hosts = std::vector<std::string>;
  EXPECT_EQ(file->rules[0].pack, "The Gull Post 1.2, CC0-1.0");
  EXPECT_EQ(file->rules[0].source, Hosts{"gull.example"});
  EXPECT_EQ(file->rules[1].source, Hosts{"tern.example"});
  EXPECT_EQ(file->rules[2].source, Hosts{});
}

TEST(RuleFileTest, RefusesWhatIsNotToml) {
  struct Row {
    std::string_view text;
    std::string_view begin;
    std::string_view fault;
    std::string_view line;
  };
  constexpr Row kRows[] = {
      {"group = \"en\nlink\"\n", "f.toml:1: ", "control characters",
       "\n  1 | group = \"en\n    | "},
      {"group = \"en\"\ngroup = \"es\"\n", "f.toml:2: ", "cannot redefine",
       "\n  2 | group = \"es\"\n    | "},
      {"group = \"en\"\n[[rule]\n", "f.toml:2: ", "",
       "\n  2 | [[rule]\n    | "},
      {"group = ", "f.toml:1: ", "", "\n  1 | group = \n    | "},
      {"é", "f.toml:1: ", "", "\n  1 | é\n    | ^"},
      {"[é]", "f.toml:1: ", "", "\n  1 | [é]\n    | "},
  };
  for (const Row& row : kRows) {
    const std::string error = ErrorOf(row.text);
    EXPECT_TRUE(error.starts_with(row.begin)) << error;
    EXPECT_NE(error.find(row.fault), std::string::npos) << error;
    EXPECT_NE(error.find(row.line), std::string::npos) << error;
    EXPECT_TRUE(error.ends_with('^')) << error;
  }
}

// The whole message, word for word.
struct FileRow {
  std::string text;
  std::string_view error;
};

TEST(RuleFileTest, RefusesFiles) {
  const FileRow kRows[] = {
      {std::string("group = \"en\"\n# \0\n", 16),
       R"(f.toml:2: a rule file must not hold a NUL
  2 | # �
    |   ^)"},
      {"group = \"en\"\n# caf\xE9\n",
       R"(f.toml:2: a rule file must be UTF-8, and this byte is not
  2 | # caf�
    |      ^)"},
      {"",
       R"(f.toml:1: a rule file needs a "group", as in group = "en.link"
  1 | 
    | ^)"},
      {"group = 3\n",
       R"(f.toml:1: "group" must be a string
  1 | group = 3
    |         ^)"},
      {"group = \"En.Link\"\n",
       R"(f.toml:1: "En.Link" is no group: use names of a-z, 0-9 and "-" with dots between, as in "en.link"
  1 | group = "En.Link"
    |         ^)"},
      {"group = \"en..link\"\n",
       R"(f.toml:1: "en..link" is no group: use names of a-z, 0-9 and "-" with dots between, as in "en.link"
  1 | group = "en..link"
    |         ^)"},
      {"group = \"en\"\nretired = \"old\"\n",
       R"(f.toml:2: "retired" must be an array of strings
  2 | retired = "old"
    |           ^)"},
      {"group = \"en\"\nretired = [\"old\", \"en.old\"]\n",
       R"(f.toml:2: "en.old" is no id of this group
  2 | retired = ["old", "en.old"]
    |                   ^)"},
      {"group = \"en\"\nretire = [\"old\"]\n",
       R"(f.toml:2: unknown key "retire"; did you mean "retired"?
  2 | retire = ["old"]
    | ^)"},
      // The first of the file, not of the alphabet.
      {"group = \"en\"\nzeta = 1\nalpha = 2\n",
       R"(f.toml:2: unknown key "zeta"; known are "group", "retired", "pack", "source", "disable" and "rule"
  2 | zeta = 1
    | ^)"},
      {"group = \"en\"\npack = \"The Gull Post\"\n",
       R"(f.toml:2: a pack says what it is under [pack]
  2 | pack = "The Gull Post"
    |        ^)"},
      {"group = \"en\"\n[pack]\nname = \"a\"\nlicence = \"b\"\n",
       R"(f.toml:4: unknown key "licence"; did you mean "license"?
  4 | licence = "b"
    | ^)"},
      {"group = \"en\"\nsource = [\"a.org\", \"https://b.org\"]\n",
       R"(f.toml:2: "https://b.org" is no host in lower case like "example.com"
  2 | source = ["a.org", "https://b.org"]
    |                    ^)"},
      {"group = \"en\"\ndisable = \"any.share.*\"\n",
       R"(f.toml:2: "disable" must be an array of strings
  2 | disable = "any.share.*"
    |           ^)"},
      {"group = \"en\"\n\n[rule]\nid = \"more\"\n",
       R"(f.toml:3: rules are written under [[rule]]
  3 | [rule]
    | ^)"},
      {"group = \"en\"\nrule = [{id = \"more\", pattern = \"a\"}, 7]\n",
       R"(f.toml:2: rules are written under [[rule]]
  2 | rule = [{id = "more", pattern = "a"}, 7]
    |        ^)"},
      {"[[rule]]\nid = \"more\"\npattern = \"a\"\ngroup = \"en\"\n",
       R"(f.toml:1: a rule file needs a "group", as in group = "en.link"
  1 | [[rule]]
    | ^)"},
      {WithRule("pattern = \"a\"") + "[[rule]]\nid = \"b\"\npattern = \"b\"\n" +
           "[[rule]]\nid = \"more\"\npattern = \"c\"\n",
       R"(f.toml:9: en.link.more: this id was used before, on line 2
  9 | id = "more"
    |      ^)"},
  };
  for (const FileRow& row : kRows) {
    EXPECT_EQ(row.error, ErrorOf(row.text)) << row.text;
  }
}

TEST(RuleFileTest, RefusesIds) {
  struct Row {
    std::string_view id_line;
    std::string_view error;
  };
  constexpr Row kRows[] = {
      {"",
       R"(f.toml:2: a rule needs an "id"
  2 | [[rule]]
    | ^)"},
      {"id = 7",
       R"(f.toml:3: "id" must be a string
  3 | id = 7
    |      ^)"},
      {"id = \"\"",
       R"(f.toml:3: "" is no id: use a-z, 0-9 and "-", as in "view-original"
  3 | id = ""
    |      ^)"},
      {"id = \"View_Original\"",
       R"(f.toml:3: "View_Original" is no id: use a-z, 0-9 and "-", as in "view-original"
  3 | id = "View_Original"
    |      ^)"},
      {"id = \"-more\"",
       R"(f.toml:3: "-more" is no id: use a-z, 0-9 and "-", as in "view-original"
  3 | id = "-more"
    |      ^)"},
  };
  for (const Row& row : kRows) {
    const std::string text = "group = \"en.link\"\n[[rule]]\n" +
                             std::string(row.id_line) + "\npattern = \"a\"\n";
    EXPECT_EQ(row.error, ErrorOf(text));
  }
}

struct RuleRow {
  std::string_view keys;  // from line 4 on
  std::string_view error;
};

TEST(RuleFileTest, RefusesKeysAndTypes) {
  constexpr RuleRow kRows[] = {
      {"patern = '''a'''",
       R"(f.toml:4: en.link.more: unknown key "patern"; did you mean "pattern"?
  4 | patern = '''a'''
    | ^)"},
      {"  regular_expression = 'a'",
       R"(f.toml:4: en.link.more: unknown key "regular_expression"; known are "id", "why", "level", "unit", "zone", "action", "pattern", "unless", "concepts", "need", "max_chars", "min_before", "max_after", "alone", "near", "run", "lang", "source", "remove", "keep" and "override"
  4 |   regular_expression = 'a'
    |   ^)"},
      {"pattern = 'a'\nretired = ['b']",
       R"(f.toml:5: en.link.more: "retired" must stand before the first [[rule]]
  5 | retired = ['b']
    | ^)"},
      {"pattern = ['a']",
       R"(f.toml:4: en.link.more: "pattern" must be a string
  4 | pattern = ['a']
    |           ^)"},
      {"why = true",
       R"(f.toml:4: en.link.more: "why" must be a string
  4 | why = true
    |       ^)"},
      {"why = \"a\\u0000\"",
       R"(f.toml:4: en.link.more: "why" must not hold a NUL
  4 | why = "a\u0000"
    |       ^)"},
      {"level = 'safe'",
       R"(f.toml:4: en.link.more: "level" must be a whole number
  4 | level = 'safe'
    |         ^)"},
      {"level = 0",
       R"(f.toml:4: en.link.more: "level" must be at least 1
  4 | level = 0
    |         ^)"},
      {"level = 4",
       R"(f.toml:4: en.link.more: "level" must be at most 3
  4 | level = 4
    |         ^)"},
      {"unit = 'word'",
       R"(f.toml:4: en.link.more: "unit" must be "line", "paragraph" or "span"
  4 | unit = 'word'
    |        ^)"},
      {"zone = 'middle'",
       R"(f.toml:4: en.link.more: "zone" must be "any", "head" or "tail"
  4 | zone = 'middle'
    |        ^)"},
      {"action = 1",
       R"(f.toml:4: en.link.more: "action" must be "remove", "cut-after", "cut-before" or "keep"
  4 | action = 1
    |          ^)"},
      {"near = 'keep'",
       R"(f.toml:4: en.link.more: "near" must be "removal"
  4 | near = 'keep'
    |        ^)"},
      {"alone = 'yes'",
       R"(f.toml:4: en.link.more: "alone" must be true or false
  4 | alone = 'yes'
    |         ^)"},
      {"max_chars = 1.5",
       R"(f.toml:4: en.link.more: "max_chars" must be a whole number
  4 | max_chars = 1.5
    |             ^)"},
      {"max_chars = 0",
       R"(f.toml:4: en.link.more: "max_chars" must be at least 1
  4 | max_chars = 0
    |             ^)"},
      {"max_after = -1",
       R"(f.toml:4: en.link.more: "max_after" must be at least 0
  4 | max_after = -1
    |             ^)"},
      {"run = 1",
       R"(f.toml:4: en.link.more: "run" must be at least 2
  4 | run = 1
    |       ^)"},
      {"remove = 'a'",
       R"(f.toml:4: en.link.more: "remove" must be an array of strings
  4 | remove = 'a'
    |          ^)"},
      {"remove = [\n  'a',\n  2,\n]",
       R"(f.toml:6: en.link.more: "remove" must be a string
  6 |   2,
    |   ^)"},
      {"lang = ['es', 'English']",
       R"(f.toml:4: en.link.more: "English" is no language code like "es" or "zh-Hant"
  4 | lang = ['es', 'English']
    |               ^)"},
      {"lang = ['zh-hant']",
       R"(f.toml:4: en.link.more: "zh-hant" is no language code like "es" or "zh-Hant"
  4 | lang = ['zh-hant']
    |         ^)"},
      // The first fault of the file, not of the alphabet.
      {"unit = 'word'\nalone = 7",
       R"(f.toml:4: en.link.more: "unit" must be "line", "paragraph" or "span"
  4 | unit = 'word'
    |        ^)"},
  };
  for (const RuleRow& row : kRows) {
    EXPECT_EQ(row.error, ErrorOf(WithRule(row.keys))) << row.keys;
  }
}

TEST(RuleFileTest, RefusesPatternsWithACaretAtTheFault) {
  constexpr RuleRow kRows[] = {
      {"pattern = ''",
       R"(f.toml:4: en.link.more: "pattern" must not be empty: it would match all text
  4 | pattern = ''
    |           ^)"},
      {"pattern = '''^a(b$'''",
       R"(f.toml:4: en.link.more: RE2 refuses this: missing ): ^a(b$
  4 | pattern = '''^a(b$'''
    |              ^)"},
      {"pattern = 'ab[z-a]c'",
       R"(f.toml:4: en.link.more: RE2 refuses this: invalid character class range: z-a
  4 | pattern = 'ab[z-a]c'
    |               ^)"},
      // The star that has nothing to repeat, not the first star.
      {"pattern = 'a*|*b'",
       R"(f.toml:4: en.link.more: RE2 refuses this: no argument for repetition operator: *
  4 | pattern = 'a*|*b'
    |               ^)"},
      {"pattern = 'é阅(?=b)'",
       R"(f.toml:4: en.link.more: RE2 refuses this: invalid perl operator: (?=
  4 | pattern = 'é阅(?=b)'
    |               ^)"},
      // A first line break is no part of the pattern.
      {"pattern = '''\nab\n  c**'''",
       R"(f.toml:6: en.link.more: RE2 refuses this: bad repetition operator: **
  6 |   c**'''
    |    ^)"},
      {"pattern = \"ab\\\\q\"",
       R"(f.toml:4: en.link.more: RE2 refuses this: invalid escape sequence: \q
  4 | pattern = "ab\\q"
    |              ^)"},
      // Where TOML escapes stand before the fault, the caret is at the quote.
      {"pattern = \"a\\u0062c\\\\q\"",
       R"(f.toml:4: en.link.more: RE2 refuses this: invalid escape sequence: \q
  4 | pattern = "a\u0062c\\q"
    |           ^)"},
      {"pattern = 'a'\nunless = 'b)'",
       R"(f.toml:5: en.link.more: RE2 refuses this: unexpected ): b)
  5 | unless = 'b)'
    |           ^)"},
      {"concepts = ['a',\n            'b{2000}']",
       R"(f.toml:5: en.link.more: RE2 refuses this: invalid repetition size: {2000}
  5 |             'b{2000}']
    |               ^)"},
      {"pattern = '(?:.{900}){900}'",
       R"(f.toml:4: en.link.more: RE2 refuses this: invalid repetition size: {900}
  4 | pattern = '(?:.{900}){900}'
    |                      ^)"},
      {R"(pattern = '\pL{999}')",
       R"(f.toml:4: en.link.more: RE2 refuses this: pattern too large - compile failed
  4 | pattern = '\pL{999}'
    |            ^)"},
  };
  for (const RuleRow& row : kRows) {
    EXPECT_EQ(row.error, ErrorOf(WithRule(row.keys))) << row.keys;
  }
}

TEST(RuleFileTest, RefusesWhatSelectsNothingOrCannotBeBounded) {
  constexpr RuleRow kRows[] = {
      {"why = 'a'",
       R"(f.toml:2: en.link.more: a rule needs a "pattern" or "concepts"
  2 | [[rule]]
    | ^)"},
      {"concepts = []",
       R"(f.toml:2: en.link.more: a rule needs a "pattern" or "concepts"
  2 | [[rule]]
    | ^)"},
      {"concepts = ['a', 'b']\nneed = 3",
       R"(f.toml:5: en.link.more: "need" is 3, but the rule has 2 concepts
  5 | need = 3
    |        ^)"},
      {"pattern = 'a'\nneed = 1",
       R"(f.toml:5: en.link.more: "need" is 1, but the rule has 0 concepts
  5 | need = 1
    |        ^)"},

      {"unit = 'span'\nconcepts = ['a']",
       R"(f.toml:5: en.link.more: "concepts" is for lines and paragraphs, not for spans
  5 | concepts = ['a']
    |             ^)"},
      {"unit = 'span'\npattern = 'a'\nalone = true",
       R"(f.toml:6: en.link.more: "alone" is for lines and paragraphs, not for spans
  6 | alone = true
    |         ^)"},
      {"unit = 'span'\npattern = 'a'\nrun = 2",
       R"(f.toml:6: en.link.more: "run" is for lines and paragraphs, not for spans
  6 | run = 2
    |       ^)"},
      {"unit = 'span'\npattern = 'a'\naction = 'keep'",
       R"(f.toml:6: en.link.more: a span can only be removed; to keep or cut, take lines or paragraphs
  6 | action = 'keep'
    |          ^)"},
      {"unit = 'span'\npattern = 'a'\naction = 'cut-after'\nmin_before = 9",
       R"(f.toml:6: en.link.more: a span can only be removed; to keep or cut, take lines or paragraphs
  6 | action = 'cut-after'
    |          ^)"},
      {"unit = 'span'\npattern = '''\n\\(foto: [^)]+\\)'''",
       R"(f.toml:6: en.link.more: a span must have a bounded length, but this can run on; give it a bound, as in {0,20}
  6 | \(foto: [^)]+\)'''
    |             ^)"},
      {"unit = 'span'\npattern = 'a.{0,250}'",
       R"(f.toml:5: en.link.more: a span may be up to 1000 bytes long; this can match 1001
  5 | pattern = 'a.{0,250}'
    |           ^)"},
      {"unit = 'span'\npattern = '.{0,250}'",
       R"(f.toml:5: en.link.more: a span must not match the empty text
  5 | pattern = '.{0,250}'
    |           ^)"},

      {"pattern = 'a'\naction = 'keep'\nzone = 'tail'",
       R"(f.toml:6: en.link.more: a keep rule protects wherever it matches, so "zone" has no use
  6 | zone = 'tail'
    |        ^)"},
      {"pattern = 'a'\naction = 'keep'\nrun = 2",
       R"(f.toml:6: en.link.more: a keep rule protects wherever it matches, so "run" has no use
  6 | run = 2
    |       ^)"},

      {"pattern = 'a'\naction = 'cut-after'",
       R"(f.toml:5: en.link.more: a cut-after needs "min_before": how many characters must stand before it
  5 | action = 'cut-after'
    |          ^)"},
      {"pattern = 'a'\naction = 'cut-before'\nzone = 'tail'",
       R"(f.toml:5: en.link.more: a cut-before needs zone = "head", so that it stays near the beginning
  5 | action = 'cut-before'
    |          ^)"},
  };
  for (const RuleRow& row : kRows) {
    EXPECT_EQ(row.error, ErrorOf(WithRule(row.keys))) << row.keys;
  }
}

TEST(RuleFileTest, AcceptsWhatIsJustWithinTheBounds) {
  constexpr std::string_view kKeys[] = {
      "unit = 'span'\npattern = '[^a]{1,250}'",
      "pattern = '.*'",
      "pattern = 'a'\naction = 'cut-after'\nmin_before = 1",
      "pattern = 'a'\naction = 'cut-before'\nzone = 'head'",
      "pattern = 'a'\naction = 'keep'\nunit = 'paragraph'",
      "concepts = ['a', 'b']\nneed = 2",
      "pattern = 'a'\nmax_after = 0",
      "pattern = 'a'\nrun = 2",
  };
  for (std::string_view keys : kKeys) {
    EXPECT_EQ("no error", ErrorOf(WithRule(keys))) << keys;
  }
}

TEST(RuleFileTest, PlacesPointAtValues) {
  const std::string text =
      WithRule("pattern = 'a'\nremove = ['é',\n 'b']\nlevel = 2");
  const Result<RuleFile> file = ParseRuleFile({"f.toml", text});
  ASSERT_TRUE(file) << file.error().message;
  ASSERT_EQ(1u, file->places.size());
  const RulePlaces& places = file->places[0];
  struct Row {
    std::string_view key;
    std::size_t index;
    std::size_t line;
    std::size_t column;
  };
  constexpr Row kRows[] = {
      {"id", 0, 3, 6},     {"pattern", 0, 4, 11}, {"remove", 0, 5, 11},
      {"remove", 1, 6, 2}, {"level", 0, 7, 9},    {"why", 0, 2, 1},
  };
  for (const Row& row : kRows) {
    EXPECT_EQ(row.line, places.Find(row.key, row.index).line) << row.key;
    EXPECT_EQ(row.column, places.Find(row.key, row.index).column) << row.key;
  }
  EXPECT_TRUE(places.Has("level"));
  EXPECT_FALSE(places.Has("unit"));
}

TEST(ErrorAtTest, ShowsTheLineWithACaretUnderTheColumn) {
  struct Row {
    std::string_view text;
    std::size_t line;
    std::size_t column;
    std::string_view message;
  };
  constexpr Row kRows[] = {
      {"ab\ncd", 2, 2, "f:2: r: x\n  2 | cd\n    |  ^"},
      {"ab\r\ncd\r\n", 1, 3, "f:1: r: x\n  1 | ab\n    |   ^"},
      {"\tab", 1, 2, "f:1: r: x\n  1 | \tab\n    | \t^"},
      {"é阅b", 1, 6, "f:1: r: x\n  1 | é阅b\n    |    ^"},
      {"a\x1B[1mb", 1, 3, "f:1: r: x\n  1 | a�[1mb\n    |   ^"},
      {"ab", 1, 99, "f:1: r: x\n  1 | ab\n    |   ^"},
      {"ab\n", 2, 1, "f:2: r: x\n  2 | \n    | ^"},
      {"\n\n\n\n\n\n\n\n\nab", 10, 1, "f:10: r: x\n  10 | ab\n     | ^"},
      {"\xEF\xBB\xBF"
       "ab",
       1, 2, "f:1: r: x\n  1 | ab\n    |  ^"},
  };
  for (const Row& row : kRows) {
    const Error error =
        ErrorAt({"f", row.text}, row.line, row.column, "r", "x");
    EXPECT_EQ(row.message, error.message);
    EXPECT_EQ("f", error.file);
    EXPECT_EQ(row.line, error.line);
  }
  EXPECT_EQ("f:1: x\n  1 | ab\n    | ^",
            ErrorAt({"f", "ab"}, 1, 1, "", "x").message);
}

TEST(NearestNameTest, NamesWhatWasMeant) {
  constexpr std::string_view kNames[] = {"pattern", "unless", "unit", "need"};
  struct Row {
    std::string_view name;
    std::string_view nearest;
  };
  constexpr Row kRows[] = {
      {"patern", "pattern"},
      {"Pattern", "pattern"},
      {"unles", "unless"},
      {"unti", "unit"},
      {"needs", "need"},
      {"regex", ""},
      {"", ""},
      {"replacement", ""},
  };
  for (const Row& row : kRows) {
    EXPECT_EQ(row.nearest, NearestName(row.name, kNames)) << row.name;
  }
}

}  // namespace
}  // namespace unboil
