// Which files a run reads, and where the clean text of each goes.
//
//   unboil a.txt b.txt          one stream: both to standard output, or to -o
//   unboil -i pages/            each file of the folder to itself
//   unboil -o clean/ pages/     pages/x/a.txt to clean/x/a.txt

#ifndef UNBOIL_CLI_INPUT_FILES_H_
#define UNBOIL_CLI_INPUT_FILES_H_

#include <string>
#include <vector>

#include "cli/options.h"

namespace unboil {

struct InputFile {
  std::string name;
  std::string target;  // empty: the stream that all files share
};

struct InputFiles {
  std::vector<InputFile> files;
  std::vector<Error> faults;  // of folders that could not be read
  bool share_output = true;   // none has a target of its own
};

// The error is one of usage: nothing should be read then.
Result<InputFiles> ListInputFiles(const CleanOptions& options);

}  // namespace unboil

#endif  // UNBOIL_CLI_INPUT_FILES_H_
