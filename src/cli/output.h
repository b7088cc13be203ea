// What the program says: complaints on standard error, texts on standard
// output.

#ifndef UNBOIL_CLI_OUTPUT_H_
#define UNBOIL_CLI_OUTPUT_H_

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "unboil/unboil.h"

namespace unboil {

enum ExitCode { kDone = 0, kFound = 1, kError = 2 };

// Writes `text` to standard error as it is, in one piece, so that it does not
// mix with the lines of other programs.
void Say(std::string_view text);

// "unboil: " and the message, as one line or more of standard error.
void Complain(std::string_view message);

// The same for an Error; returns kError.
int Fail(const Error& error);

// Writes `text` to standard output; an exit code.
int Print(std::string_view text);

// "1 document", "2 documents"
std::string CountOf(std::size_t count, std::string_view thing);

// "es, en"
std::string Join(std::span<const std::string> words);

// `text` behind blanks that make it `width` bytes long.
std::string PadLeft(std::string text, std::size_t width);

}  // namespace unboil

#endif  // UNBOIL_CLI_OUTPUT_H_
