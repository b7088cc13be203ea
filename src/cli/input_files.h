// Which files a run reads, and where the clean text of each goes.
//
//   unboil a.txt b.txt          one stream: both to standard output, or to -o
//   unboil -i pages/            each file of the folder to itself
//   unboil -o clean/ pages/     pages/x/a.txt to clean/x/a.txt

#ifndef UNBOIL_CLI_INPUT_FILES_H_
#define UNBOIL_CLI_INPUT_FILES_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "cli/clean_options.h"

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

// How many bytes the files have together; 0 where one is no ordinary file.
std::size_t TotalSize(const std::vector<std::string>& names);

// The files of a command that only reads, folders searched.
struct CorpusFiles {
  std::vector<std::string> names;
  std::vector<Error> faults;  // of folders that could not be read
  std::size_t bytes = 0;      // of all; 0 where one is no ordinary file
};
CorpusFiles ListCorpusFiles(const std::vector<std::string>& operands);

// Of writing to `output`, if it is one of the files: a page or a baseline over
// a document would be lost work.
std::optional<Error> CheckNotRead(const CorpusFiles& files,
                                  const std::string& output);

}  // namespace unboil

#endif  // UNBOIL_CLI_INPUT_FILES_H_
