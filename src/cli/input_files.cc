#include "cli/input_files.h"

#include <filesystem>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "io/file.h"

namespace unboil {
namespace {

namespace fs = std::filesystem;

// What a folder is searched for. Other files are cleaned when they are named:
// a folder may hold pictures and programs.
constexpr std::string_view kExtensions[] = {".txt", ".text", ".jsonl",
                                            ".ndjson"};

// What is written is the text itself, so that files can not be told apart in
// one stream.
bool WritesText(const CleanOptions& options) {
  return options.show == Show::kClean || options.show == Show::kRemoved;
}

bool WritesIntoFolder(const CleanOptions& options) {
  return options.output != "-" &&
         (options.output.ends_with('/') || IsFolder(options.output));
}

// Where `name`, found under the operand `root`, goes in the folder `output`.
std::string TargetIn(const std::string& output, const std::string& name,
                     const std::string& root) {
  const fs::path inside = name == root
                              ? fs::path(name).filename()
                              : fs::path(name).lexically_relative(root);
  return (output / inside).lexically_normal().string();
}

// Each file is written once, and none that is still to be read.
std::optional<Error> CheckTargets(const std::vector<InputFile>& files) {
  std::unordered_map<std::string_view, std::string_view> sources;
  for (const InputFile& file : files) {
    if (file.target.empty()) continue;
    const auto [first, is_new] = sources.try_emplace(file.target, file.name);
    if (!is_new) {
      return Error{std::string(first->second) + " and " + file.name +
                       ": would both be written to " + file.target,
                   "", 0};
    }
    if (IsSameFile(file.name, file.target)) {
      return Error{
          file.name + ": would be read and written at once; see --in-place", "",
          0};
    }
  }
  return std::nullopt;
}

}  // namespace

Result<InputFiles> ListInputFiles(const CleanOptions& options) {
  const bool into_folder = WritesIntoFolder(options);
  InputFiles inputs;
  inputs.share_output = !options.in_place && !into_folder;
  const auto add = [&](const std::string& name, const std::string& root) {
    std::string target;
    if (options.in_place) target = name;
    if (into_folder) target = TargetIn(options.output, name, root);
    inputs.files.push_back({name, std::move(target)});
  };
  for (const std::string& operand : options.input.files) {
    if (operand == "-" && into_folder) {
      return Error{
          "standard input: has no name to be written by in " + options.output,
          "", 0};
    }
    if (!IsFolder(operand)) {
      add(operand, operand);
      continue;
    }
    if (inputs.share_output && WritesText(options)) {
      inputs.faults.push_back({operand +
                                   ": is a folder; -i cleans the files in it, "
                                   "-o FOLDER/ writes clean copies",
                               operand, 0});
      continue;
    }
    const Result<std::vector<std::string>> names =
        ListFiles(operand, kExtensions);
    if (!names) {
      inputs.faults.push_back(names.error());
      continue;
    }
    for (const std::string& name : *names) add(name, operand);
  }
  if (options.in_place) return inputs;
  if (std::optional<Error> fault = CheckTargets(inputs.files)) return *fault;
  return inputs;
}

std::size_t TotalSize(const std::vector<std::string>& names) {
  std::size_t total = 0;
  for (const std::string& name : names) {
    std::error_code fault;
    const std::uintmax_t size = fs::file_size(name, fault);
    if (fault) return 0;
    total += size;
  }
  return total;
}

CorpusFiles ListCorpusFiles(const std::vector<std::string>& operands) {
  CorpusFiles files;
  for (const std::string& operand : operands) {
    if (!IsFolder(operand)) {
      files.names.push_back(operand);
      continue;
    }
    const Result<std::vector<std::string>> names =
        ListFiles(operand, kExtensions);
    if (!names) {
      files.faults.push_back(names.error());
      continue;
    }
    files.names.insert(files.names.end(), names->begin(), names->end());
  }
  files.bytes = TotalSize(files.names);
  return files;
}

std::optional<Error> CheckNotRead(const CorpusFiles& files,
                                  const std::string& output) {
  for (const std::string& name : files.names) {
    if (IsSameFile(name, output)) {
      return Error{name + ": would be read and written at once", name, 0};
    }
  }
  return std::nullopt;
}

}  // namespace unboil
