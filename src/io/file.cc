#include "io/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

namespace unboil {
namespace {

constexpr std::size_t kWriteBuffer = std::size_t{64} << 10;

Error SystemError(const std::string& name, int code) {
  return {name + ": " + std::strerror(code), name, 0};
}

// Follows symbolic links, so that renaming does not replace a link by a file.
std::string ResolveLinks(const std::string& path) {
  std::error_code ignored;
  std::filesystem::path real = std::filesystem::canonical(path, ignored);
  return ignored ? path : real.string();
}

std::string FolderOf(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

// A name in `folder` that no other process and no other call gives.
std::string TemporaryName(const std::string& folder) {
  static std::atomic<unsigned> count = 0;
  return folder + "/.unboil-" + std::to_string(getpid()) + '-' +
         std::to_string(++count) + '~';
}

std::optional<struct stat> Examine(const std::string& path) {
  struct stat facts;
  if (stat(path.c_str(), &facts) != 0) return std::nullopt;
  return facts;
}

std::optional<struct stat> Examine(int descriptor) {
  struct stat facts;
  if (fstat(descriptor, &facts) != 0) return std::nullopt;
  return facts;
}

}  // namespace

FileDescriptor::FileDescriptor(FileDescriptor&& other) noexcept
    : number_(other.Release()) {}

FileDescriptor& FileDescriptor::operator=(FileDescriptor&& other) noexcept {
  std::swap(number_, other.number_);
  return *this;
}

FileDescriptor::~FileDescriptor() {
  if (number_ >= 0) close(number_);
}

int FileDescriptor::Release() { return std::exchange(number_, -1); }

Input::Input(FileDescriptor file, std::string name)
    : file_(std::move(file)), name_(std::move(name)) {}

Result<Input> Input::Open(const std::string& name) {
  const bool is_standard = name == "-";
  const std::string shown = is_standard ? "standard input" : name;
  const int number = is_standard
                         ? fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0)
                         : open(name.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY);
  if (number < 0) return SystemError(shown, errno);
  FileDescriptor file(number);
  const std::optional<struct stat> facts = Examine(number);
  if (!facts) return SystemError(shown, errno);
  if (S_ISDIR(facts->st_mode)) return Error{shown + ": is a folder", shown, 0};
  return Input(std::move(file), shown);
}

Result<std::size_t> Input::Read(char* buffer, std::size_t size) {
  ssize_t count;
  do {
    count = read(file_.number(), buffer, size);
  } while (count < 0 && errno == EINTR);
  if (count < 0) return SystemError(name_, errno);
  return static_cast<std::size_t>(count);
}

std::size_t Input::SizeHint() const {
  const std::optional<struct stat> facts = Examine(file_.number());
  if (!facts || !S_ISREG(facts->st_mode)) return 0;
  const off_t at = lseek(file_.number(), 0, SEEK_CUR);
  if (at < 0 || at >= facts->st_size) return 0;
  return static_cast<std::size_t>(facts->st_size - at);
}

Result<std::string> ReadFile(const std::string& name) {
  Result<Input> input = Input::Open(name);
  if (!input) return input.error();
  constexpr std::size_t kStep = std::size_t{64} << 10;
  std::string text;
  std::size_t size = 0;
  while (true) {
    text.resize(size + std::max(kStep, input->SizeHint() + 1));
    Result<std::size_t> count =
        input->Read(text.data() + size, text.size() - size);
    if (!count) return count.error();
    if (*count == 0) break;
    size += *count;
  }
  text.resize(size);
  return text;
}

Writer::Writer(int descriptor, std::string name)
    : descriptor_(descriptor), name_(std::move(name)) {
  buffer_.reserve(kWriteBuffer);
}

void Writer::Write(std::string_view bytes) {
  if (buffer_.size() + bytes.size() > kWriteBuffer) Flush();
  if (bytes.size() > kWriteBuffer) {
    WriteThrough(bytes);
  } else {
    buffer_.append(bytes);
  }
}

Writer::State Writer::Flush() {
  WriteThrough(buffer_);
  buffer_.clear();
  return state_;
}

void Writer::WriteThrough(std::string_view bytes) {
  while (!bytes.empty() && state_ == State::kGood) {
    const ssize_t count = write(descriptor_, bytes.data(), bytes.size());
    if (count >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(count));
    } else if (errno == EPIPE) {
      state_ = State::kNoReader;
    } else if (errno != EINTR) {
      state_ = State::kFailed;
      errno_ = errno;
    }
  }
}

Error Writer::error() const { return SystemError(name_, errno_); }

OutputFile::OutputFile(FileDescriptor file, std::string name, std::string path,
                       std::string temporary)
    : file_(std::move(file)),
      name_(std::move(name)),
      path_(std::move(path)),
      temporary_(std::move(temporary)),
      writer_(file_.number(), name_) {}

OutputFile::OutputFile(OutputFile&& other) noexcept
    : file_(std::move(other.file_)),
      name_(std::move(other.name_)),
      path_(std::move(other.path_)),
      temporary_(std::exchange(other.temporary_, {})),
      is_named_(std::exchange(other.is_named_, false)),
      owner_kept_(other.owner_kept_),
      writer_(std::move(other.writer_)) {}

OutputFile::~OutputFile() {
  if (is_named_) unlink(temporary_.c_str());
}

Result<OutputFile> OutputFile::Create(const std::string& path) {
  const std::optional<struct stat> old = Examine(path);
  if (old && S_ISDIR(old->st_mode)) {
    return Error{path + ": is a folder", path, 0};
  }
  if (old && !S_ISREG(old->st_mode)) {
    const int number = open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY);
    if (number < 0) return SystemError(path, errno);
    return OutputFile(FileDescriptor(number), path, path, "");
  }
  // A file that may not be written must not be replaced by way of its folder.
  if (old && access(path.c_str(), W_OK) != 0) return SystemError(path, errno);
  const std::string target = ResolveLinks(path);
  const std::string folder = FolderOf(target);
  const std::string temporary = TemporaryName(folder);
  // A file without a name vanishes with a process that is killed. Not every
  // file system has such files.
  int number = open(folder.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666);
  const bool is_named = number < 0;
  if (is_named) {
    number =
        open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  }
  if (number < 0) return SystemError(path, errno);
  OutputFile file(FileDescriptor(number), path, target, temporary);
  file.is_named_ = is_named;
  if (old) {
    file.owner_kept_ = fchown(number, old->st_uid, old->st_gid) == 0;
    // After the owner: changing that clears bits of the mode.
    if (fchmod(number, old->st_mode & 07777) != 0) {
      return SystemError(path, errno);
    }
  }
  return file;
}

std::optional<Error> OutputFile::Commit() {
  if (writer_.Flush() == Writer::State::kFailed) return writer_.error();
  if (!temporary_.empty() && !is_named_) {
    if (std::optional<Error> fault = NameTemporary()) return fault;
  }
  // Some file systems tell of a full disk only when the file is closed.
  if (close(file_.Release()) != 0) return SystemError(name_, errno);
  if (temporary_.empty()) return std::nullopt;
  if (std::rename(temporary_.c_str(), path_.c_str()) != 0) {
    return SystemError(name_, errno);
  }
  is_named_ = false;
  return std::nullopt;
}

std::optional<Error> OutputFile::CommitInPlace(const std::string& backup) {
  if (!owner_kept_) {
    return Error{name_ + ": left as it is, since its owner would change", name_,
                 0};
  }
  if (writer_.Flush() == Writer::State::kFailed) return writer_.error();
  if (fsync(file_.number()) != 0) return SystemError(name_, errno);
  if (!backup.empty()) {
    if (std::optional<Error> fault = KeepOldAs(backup)) return fault;
  }
  return Commit();
}

std::optional<Error> OutputFile::NameTemporary() {
  const std::string self = "/proc/self/fd/" + std::to_string(file_.number());
  if (linkat(AT_FDCWD, self.c_str(), AT_FDCWD, temporary_.c_str(),
             AT_SYMLINK_FOLLOW) != 0) {
    return SystemError(name_, errno);
  }
  is_named_ = true;
  return std::nullopt;
}

// A second name for the old file, moved over an older backup in one step.
std::optional<Error> OutputFile::KeepOldAs(const std::string& backup) {
  const std::string link_name = TemporaryName(FolderOf(backup));
  std::error_code fault;
  std::filesystem::create_hard_link(path_, link_name, fault);
  // Some file systems have no second names; then a copy must do.
  if (fault) {
    fault.clear();
    std::filesystem::copy_file(path_, link_name, fault);
  }
  if (!fault) std::filesystem::rename(link_name, backup, fault);
  if (!fault) return std::nullopt;
  unlink(link_name.c_str());
  return Error{backup + ": " + fault.message(), backup, 0};
}

std::optional<Error> WriteFile(const std::string& path,
                               std::string_view contents) {
  Result<OutputFile> file = OutputFile::Create(path);
  if (!file) return file.error();
  file->writer().Write(contents);
  return file->Commit();
}

bool IsSameFile(const std::string& input, const std::string& output) {
  const std::optional<struct stat> from =
      input == "-" ? Examine(STDIN_FILENO) : Examine(input);
  const std::optional<struct stat> to =
      output == "-" ? Examine(STDOUT_FILENO) : Examine(output);
  return from && to && S_ISREG(from->st_mode) && from->st_dev == to->st_dev &&
         from->st_ino == to->st_ino;
}

bool IsFolder(const std::string& path) {
  const std::optional<struct stat> facts = Examine(path);
  return facts && S_ISDIR(facts->st_mode);
}

Result<std::vector<std::string>> FindFiles(
    const std::string& path, std::span<const std::string_view> extensions) {
  namespace fs = std::filesystem;
  const std::optional<struct stat> facts = Examine(path);
  if (!facts) return SystemError(path, errno);
  if (!S_ISDIR(facts->st_mode)) return std::vector<std::string>{path};
  std::error_code fault;
  std::vector<std::string> files;
  fs::recursive_directory_iterator at(path, fault);
  for (; !fault && at != fs::recursive_directory_iterator();
       at.increment(fault)) {
    if (at->path().filename().string().starts_with('.')) {
      at.disable_recursion_pending();
      continue;
    }
    std::error_code ignored;
    const std::string extension = at->path().extension();
    if (std::find(extensions.begin(), extensions.end(), extension) !=
            extensions.end() &&
        !at->is_directory(ignored)) {
      files.push_back(at->path().string());
    }
  }
  if (fault) return Error{path + ": " + fault.message(), path, 0};
  std::sort(files.begin(), files.end());
  return files;
}

Result<std::vector<std::string>> ListFiles(
    const std::string& path, std::span<const std::string_view> extensions) {
  Result<std::vector<std::string>> files = FindFiles(path, extensions);
  if (!files || !files->empty()) return files;
  std::string kinds;
  for (const std::string_view extension : extensions) {
    kinds += (kinds.empty() ? "*" : ", *") + std::string(extension);
  }
  return Error{path + ": no " + kinds + " file in it", path, 0};
}

std::optional<Error> MakeFolders(const std::string& path) {
  std::error_code fault;
  std::filesystem::create_directories(path, fault);
  if (!fault) return std::nullopt;
  return Error{path + ": " + fault.message(), path, 0};
}

void ReserveStandardStreams() {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (fcntl(stream, F_GETFD) >= 0) continue;
    // open(2) takes the lowest free number, which is this stream's.
    const int mode = stream == STDIN_FILENO ? O_WRONLY : O_RDONLY;
    if (open("/dev/null", mode) < 0) std::abort();
  }
}

}  // namespace unboil
