// Workload: the documents and rule sets that a benchmark runs on.
//
//   FOLDER/docs-4.jsonl     documents, {"text": "..."} a line, some 4 MB
//   FOLDER/rules-100.toml   a hundred rules
//
// bench/speed.py makes such folders. Everything is read when it is first asked
// for and kept, so that what a benchmark leaves out costs nothing.

#ifndef UNBOIL_BENCH_WORKLOAD_H_
#define UNBOIL_BENCH_WORKLOAD_H_

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "matcher.h"
#include "unboil/unboil.h"

namespace unboil {

// The same bytes as many documents or as one.
enum class Shape { kDocuments, kText };

struct Texts {
  std::vector<std::string> texts;
  std::size_t bytes = 0;
};

// Rules ready to clean with, and their matcher by itself.
struct LoadedRules {
  RuleSet rules;
  Matcher matcher;
};

class Workload {
 public:
  explicit Workload(std::filesystem::path folder);

  // Of every docs-SIZE.jsonl and rules-NAME.toml: SIZE, NAME.
  const std::vector<std::string>& sizes() const { return sizes_; }
  const std::vector<std::string>& made_rules() const { return made_rules_; }

  const Texts& Get(Shape shape, const std::string& size);

  // `name` is one of made_rules(), "0" (no rules at all) or "built-in".
  const LoadedRules& Rules(const std::string& name);

 private:
  std::filesystem::path folder_;
  std::vector<std::string> sizes_;
  std::vector<std::string> made_rules_;
  std::map<std::string, Texts> documents_;
  std::map<std::string, Texts> whole_;
  std::map<std::string, LoadedRules> rules_;
};

}  // namespace unboil

#endif  // UNBOIL_BENCH_WORKLOAD_H_
