// Every flag of the program, said once. The parser and the help are both made
// from this table, so neither can know a flag that the other does not.
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
};

enum class FlagId {
  kCheck,
  kDisable,
  kEnable,
  kExplain,
  kField,
  kFormat,
  kHelp,
  kIdField,
  kLang,
  kLevel,
  kListFormat,
  kMark,
  kMaxShare,
  kNoBuiltin,
  kNull,
  kOutput,
  kRemoved,
  kRepeats,
  kReport,
  kRules,
  kSeparator,
  kTitleField,
  kTitleText,
  kUpdate,
  kVersion,
};

enum class FlagGroup { kInput, kOutput, kRules, kOther };

struct Flag {
  FlagId id;
  std::string_view name;   // without dashes
  char letter;             // '\0': none
  std::string_view value;  // what the help calls the value; empty: a switch
  FlagGroup group;
  unsigned commands;  // those that take it, as bits of Command
  std::string_view help;
};

std::span<const Flag> AllFlags();

struct ParsedFlags {
  struct Given {
    FlagId id;
    std::string value;  // empty for a switch
  };
  std::vector<Given> flags;           // in order, as often as they were given
  std::vector<std::string> operands;  // the other words

  bool Has(FlagId id) const;
};

// Flags and operands may be mixed; "--" ends the flags. No prefix is guessed.
Result<ParsedFlags> ParseFlags(Command command,
                               const std::vector<std::string>& words);

// The page that `--help` prints.
std::string HelpText(Command command);

}  // namespace unboil

#endif  // UNBOIL_CLI_FLAGS_H_
