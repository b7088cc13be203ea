// The parser of flags: Boost's, without what Boost gets wrong for us. It would
// guess prefixes, refuse a repeated option, and take the word after `-i` for
// the suffix.

#include "cli/flags.h"

#include <algorithm>
#include <boost/make_shared.hpp>
#include <boost/program_options.hpp>
#include <utility>

#include "rule_file.h"

namespace unboil {
namespace {

namespace po = boost::program_options;

// The option_description that takes it will own it.
const po::value_semantic* SemanticOf(const Flag& flag) {
  if (flag.IsSwitch() || flag.HasOptionalValue()) return po::bool_switch();
  return po::value<std::string>();
}

// "old-level"
std::string SidedName(Side side, const Flag& flag) {
  return std::string(PrefixOf(side)) + std::string(flag.name);
}

// Boost knows a flag with an optional value as two: the switch, and one of this
// name that has the value.
std::string NameWithValue(const Flag& flag) {
  return std::string(flag.name) + '=';
}

// "-i=.bak", "--in-place=.bak": the flag and "=.bak".
std::pair<std::string, std::string> SplitOptionalValue(
    const std::string& word) {
  for (const Flag& flag : AllFlags()) {
    if (!flag.HasOptionalValue()) continue;
    for (const std::string& given :
         {std::string{'-', flag.letter}, "--" + std::string(flag.name)}) {
      if (word.starts_with(given + '=')) {
        return {NameWithValue(flag), word.substr(given.size())};
      }
    }
  }
  return {};
}

constexpr Side kOneSide[] = {Side::kOld, Side::kNew};

po::options_description Describe(Command command) {
  po::options_description description;
  for (const Flag& flag : AllFlags()) {
    if (!Takes(command, flag)) continue;
    if (TakesSides(command, flag)) {
      for (const Side side : kOneSide) {
        description.add(boost::make_shared<po::option_description>(
            SidedName(side, flag).c_str(), SemanticOf(flag),
            std::string(flag.help).c_str()));
      }
    }
    std::string names(flag.name);
    if (flag.letter != '\0') names += std::string{',', flag.letter};
    description.add(boost::make_shared<po::option_description>(
        names.c_str(), SemanticOf(flag), std::string(flag.help).c_str()));
    if (!flag.HasOptionalValue()) continue;
    description.add(boost::make_shared<po::option_description>(
        NameWithValue(flag).c_str(), po::value<std::string>()));
  }
  return description;
}

struct NamedFlag {
  const Flag* flag;
  Side side;
};

// REQUIRES: the command takes a flag of that name.
NamedFlag FindFlag(Command command, std::string_view name) {
  if (name.ends_with('=')) name.remove_suffix(1);
  for (const Flag& flag : AllFlags()) {
    if (!Takes(command, flag)) continue;
    if (flag.name == name) return {&flag, Side::kBoth};
    if (!TakesSides(command, flag)) continue;
    for (const Side side : kOneSide) {
      if (SidedName(side, flag) == name) return {&flag, side};
    }
  }
  return {};
}

// The flag that `given` was meant to be: one that begins so, else one spelled
// almost so. Empty: none.
std::string GuessFlag(Command command, std::string_view given) {
  if (!given.starts_with("--")) return "";
  given.remove_prefix(2);
  std::vector<std::string> names;
  for (const Flag& flag : AllFlags()) {
    if (!Takes(command, flag)) continue;
    names.emplace_back(flag.name);
    if (!TakesSides(command, flag)) continue;
    for (const Side side : kOneSide) names.push_back(SidedName(side, flag));
  }
  for (const std::string& name : names) {
    if (name.starts_with(given)) return name;
  }
  return std::string(NearestName(
      given, std::vector<std::string_view>(names.begin(), names.end())));
}

Error UnknownFlag(Command command, const std::string& given) {
  std::string message = given + ": unknown option";
  const std::string guess = GuessFlag(command, given);
  if (!guess.empty()) {
    message += "; did you mean --" + guess + "?";
  } else if (command != Command::kCaseLine) {
    message += "; see unboil --help";
  }
  return {std::move(message), "", 0};
}

Error BadSyntax(const po::invalid_command_line_syntax& fault) {
  const std::string name = fault.get_option_name();
  switch (fault.kind()) {
    case po::invalid_syntax::missing_parameter:
    case po::invalid_syntax::empty_adjacent_parameter:
      return {name + ": needs a value", "", 0};
    case po::invalid_syntax::extra_parameter:
      return {name + ": takes no value", "", 0};
    default:
      return {fault.what(), "", 0};
  }
}

}  // namespace

bool TakesSides(Command command, const Flag& flag) {
  constexpr unsigned kTwoSides = static_cast<unsigned>(Command::kCompare) |
                                 static_cast<unsigned>(Command::kReport);
  return flag.group == FlagGroup::kRules && Takes(command, flag) &&
         (static_cast<unsigned>(command) & kTwoSides) != 0;
}

std::string_view PrefixOf(Side side) {
  switch (side) {
    case Side::kOld:
      return "old-";
    case Side::kNew:
      return "new-";
    default:
      return "";
  }
}

bool ParsedFlags::HasSides() const {
  return std::any_of(flags.begin(), flags.end(), [](const Given& given) {
    return given.side != Side::kBoth;
  });
}

bool ParsedFlags::Has(FlagId id) const {
  return std::any_of(flags.begin(), flags.end(),
                     [&](const Given& given) { return given.id == id; });
}

Result<ParsedFlags> ParseFlags(Command command,
                               const std::vector<std::string>& words) {
  namespace style = po::command_line_style;
  const po::options_description description = Describe(command);
  ParsedFlags parsed;
  try {
    // Only the parser of Boost: its storage has no "the last one wins".
    const po::parsed_options options =
        po::command_line_parser(words)
            .options(description)
            .style(style::unix_style & ~style::allow_guessing)
            .extra_parser(SplitOptionalValue)
            .run();
    for (const po::option& option : options.options) {
      if (option.string_key.empty()) {
        parsed.operands.insert(parsed.operands.end(), option.value.begin(),
                               option.value.end());
        continue;
      }
      const NamedFlag named = FindFlag(command, option.string_key);
      const Flag& flag = *named.flag;
      std::string value = option.value.empty() ? "" : option.value[0];
      if (flag.HasOptionalValue() && value == "=") {
        return Error{"--" + std::string(flag.name) + "=: needs a value", "", 0};
      }
      // What a switch has for a value is Boost's affair.
      if (flag.IsSwitch()) value.clear();
      if (flag.HasOptionalValue()) {
        value = value.starts_with('=') ? value.substr(1) : "";
      }
      parsed.flags.push_back(
          {flag.id, std::move(value), named.side, flag.name});
    }
  } catch (const po::unknown_option& fault) {
    return UnknownFlag(command, fault.get_option_name());
  } catch (const po::invalid_command_line_syntax& fault) {
    return BadSyntax(fault);
  } catch (const po::error& fault) {
    return Error{fault.what(), "", 0};
  }
  return parsed;
}

}  // namespace unboil
