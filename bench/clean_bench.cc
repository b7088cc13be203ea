// How fast a document is cleaned, as a whole and by stage.
//
//   script/bench                              the table of docs/performance.md
//   build/unboil_bench --benchmark_filter=Clean
//
// Bytes per second are bytes of input text. The documents are real pages as
// text where the shared corpora are present (UNBOIL_SHARED, default ../shared),
// else the documents of tests/cases, which are smaller and repeat more than
// usual. BM_MemchrLines walks over the lines and does nothing: a figure to
// divide the others by.

#include <benchmark/benchmark.h>
#include <simdjson.h>

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "corpus/case_file.h"
#include "document.h"
#include "matcher.h"
#include "plan.h"
#include "unboil/unboil.h"

namespace unboil {
namespace {

std::string ReadWhole(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

std::vector<std::string> PageTexts(const std::filesystem::path& jsonl) {
  std::vector<std::string> texts;
  std::ifstream in(jsonl, std::ios::binary);
  simdjson::dom::parser parser;
  for (std::string line; std::getline(in, line);) {
    std::string_view text;
    if (parser.parse(line)["text"].get(text) == simdjson::SUCCESS) {
      texts.emplace_back(text);
    }
  }
  return texts;
}

std::vector<std::string> CaseTexts(const std::filesystem::path& folder) {
  std::vector<std::string> texts;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".case") continue;
    const std::string text = ReadWhole(entry.path());
    const Result<std::vector<Case>> cases =
        ParseCaseFile({entry.path().native(), text});
    if (!cases) continue;
    for (const Case& c : *cases) texts.push_back(c.text);
  }
  return texts;
}

struct Corpus {
  std::vector<std::string> texts;
  std::size_t bytes = 0;
};

const Corpus& Documents() {
  static const Corpus kCorpus = [] {
    const char* shared = std::getenv("UNBOIL_SHARED");
    const std::filesystem::path pages =
        std::filesystem::path(shared != nullptr ? shared : "../shared") /
        "corpora/pages/dev/tf-inscriptis.jsonl";
    Corpus corpus;
    corpus.texts = std::filesystem::exists(pages) ? PageTexts(pages)
                                                  : CaseTexts("tests/cases");
    for (const std::string& text : corpus.texts) corpus.bytes += text.size();
    std::cerr << corpus.texts.size() << " documents, " << corpus.bytes
              << " bytes\n";
    return corpus;
  }();
  return kCorpus;
}

void CountBytes(benchmark::State& state) {
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) *
                          static_cast<std::int64_t>(Documents().bytes));
}

const RuleSet& BuiltinRules() {
  static const RuleSet kRules = *RuleSet::Builtin();
  return kRules;
}

const Matcher& BuiltinMatcher() {
  static const Matcher kMatcher(BuiltinRules().rules());
  return kMatcher;
}

void BM_MemchrLines(benchmark::State& state) {
  for (auto _ : state) {
    std::size_t lines = 0;
    for (const std::string& text : Documents().texts) {
      const char* at = text.data();
      const char* const end = at + text.size();
      while (const void* newline =
                 std::memchr(at, '\n', static_cast<std::size_t>(end - at))) {
        at = static_cast<const char*>(newline) + 1;
        ++lines;
      }
    }
    benchmark::DoNotOptimize(lines);
  }
  CountBytes(state);
}
BENCHMARK(BM_MemchrLines)->Unit(benchmark::kMillisecond);

void BM_ParseAndFold(benchmark::State& state) {
  Document document;
  for (auto _ : state) {
    for (const std::string& text : Documents().texts) {
      document.Parse(text);
      benchmark::DoNotOptimize(document.chars());
    }
  }
  CountBytes(state);
}
BENCHMARK(BM_ParseAndFold)->Unit(benchmark::kMillisecond);

void BM_Match(benchmark::State& state) {
  std::vector<Document> documents(Documents().texts.size());
  for (std::size_t i = 0; i < documents.size(); ++i) {
    documents[i].Parse(Documents().texts[i]);
  }
  std::vector<Hit> hits;
  for (auto _ : state) {
    for (const Document& document : documents) {
      BuiltinMatcher().Find(document, &hits);
      benchmark::DoNotOptimize(hits.data());
    }
  }
  CountBytes(state);
}
BENCHMARK(BM_Match)->Unit(benchmark::kMillisecond);

// The detectors of repeats and the guards, without any rule.
void BM_Plan(benchmark::State& state) {
  std::vector<Document> documents(Documents().texts.size());
  for (std::size_t i = 0; i < documents.size(); ++i) {
    documents[i].Parse(Documents().texts[i]);
  }
  for (auto _ : state) {
    for (const Document& document : documents) {
      const PlanInput input = {document, BuiltinRules().rules(), {}, {}, {},
                               {}};
      benchmark::DoNotOptimize(PlanRemovals(input).size());
    }
  }
  CountBytes(state);
}
BENCHMARK(BM_Plan)->Unit(benchmark::kMillisecond);

void CleanAll(benchmark::State& state, const RuleSet& rules) {
  std::string out;
  std::vector<Removal> removals;
  for (auto _ : state) {
    for (const std::string& text : Documents().texts) {
      rules.Clean(text, {}, &out, &removals);
      benchmark::DoNotOptimize(out.data());
    }
  }
  CountBytes(state);
}

void BM_Clean(benchmark::State& state) { CleanAll(state, BuiltinRules()); }
BENCHMARK(BM_Clean)->Unit(benchmark::kMillisecond);

void BM_CleanWithoutRepeats(benchmark::State& state) {
  Options options;
  options.repeats = Repeats::kOff;
  CleanAll(state, *RuleSet::Builtin(options));
}
BENCHMARK(BM_CleanWithoutRepeats)->Unit(benchmark::kMillisecond);

void BM_LoadBuiltinRules(benchmark::State& state) {
  for (auto _ : state) {
    const Result<RuleSet> rules = RuleSet::Builtin();
    benchmark::DoNotOptimize(rules->rules().data());
  }
}
BENCHMARK(BM_LoadBuiltinRules)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace unboil

BENCHMARK_MAIN();
