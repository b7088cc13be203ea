// Where -o, --report or standard output leads.

#ifndef UNBOIL_CLI_DESTINATION_H_
#define UNBOIL_CLI_DESTINATION_H_

#include <unistd.h>

#include <optional>
#include <string>
#include <utility>

#include "io/file.h"

namespace unboil {

class Destination {
 public:
  // "-" is standard output.
  static Result<Destination> Open(const std::string& path) {
    if (path == "-") return Destination(std::nullopt);
    Result<OutputFile> file = OutputFile::Create(path);
    if (!file) return file.error();
    return Destination(*std::move(file));
  }

  Writer& writer() { return file_ ? file_->writer() : standard_; }

  bool is_file() const { return file_.has_value(); }

  // Writes what is left and gives a file its name.
  std::optional<Error> Commit() {
    if (file_) return file_->Commit();
    if (standard_.Flush() == Writer::State::kFailed) return standard_.error();
    return std::nullopt;
  }

 private:
  explicit Destination(std::optional<OutputFile> file)
      : file_(std::move(file)), standard_(STDOUT_FILENO, "standard output") {}

  std::optional<OutputFile> file_;
  Writer standard_;
};

}  // namespace unboil

#endif  // UNBOIL_CLI_DESTINATION_H_
