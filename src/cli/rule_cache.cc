#include "cli/rule_cache.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <memory>
#include <optional>
#include <system_error>
#include <vector>

#include "cli/environment.h"
#include "corpus/digest.h"
#include "io/file.h"

namespace unboil {
namespace {

namespace fs = std::filesystem;

using Words = std::vector<std::uint64_t>;

// Bytes of rule files that take longer to compile than a program takes to read
// itself.
constexpr std::size_t kWorthKeeping = std::size_t{64} << 10;

// Bytes of a file that is read into memory before its digest is known.
constexpr std::size_t kLargest = std::size_t{256} << 20;

constexpr std::string_view kExtension = ".rules";
constexpr std::string_view kTemporary = ".temporary-";

std::string_view BytesOf(const Words& words) {
  return {reinterpret_cast<const char*>(words.data()), words.size() * 8};
}

Digest DigestOfImage(std::string_view name, const Words& image) {
  const std::string_view parts[] = {name, BytesOf(image)};
  return DigestOf(parts);
}

bool IsOfUserAlone(const struct stat& facts) {
  return facts.st_uid == geteuid() &&
         (facts.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

// Whether `folder` is there and nobody else can put a file into it.
bool IsSafe(const std::string& folder) {
  struct stat facts;
  return stat(folder.c_str(), &facts) == 0 && S_ISDIR(facts.st_mode) &&
         IsOfUserAlone(facts);
}

// https://specifications.freedesktop.org/basedir-spec asks for this mode.
void MakeOwnFolder(const std::string& folder) {
  for (std::size_t slash = folder.find('/', 1); slash != std::string::npos;
       slash = folder.find('/', slash + 1)) {
    mkdir(folder.substr(0, slash).c_str(), 0700);
  }
  mkdir(folder.c_str(), 0700);
}

bool ReadExactly(int file, void* buffer, std::size_t size) {
  char* at = static_cast<char*>(buffer);
  while (size > 0) {
    const ssize_t count = read(file, at, size);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    at += count;
    size -= static_cast<std::size_t>(count);
  }
  return true;
}

// A file is as old as its last use, to the day: fewer writes.
void MarkAsUsed(int file, const struct stat& facts) {
  constexpr std::time_t kDay = 24 * 60 * 60;
  if (facts.st_mtime < std::time(nullptr) - kDay) futimens(file, nullptr);
}

// Null for a file that is missing, or not to be believed.
std::shared_ptr<const Words> ReadImage(const std::string& folder,
                                       const std::string& name) {
  // A fifo must not make it wait.
  const FileDescriptor file(
      open((folder + '/' + name).c_str(),
           O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY));
  struct stat facts;
  if (file.number() < 0 || fstat(file.number(), &facts) != 0 ||
      !S_ISREG(facts.st_mode) || !IsOfUserAlone(facts)) {
    return nullptr;
  }
  const std::size_t size = static_cast<std::size_t>(facts.st_size);
  Digest digest;
  if (size < digest.size() || size > kLargest || size % 8 != 0) return nullptr;
  Words image((size - digest.size()) / 8);
  if (!ReadExactly(file.number(), digest.data(), digest.size()) ||
      !ReadExactly(file.number(), image.data(), image.size() * 8) ||
      digest != DigestOfImage(name, image)) {
    return nullptr;
  }
  MarkAsUsed(file.number(), facts);
  return std::make_shared<const Words>(std::move(image));
}

// Under its name the file is whole from the first moment.
void WriteImage(const std::string& folder, const std::string& name,
                const Words& image) {
  std::string temporary = folder + '/' + std::string(kTemporary) + "XXXXXX";
  const int number = mkostemp(temporary.data(), O_CLOEXEC);  // mode 0600
  if (number < 0) return;
  FileDescriptor file(number);
  const Digest digest = DigestOfImage(name, image);
  Writer writer(number, temporary);
  writer.Write({reinterpret_cast<const char*>(digest.data()), digest.size()});
  writer.Write(BytesOf(image));
  const bool is_written =
      writer.Flush() == Writer::State::kGood && close(file.Release()) == 0;
  if (!is_written ||
      std::rename(temporary.c_str(), (folder + '/' + name).c_str()) != 0) {
    unlink(temporary.c_str());
  }
}

// What a cache has written into a folder; nothing else is touched there.
bool IsOurs(const std::string& name) {
  return name.starts_with(kTemporary) ||
         (name.ends_with(kExtension) &&
          name.find_first_not_of("0123456789abcdef") == 2 * sizeof(Digest) &&
          name.size() == 2 * sizeof(Digest) + kExtension.size());
}

void RemoveOld(const std::string& folder) {
  struct File {
    fs::file_time_type used;
    fs::path path;
  };
  std::vector<File> files;
  std::error_code fault;
  fs::directory_iterator at(folder, fault);
  for (; !fault && at != fs::directory_iterator(); at.increment(fault)) {
    std::error_code gone;
    const fs::file_time_type used = at->last_write_time(gone);
    if (!gone && IsOurs(at->path().filename().string())) {
      files.push_back({used, at->path()});
    }
  }
  std::sort(files.begin(), files.end(),
            [](const File& a, const File& b) { return a.used > b.used; });
  const fs::file_time_type oldest = fs::file_time_type::clock::now() -
                                    std::chrono::hours(24 * RuleCache::kDays);
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (i < RuleCache::kFiles && files[i].used >= oldest) continue;
    unlink(files[i].path.c_str());
  }
}

// Empty: there is none.
std::string UsersFolder() {
  if (EnvironmentVariable("UNBOIL_CACHE") == "off") return "";
  const std::string cache(EnvironmentVariable("XDG_CACHE_HOME").value_or(""));
  if (cache.starts_with('/')) return cache + "/unboil";
  const std::string home(EnvironmentVariable("HOME").value_or(""));
  return home.starts_with('/') && IsFolder(home) ? home + "/.cache/unboil" : "";
}

// Of the file that is running. Empty: it cannot be read.
std::string DigestOfProgram() {
  Result<Input> program = Input::Open("/proc/self/exe");
  if (!program) return "";
  CorpusDigest digest;
  std::array<char, std::size_t{64} << 10> buffer;
  while (true) {
    const Result<std::size_t> count =
        program->Read(buffer.data(), buffer.size());
    if (!count) return "";
    if (*count == 0) return digest.Text();
    digest.Add(DigestOf(std::string_view(buffer.data(), *count)));
  }
}

}  // namespace

std::string RuleCache::NameFor(std::span<const Source> sources) const {
  std::vector<std::string_view> parts = {build_};
  for (const Source& source : sources) {
    parts.push_back(source.name);
    parts.push_back(source.text);
  }
  return DigestText(DigestOf(parts)) + std::string(kExtension);
}

CompiledSources RuleCache::Compile(std::span<const Source> sources) const {
  const std::string name = NameFor(sources);
  if (IsSafe(folder_)) {
    if (std::shared_ptr<const Words> image = ReadImage(folder_, name)) {
      return {std::move(image), std::nullopt};
    }
  }
  CompiledSources compiled = CompileSources(sources);
  if (compiled.fault) return compiled;
  MakeOwnFolder(folder_);
  if (IsSafe(folder_)) {
    WriteImage(folder_, name, *compiled.image);
    RemoveOld(folder_);
  }
  return compiled;
}

CompiledSources CompileWithUsersCache(std::span<const Source> sources) {
  std::size_t bytes = 0;
  for (const Source& source : sources) bytes += source.text.size();
  if (bytes < kWorthKeeping) return CompileSources(sources);
  std::string folder = UsersFolder();
  if (folder.empty()) return CompileSources(sources);
  std::string build = DigestOfProgram();
  if (build.empty()) return CompileSources(sources);
  return RuleCache(std::move(folder), std::move(build)).Compile(sources);
}

}  // namespace unboil
