// Workload: the documents and rule sets that a benchmark runs on.
//
//   FOLDER/docs-4.jsonl     documents, {"text": "..."} a line, some 4 MB
//   FOLDER/rules-100.toml   a hundred rules
//
// bench/speed.py makes such folders. Texts are read when they are first asked
// for, and kept.

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

  // `name` is one of made_rules(), "0" (no rules at all) or "built-in". They
  // are loaded anew each time, so that no benchmark finds expressions compiled
  // that another one has needed.
  LoadedRules LoadRules(const std::string& name) const;

 private:
  std::filesystem::path folder_;
  std::vector<std::string> sizes_;
  std::vector<std::string> made_rules_;
  std::map<std::string, Texts> documents_;
  std::map<std::string, Texts> whole_;
};

}  // namespace unboil

#endif  // UNBOIL_BENCH_WORKLOAD_H_
