#include "cli/flags.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "cli/help.h"

namespace unboil {
namespace {

constexpr Command kCommands[] = {Command::kClean,      Command::kRules,
                                 Command::kRulesList,  Command::kRulesShow,
                                 Command::kRulesCheck, Command::kTest,
                                 Command::kCompare,    Command::kScore,
                                 Command::kReport,     Command::kRulesCoverage};

// How a flag is given, with a value if it needs one.
std::vector<std::string> Words(const std::string& name, const Flag& flag) {
  if (flag.IsSwitch() || flag.HasOptionalValue()) return {name};
  return {name, "value"};
}

TEST(Flags, NamesAreUniqueInACommand) {
  for (const Command command : kCommands) {
    std::set<std::string> names;
    for (const Flag& flag : AllFlags()) {
      if (!Takes(command, flag)) continue;
      EXPECT_TRUE(names.insert("--" + std::string(flag.name)).second)
          << flag.name;
      if (flag.letter == '\0') continue;
      EXPECT_TRUE(names.insert(std::string{'-', flag.letter}).second)
          << flag.name;
    }
  }
}

TEST(Flags, TheParserKnowsEachOneByNameAndLetter) {
  for (const Command command : kCommands) {
    for (const Flag& flag : AllFlags()) {
      if (!Takes(command, flag)) continue;
      std::vector<std::string> spellings = {"--" + std::string(flag.name)};
      if (flag.letter != '\0') spellings.push_back({'-', flag.letter});
      for (const std::string& spelling : spellings) {
        const Result<ParsedFlags> given =
            ParseFlags(command, Words(spelling, flag));
        ASSERT_TRUE(given) << given.error().message;
        EXPECT_TRUE(given->Has(flag.id)) << spelling;
        EXPECT_TRUE(given->operands.empty()) << spelling;
      }
    }
  }
}

// Of this meaning or another.
bool TakesName(Command command, std::string_view name) {
  for (const Flag& flag : AllFlags()) {
    if (flag.name == name && Takes(command, flag)) return true;
  }
  return false;
}

TEST(Flags, TheParserKnowsNoneOfAnotherCommand) {
  for (const Command command : kCommands) {
    for (const Flag& flag : AllFlags()) {
      if (TakesName(command, flag.name)) continue;
      EXPECT_FALSE(
          ParseFlags(command, Words("--" + std::string(flag.name), flag)))
          << flag.name;
    }
  }
}

TEST(Flags, TheHelpShowsEachOne) {
  for (const Command command : kCommands) {
    const std::string help = HelpText(command, HelpSize::kWhole);
    for (const Flag& flag : AllFlags()) {
      if (!Takes(command, flag)) continue;
      EXPECT_NE(help.find("--" + std::string(flag.name)), std::string::npos);
      EXPECT_NE(help.find(flag.help), std::string::npos) << flag.name;
    }
  }
}

// What was parsed, as a string: "2=value 4 | operand operand".
std::string Describe(const std::vector<std::string>& words,
                     Command command = Command::kClean) {
  const Result<ParsedFlags> given = ParseFlags(command, words);
  if (!given) return given.error().message;
  std::string text;
  for (const ParsedFlags::Given& flag : given->flags) {
    text += PrefixOf(flag.side);
    for (const Flag& known : AllFlags()) {
      if (known.id != flag.id || !Takes(command, known)) continue;
      text += std::string(known.name);
    }
    text += (flag.value.empty() ? "" : "=" + flag.value) + ' ';
  }
  text += '|';
  for (const std::string& operand : given->operands) text += ' ' + operand;
  return text;
}

TEST(ParseFlags, KnowsTheSidesOfAComparison) {
  const std::pair<std::vector<std::string>, const char*> kRows[] = {
      {{"--old-level", "1", "--level=2"}, "old-level=1 level=2 |"},
      {{"--new-no-builtin", "--new-rules=x", "a"},
       "new-no-builtin new-rules=x | a"},
      {{"--old-levle", "1"},
       "--old-levle: unknown option; did you mean --old-level?"},
      {{"--new-jobs", "1"}, "--new-jobs: unknown option; see unboil --help"},
  };
  for (const auto& [words, parsed] : kRows) {
    EXPECT_EQ(Describe(words, Command::kCompare), parsed);
  }
  EXPECT_EQ(Describe({"--old-level", "1"}),
            "--old-level: unknown option; did you mean --level?");
}

TEST(ParseFlags, ReadsWordsAsUnixDoes) {
  const std::pair<std::vector<std::string>, const char*> kRows[] = {
      {{}, "|"},
      {{"a", "-0", "b"}, "null | a b"},
      {{"-0rx", "a"}, "null rules=x | a"},
      {{"-r", "x", "--rules=y"}, "rules=x rules=y |"},
      {{"--level", "1", "--level=2"}, "level=1 level=2 |"},
      {{"-"}, "| -"},
      {{"--", "-0", "--"}, "| -0 --"},
      {{"--title-text=-0"}, "title-text=-0 |"},
      {{"--title-text", "--null"}, "title-text=--null |"},
      {{"--separator", ""}, "separator |"},
      {{"--field=a=b"}, "field=a=b |"},
      {{"-i", "a"}, "in-place | a"},
      {{"--in-place", "a"}, "in-place | a"},
      {{"-qi", "a"}, "quiet in-place | a"},
      {{"-i=.b", "a"}, "in-place=.b | a"},
      {{"--in-place=.b", "-i"}, "in-place=.b in-place |"},
      {{"-i="}, "--in-place=: needs a value"},
      {{"--", "-i=.b"}, "| -i=.b"},
  };
  for (const auto& [words, meaning] : kRows) {
    EXPECT_EQ(Describe(words), meaning);
  }
}

}  // namespace
}  // namespace unboil
