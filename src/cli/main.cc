// The program `unboil`: finds the command, reads its flags, runs it.

#include <csignal>
#include <new>
#include <string>
#include <vector>

#include "cli/clean_command.h"
#include "cli/compare_command.h"
#include "cli/coverage_command.h"
#include "cli/flags.h"
#include "cli/help.h"
#include "cli/output.h"
#include "cli/report_command.h"
#include "cli/rules_command.h"
#include "cli/score_command.h"
#include "cli/test_command.h"
#include "io/file.h"
#include "unboil/unboil.h"
#include "unicode_tables.h"

// RE2 tells its version nowhere; this is what the build found.
#ifndef UNBOIL_RE2_VERSION
#define UNBOIL_RE2_VERSION "of a version that the build did not know"
#endif

namespace unboil {
namespace {

// Takes the words that name a command off the front. A file of such a name is
// written ./test.
Result<Command> TakeCommand(std::vector<std::string>* words) {
  const auto take = [&](std::string_view name) {
    if (words->empty() || words->front() != name) return false;
    words->erase(words->begin());
    return true;
  };
  if (take("test")) return Command::kTest;
  if (take("compare")) return Command::kCompare;
  if (take("score")) return Command::kScore;
  if (take("report")) return Command::kReport;
  if (!take("rules")) return Command::kClean;
  if (take("list")) return Command::kRulesList;
  if (take("show")) return Command::kRulesShow;
  if (take("check")) return Command::kRulesCheck;
  if (take("coverage")) return Command::kRulesCoverage;
  if (words->empty() || words->front().starts_with('-')) {
    return Command::kRules;
  }
  return Error{
      "rules " + words->front() +
          ": unknown command; there are list, show, check and coverage",
      "", 0};
}

std::string VersionText() {
  return std::string("unboil " UNBOIL_VERSION_STRING "\nRE2 " UNBOIL_RE2_VERSION
                     "\nICU ") +
         kIcuVersion + "\nUnicode " + kUnicodeVersion + '\n';
}

int RunCommand(Command command, const ParsedFlags& given) {
  switch (command) {
    case Command::kRulesList:
      return RunRulesList(given);
    case Command::kRulesShow:
      return RunRulesShow(given);
    case Command::kRulesCheck:
      return RunRulesCheck(given);
    case Command::kRulesCoverage:
      return RunRulesCoverage(given);
    case Command::kTest:
      return RunTest(given);
    case Command::kCompare:
      return RunCompare(given);
    case Command::kScore:
      return RunScore(given);
    case Command::kReport:
      return RunReport(given);
    case Command::kRules:
      return Fail(
          {"rules: needs a command: list, show, check or coverage", "", 0});
    default:
      return RunClean(given);
  }
}

int Run(std::vector<std::string> words) {
  const Result<Command> command = TakeCommand(&words);
  if (!command) return Fail(command.error());
  const Result<ParsedFlags> given = ParseFlags(*command, words);
  if (!given) return Fail(given.error());
  if (given->Has(FlagId::kHelp)) {
    return Print(HelpText(*command, HelpSize::kWhole));
  }
  if (given->Has(FlagId::kShortHelp)) {
    return Print(HelpText(*command, HelpSize::kShort));
  }
  if (given->Has(FlagId::kVersion)) return Print(VersionText());
  return RunCommand(*command, *given);
}

}  // namespace
}  // namespace unboil

int main(int argc, char** argv) {
  unboil::ReserveStandardStreams();
  // A reader that goes away shows as a failed write, which is handled.
  std::signal(SIGPIPE, SIG_IGN);
  try {
    return unboil::Run({argv + 1, argv + argc});
  } catch (const std::bad_alloc&) {
    unboil::Complain("out of memory");
    return unboil::kError;
  }
}
