// How fast each stage of cleaning is, and what RE2 alone would take.
//
//   unboil_bench FOLDER [--benchmark_filter=documents/.*/whole/4$]
//
// runs on the texts and rules of FOLDER (workload.h) benchmarks with names like
// documents/1000/match/4: as documents or as one text, with 1,000 rules, up to
// the matcher, on 4 MB. A stage is timed with all before it, as each reads what
// the one before has just written: the matcher by itself is match less fold.
//
// Bytes per second are bytes of input text. `hits` are lines in which a rule
// selected something; `lines` are all that are not blank; `removed` are bytes.
// memchr walks over the lines and does nothing else: the figure to divide the
// others by. bench/speed.py runs all this and lays it out.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <string>
#include <vector>

#include "document.h"
#include "matcher.h"
#include "peers.h"
#include "plan.h"
#include "unboil/unboil.h"
#include "workload.h"

namespace unboil {
namespace {

// What a benchmark runs on, by name: nothing is loaded before it runs.
struct Case {
  Workload* workload;
  Shape shape;
  std::string rules;
  std::string size;

  const Texts& texts() const { return workload->Get(shape, size); }
  LoadedRules LoadRules() const { return workload->LoadRules(rules); }
};

struct Counts {
  std::size_t lines = 0;
  std::size_t hits = 0;
  std::size_t removed = 0;
};

// Runs `pass` once over texts that its automata have not seen: those of RE2
// grow with the text, and are several times as fast on one that they know.
template <typename Pass>
void Measure(benchmark::State& state, const Texts& texts, Pass pass) {
  Counts counts;
  for (auto _ : state) counts = pass();
  state.SetBytesProcessed(static_cast<std::int64_t>(texts.bytes));
  state.counters["bytes"] = static_cast<double>(texts.bytes);
  state.counters["lines"] = static_cast<double>(counts.lines);
  state.counters["hits"] = static_cast<double>(counts.hits);
  state.counters["removed"] = static_cast<double>(counts.removed);
}

void Memchr(benchmark::State& state, const Case& c) {
  Measure(state, c.texts(), [&] {
    Counts counts;
    for (const std::string& text : c.texts().texts) {
      const char* at = text.data();
      const char* const end = at + text.size();
      while (const void* newline =
                 std::memchr(at, '\n', static_cast<std::size_t>(end - at))) {
        at = static_cast<const char*>(newline) + 1;
        ++counts.lines;
      }
    }
    return counts;
  });
}

// Lines of which some hit holds a part.
std::size_t CountLines(const std::vector<Hit>& hits) {
  std::size_t lines = 0;
  std::size_t counted = 0;  // lines below this one
  for (const Hit& hit : hits) {
    if (hit.last <= counted) continue;
    lines += hit.last - std::max(hit.first, counted);
    counted = hit.last;
  }
  return lines;
}

enum class Upto { kFold, kMatch, kPlan };

void Stages(benchmark::State& state, const Case& c, Upto upto) {
  const LoadedRules loaded = c.LoadRules();
  Document document;
  std::vector<Hit> hits;
  Measure(state, c.texts(), [&] {
    Counts counts;
    for (const std::string& text : c.texts().texts) {
      document.Parse(text);
      counts.lines += document.lines().size();
      if (upto == Upto::kFold) continue;
      loaded.matcher.Find(document, &hits);
      counts.hits += CountLines(hits);
      if (upto == Upto::kMatch) continue;
      const PlanInput input = {document, loaded.rules.rules(), hits, {}, {},
                               {}};
      benchmark::DoNotOptimize(PlanRemovals(input).size());
    }
    return counts;
  });
}

void Whole(benchmark::State& state, const Case& c) {
  const RuleSet rules = c.LoadRules().rules;
  std::string out;
  std::vector<Removal> removals;
  Measure(state, c.texts(), [&] {
    Counts counts;
    for (const std::string& text : c.texts().texts) {
      rules.Clean(text, {}, &out, &removals);
      counts.removed += text.size() - out.size();
    }
    return counts;
  });
}

template <typename Peer>
void RunPeer(benchmark::State& state, const Case& c) {
  Peer peer(c.LoadRules().rules.rules());
  std::vector<Document> documents(c.texts().texts.size());
  for (std::size_t i = 0; i < documents.size(); ++i) {
    documents[i].Parse(c.texts().texts[i]);
  }
  Measure(state, c.texts(), [&] {
    Counts counts;
    for (const Document& document : documents) {
      counts.lines += document.lines().size();
      for (std::size_t i = 0; i < document.lines().size(); ++i) {
        if (peer.Matches(document.Key(i))) ++counts.hits;
      }
    }
    return counts;
  });
}

template <typename Function, typename... Arguments>
void Register(const std::string& name, Function function,
              const Arguments&... arguments) {
  benchmark::RegisterBenchmark(
      name.c_str(),
      [=](benchmark::State& state) { function(state, arguments...); })
      ->Iterations(1)
      ->Unit(benchmark::kMillisecond);
}

void RegisterStages(const Case& c, const std::string& shape) {
  const std::string before = shape + '/' + c.rules + '/';
  const std::string after = '/' + c.size;
  Register(before + "fold" + after, Stages, c, Upto::kFold);
  Register(before + "match" + after, Stages, c, Upto::kMatch);
  Register(before + "plan" + after, Stages, c, Upto::kPlan);
  Register(before + "whole" + after, Whole, c);
}

void RegisterAll(Workload* workload) {
  std::vector<std::string> names = workload->made_rules();
  names.insert(names.end(), {"0", "built-in"});
  for (const std::string& size : workload->sizes()) {
    Register("documents/0/memchr/" + size, Memchr,
             Case{workload, Shape::kDocuments, "0", size});
    for (const std::string& name : names) {
      RegisterStages({workload, Shape::kDocuments, name, size}, "documents");
      RegisterStages({workload, Shape::kText, name, size}, "text");
    }
    for (const std::string& name : workload->made_rules()) {
      const Case c = {workload, Shape::kDocuments, name, size};
      Register("documents/" + name + "/set/" + size, RunPeer<SetPeer>, c);
      Register("documents/" + name + "/filtered/" + size, RunPeer<FilteredPeer>,
               c);
    }
  }
}

}  // namespace
}  // namespace unboil

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (argc != 2) {
    std::fprintf(stderr, "usage: unboil_bench FOLDER [--benchmark_...]\n");
    return 2;
  }
  unboil::Workload workload(argv[1]);
  unboil::RegisterAll(&workload);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
