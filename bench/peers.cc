#include "peers.h"

#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string>
#include <utility>

namespace unboil {
namespace {

// With the default of 8 MiB the set of 1,000 rules crawls, and that of 10,000
// does not compile.
constexpr std::int64_t kSetMemory = std::int64_t{1} << 30;

re2::RE2::Options QuietOptions() {
  re2::RE2::Options options;
  options.set_log_errors(false);
  return options;
}

re2::RE2::Options SetOptions() {
  re2::RE2::Options options = QuietOptions();
  options.set_max_mem(kSetMemory);
  return options;
}

[[noreturn]] void Fail(std::string_view what) {
  std::cerr << "unboil_bench: " << what << '\n';
  std::exit(2);
}

}  // namespace

SetPeer::SetPeer(std::span<const RuleInfo> rules)
    : set_(SetOptions(), re2::RE2::UNANCHORED) {
  for (const RuleInfo& rule : rules) {
    if (!rule.pattern.empty()) set_.Add(rule.pattern, nullptr);
  }
  if (!set_.Compile()) Fail("RE2::Set: out of memory");
}

bool SetPeer::Matches(std::string_view key) {
  re2::RE2::Set::ErrorInfo error;
  const bool found = set_.Match(key, &found_, &error);
  if (error.kind != re2::RE2::Set::kNoError) Fail("RE2::Set gave up");
  return found;
}

FilteredPeer::FilteredPeer(std::span<const RuleInfo> rules)
    : filtered_(LiteralSet::kMinLength) {
  for (const RuleInfo& rule : rules) {
    int id = 0;
    if (!rule.pattern.empty()) {
      filtered_.Add(rule.pattern, QuietOptions(), &id);
    }
  }
  std::vector<std::string> literals;
  filtered_.Compile(&literals);
  literals_ = LiteralSet(std::move(literals));
}

bool FilteredPeer::Matches(std::string_view key) {
  literals_.Find(key, &found_);
  return filtered_.FirstMatch(key, found_) >= 0;
}

}  // namespace unboil
