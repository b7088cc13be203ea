// Bytes in and out of the program, with every failure noticed.
//
//   Result<Input> input = Input::Open("page.txt");       // "-": standard input
//   Result<std::size_t> count = input->Read(buffer, size);
//
//   Result<OutputFile> file = OutputFile::Create("clean.txt");
//   file->writer().Write(bytes);
//   std::optional<Error> fault = file->Commit();
//
// The data path uses read(2) and write(2), not iostreams: those lose errno, and
// cost half the speed of copying.

#ifndef UNBOIL_IO_FILE_H_
#define UNBOIL_IO_FILE_H_

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "unboil/result.h"

namespace unboil {

// An open file, closed with its owner. Movable only.
class FileDescriptor {
 public:
  explicit FileDescriptor(int number) : number_(number) {}
  FileDescriptor(FileDescriptor&& other) noexcept;
  FileDescriptor& operator=(FileDescriptor&& other) noexcept;
  ~FileDescriptor();

  int number() const { return number_; }

  // Gives the number away; it will not be closed here.
  int Release();

 private:
  int number_;
};

// A file opened for reading.
class Input {
 public:
  // "-" is standard input. A folder is an error.
  static Result<Input> Open(const std::string& name);

  // Reads up to `size` bytes; 0 at the end.
  Result<std::size_t> Read(char* buffer, std::size_t size);

  // How many bytes are left, where the system knows (an ordinary file); else 0.
  std::size_t SizeHint() const;

 private:
  Input(FileDescriptor file, std::string name);

  FileDescriptor file_;
  std::string name_;  // for messages
};

// The whole file.
Result<std::string> ReadFile(const std::string& name);

// Writes to a descriptor that someone else closes. The first failure sticks:
// later writes do nothing, so a caller may look at state() now and then.
class Writer {
 public:
  enum class State {
    kGood,
    kNoReader,  // the other end of a pipe was closed (`| head`): no error
    kFailed,
  };

  // `name` is for messages.
  Writer(int descriptor, std::string name);

  void Write(std::string_view bytes);

  // Writes what is buffered. Must be called at the end: there is no destructor
  // that could tell of a failure.
  State Flush();

  State state() const { return state_; }

  // REQUIRES: state() == State::kFailed
  Error error() const;

 private:
  void WriteThrough(std::string_view bytes);

  int descriptor_;
  std::string name_;
  std::string buffer_;
  State state_ = State::kGood;
  int errno_ = 0;
};

// A file that appears under its name only when it is whole: it is written
// without a name, or beside its place, and renamed by Commit. It keeps the mode
// of the file that it replaces, and the owner where the system lets it. Without
// Commit nothing is left. What is no ordinary file (a pipe, /dev/null) is
// written to straight away.
class OutputFile {
 public:
  static Result<OutputFile> Create(const std::string& path);
  OutputFile(OutputFile&& other) noexcept;
  OutputFile& operator=(OutputFile&&) = delete;
  ~OutputFile();

  Writer& writer() { return writer_; }

  // Flushes, closes, renames. nullopt: done, or the reader of a pipe went away.
  std::optional<Error> Commit();

  // The same for a file that replaces its only copy: not before its bytes are
  // on the disk, and only if the owner was kept. With a `backup` the old file
  // lives on under that name.
  std::optional<Error> CommitInPlace(const std::string& backup);

 private:
  OutputFile(FileDescriptor file, std::string name, std::string path,
             std::string temporary);

  // Gives a file without a name the one of temporary_.
  std::optional<Error> NameTemporary();
  std::optional<Error> KeepOldAs(const std::string& backup);

  FileDescriptor file_;
  std::string name_;       // as it was given, for messages
  std::string path_;       // where its links lead
  std::string temporary_;  // empty: written straight to path_, or committed
  bool is_named_ = false;  // temporary_ exists
  bool owner_kept_ = true;
  Writer writer_;
};

// Replaces the contents of a file, whole or not at all.
std::optional<Error> WriteFile(const std::string& path,
                               std::string_view contents);

// Whether two names mean one ordinary file ("-" is standard input as `input`,
// standard output as `output`).
bool IsSameFile(const std::string& input, const std::string& output);

bool IsFolder(const std::string& path);

// `path` itself, or, where it is a folder, every file in it or below whose name
// has one of `extensions` (".toml"), sorted. Hidden files and folders are left
// out.
Result<std::vector<std::string>> FindFiles(
    const std::string& path, std::span<const std::string_view> extensions);

// The same, where a folder without such a file is an error.
Result<std::vector<std::string>> ListFiles(
    const std::string& path, std::span<const std::string_view> extensions);

// Makes a folder and those above it, unless they exist.
std::optional<Error> MakeFolders(const std::string& path);

// Opens whatever of standard input, output and error was closed, such that
// using it fails. Otherwise the next file opened would take its number, and
// what was meant for standard error would land in that file.
void ReserveStandardStreams();

}  // namespace unboil

#endif  // UNBOIL_IO_FILE_H_
