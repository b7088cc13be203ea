// The flags that say which documents are read, and how.

#ifndef UNBOIL_CLI_INPUT_OPTIONS_H_
#define UNBOIL_CLI_INPUT_OPTIONS_H_

#include <cstddef>
#include <string>
#include <vector>

#include "cli/flags.h"
#include "io/batch_reader.h"
#include "unboil/unboil.h"

namespace unboil {

// Which documents a command reads, and how.
struct InputOptions {
  std::vector<std::string> files;  // never empty; "-": standard input
  InputFormat format;
  std::string title;   // of documents that name none
  std::string source;  // the same
  std::size_t jobs = 1;
  bool quiet = false;
  bool progress = false;

  // Views this.
  Context usual() const { return {title, source}; }
};

Result<InputOptions> MakeInputOptions(const ParsedFlags& given);

// For commands that only read: nobody waits for the first document, and who
// watches wants to know how far they are.
Result<InputOptions> MakeCorpusOptions(const ParsedFlags& given);

}  // namespace unboil

#endif  // UNBOIL_CLI_INPUT_OPTIONS_H_
