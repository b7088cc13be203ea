// Every flag of the program, said once (flag_table.cc). The parser and the help
// are both made from the table, so neither can know a flag that the other does
// not.
//
//   Result<ParsedFlags> given = ParseFlags(Command::kClean, {"-r", "x.toml"});
//   given->flags  = {{FlagId::kRules, "x.toml"}}

#ifndef UNBOIL_CLI_FLAGS_H_
#define UNBOIL_CLI_FLAGS_H_

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "unboil/result.h"

namespace unboil {

// What takes flags.
enum class Command : unsigned {
  kClean = 1 << 0,
  kRules = 1 << 1,  // `unboil rules` alone: knows nothing but --help
  kRulesList = 1 << 2,
  kRulesShow = 1 << 3,
  kRulesCheck = 1 << 4,
  kTest = 1 << 5,
  kCaseLine = 1 << 6,  // a `% ` line of a case file
  kCompare = 1 << 7,
  kScore = 1 << 8,
  kReport = 1 << 9,
  kRulesCoverage = 1 << 10,
};

// Which of two rule sets a flag is for: --level both, --old-level and
// --new-level one of them.
enum class Side { kBoth, kOld, kNew };

enum class FlagId {
  kAllowLower,
  kAnswerFormat,
  kBaseline,
  kCheck,
  kColor,
  kCompare,
  kDiff,
  kDisable,
  kDropField,
  kDropTitle,
  kEnable,
  kExplain,
  kField,
  kFloor,
  kFormat,
  kHelp,
  kIdField,
  kInPlace,
  kJobs,
  kJunit,
  kKeepField,
  kLang,
  kLevel,
  kLineBuffered,
  kList,
  kMark,
  kMaxChanged,
  kMaxShare,
  kNoBuiltin,
  kNull,
  kOffsets,
  kOutput,
  kProgress,
  kQuiet,
  kReferenceField,
  kRemoved,
  kRepeats,
  kReport,
  kRules,
  kSamples,
  kSave,
  kSeparator,
  kShortHelp,
  kSource,
  kSourceField,
  kStats,
  kTitleField,
  kTitleText,
  kTop,
  kUpdate,
  kUpdateFloor,
  kVersion,
  kWorst,
};

enum class FlagGroup { kInput, kOutput, kShow, kRules, kOther };

struct Flag {
  FlagId id;
  std::string_view name;  // without dashes
  char letter;            // '\0': none
  // What the help calls the value. Empty: a switch. In brackets ("[=SUFFIX]"):
  // a value that may be left out, and that no next word is taken for.
  std::string_view value;
  FlagGroup group;
  unsigned commands;         // those that take it, as bits of Command
  std::string_view help;     // a line
  std::string_view details;  // what --help says beyond that line

  constexpr bool IsSwitch() const { return value.empty(); }
  constexpr bool HasOptionalValue() const { return value.starts_with('['); }
};

// Whether one of `commands`, as bits of Command, takes the flag.
constexpr bool Takes(unsigned commands, const Flag& flag) {
  return (flag.commands & commands) != 0;
}
constexpr bool Takes(Command command, const Flag& flag) {
  return Takes(static_cast<unsigned>(command), flag);
}

std::span<const Flag> AllFlags();

// Whether the command knows the flag for one side alone, too.
bool TakesSides(Command command, const Flag& flag);

// The prefix of the names of such flags: "old-", "new-", or "".
std::string_view PrefixOf(Side side);

struct ParsedFlags {
  struct Given {
    FlagId id;
    std::string value;  // empty for a switch
    Side side = Side::kBoth;
    std::string_view name;  // the table's, without dashes
  };
  std::vector<Given> flags;           // in order, as often as they were given
  std::vector<std::string> operands;  // the other words

  bool Has(FlagId id) const;
  bool HasSides() const;  // whether a flag is for one side alone
};

// Flags and operands may be mixed; "--" ends the flags. No prefix is guessed.
// A value that may be left out needs the sign: -i=.bak, --in-place=.bak.
Result<ParsedFlags> ParseFlags(Command command,
                               const std::vector<std::string>& words);

}  // namespace unboil

#endif  // UNBOIL_CLI_FLAGS_H_
