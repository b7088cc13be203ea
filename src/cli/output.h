// What the program says: complaints on standard error, and the texts that are
// made of a cleaned document.

#ifndef UNBOIL_CLI_OUTPUT_H_
#define UNBOIL_CLI_OUTPUT_H_

#include <span>
#include <string>
#include <string_view>

#include "unboil/unboil.h"

namespace unboil {

enum ExitCode { kDone = 0, kFound = 1, kError = 2 };

// "unboil: " and the message, as one line or more of standard error.
void Complain(std::string_view message);

// The same for an Error; returns kError.
int Fail(const Error& error);

// Writes `text` to standard output; an exit code.
int Print(std::string_view text);

// Appends `text` as a JSON string. Bad UTF-8 becomes U+FFFD, as JSON must be
// UTF-8.
void AppendJsonString(std::string_view text, std::string* out);

// A document and what Clean found in it.
struct CleanedDocument {
  std::string_view name;
  std::string_view text;
  std::span<const Removal> removals;
  bool refused = false;
  std::span<const RuleInfo> rules;
};

// A line of --report for each removal.
void AppendReport(const CleanedDocument& document, std::string* out);

// The listing of --explain:
//
//   page.txt: 1 of 3 lines goes
//     1 |                                The bank raised its rate on Tuesday.
//     2 |
//     3 - any.syndication.view-original  View original
//
// A repeat names the line where its twin stands: "any.repeat.body = 1".
void AppendExplanation(const CleanedDocument& document, std::string* out);

}  // namespace unboil

#endif  // UNBOIL_CLI_OUTPUT_H_
