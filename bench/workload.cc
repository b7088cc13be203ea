#include "workload.h"

#include <simdjson.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <optional>
#include <sstream>
#include <utility>

namespace unboil {
namespace {

// What is wrong with its input ends a benchmark.
[[noreturn]] void Fail(const std::string& message) {
  std::cerr << "unboil_bench: " << message << '\n';
  std::exit(2);
}

std::string ReadWhole(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) Fail("cannot read " + path.string());
  std::ostringstream text;
  text << in.rdbuf();
  return std::move(text).str();
}

Texts ReadDocuments(const std::filesystem::path& path) {
  Texts read;
  std::ifstream in(path, std::ios::binary);
  if (!in) Fail("cannot read " + path.string());
  simdjson::dom::parser parser;
  for (std::string line; std::getline(in, line);) {
    std::string_view text;
    if (parser.parse(line)["text"].get(text) != simdjson::SUCCESS) {
      Fail(path.string() + ": a line without a text");
    }
    read.texts.emplace_back(text);
    read.bytes += text.size();
  }
  return read;
}

Texts Join(const Texts& documents) {
  Texts whole;
  std::string& text = whole.texts.emplace_back();
  text.reserve(documents.bytes);
  for (const std::string& document : documents.texts) text += document;
  whole.bytes = text.size();
  return whole;
}

// "100" of "rules-100.toml".
std::optional<std::string> NameBetween(const std::string& file,
                                       std::string_view prefix,
                                       std::string_view suffix) {
  if (!file.starts_with(prefix) || !file.ends_with(suffix)) return std::nullopt;
  return file.substr(prefix.size(),
                     file.size() - prefix.size() - suffix.size());
}

Result<RuleSet> ParseRules(const std::filesystem::path& folder,
                           const std::string& name) {
  if (name == "built-in") return RuleSet::Builtin();
  if (name == "0") return RuleSet::Parse({});
  const std::string file = (folder / ("rules-" + name + ".toml")).string();
  const std::string text = ReadWhole(file);
  const Source source = {file, text};
  return RuleSet::Parse({&source, 1});
}

}  // namespace

Workload::Workload(std::filesystem::path folder) : folder_(std::move(folder)) {
  if (!std::filesystem::is_directory(folder_)) {
    Fail("no such folder: " + folder_.string());
  }
  for (const std::filesystem::directory_entry& entry :
       std::filesystem::directory_iterator(folder_)) {
    const std::string file = entry.path().filename().string();
    if (const std::optional<std::string> size =
            NameBetween(file, "docs-", ".jsonl")) {
      sizes_.push_back(*size);
    }
    if (const std::optional<std::string> name =
            NameBetween(file, "rules-", ".toml")) {
      made_rules_.push_back(*name);
    }
  }
  std::sort(sizes_.begin(), sizes_.end());
  std::sort(made_rules_.begin(), made_rules_.end());
}

const Texts& Workload::Get(Shape shape, const std::string& size) {
  const auto [documents, is_new] = documents_.try_emplace(size);
  if (is_new) {
    documents->second = ReadDocuments(folder_ / ("docs-" + size + ".jsonl"));
  }
  if (shape == Shape::kDocuments) return documents->second;
  const auto [whole, is_new_whole] = whole_.try_emplace(size);
  if (is_new_whole) whole->second = Join(documents->second);
  return whole->second;
}

LoadedRules Workload::LoadRules(const std::string& name) const {
  Result<RuleSet> rules = ParseRules(folder_, name);
  if (!rules) Fail(rules.error().message);
  Matcher matcher(rules->rules());
  return {*std::move(rules), std::move(matcher)};
}

}  // namespace unboil
