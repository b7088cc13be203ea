// The plain twin of the matcher, for tests: RE2 is asked about every rule and
// every unit, and nothing else is done.
//
//   PlainMatcher plain(rules);
//   EXPECT_EQ(ShowHits(hits), ShowHits(plain.Find(document)));

#ifndef UNBOIL_TESTS_PLAIN_MATCHER_H_
#define UNBOIL_TESTS_PLAIN_MATCHER_H_

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "document.h"
#include "matcher.h"
#include "unboil/unboil.h"

namespace unboil {

class PlainMatcher {
 public:
  // REQUIRES: RE2 accepts every pattern
  explicit PlainMatcher(std::span<const RuleInfo> rules);
  PlainMatcher(PlainMatcher&&) noexcept;
  PlainMatcher& operator=(PlainMatcher&&) noexcept;
  ~PlainMatcher();

  // Every hit, in order of its first line, then of rules.
  std::vector<Hit> Find(const Document& document) const;

 private:
  struct Rule;

  static bool Matches(const Rule& rule, std::string_view key);
  static void AddSpans(const Rule& rule, std::string_view key, std::size_t line,
                       std::vector<Hit>* hits);

  std::vector<Rule> rules_;  // those that are on and select something
};

// Hits as "rule:lines" or "rule:line[key bytes]": "0:2 1:0-3 2:1[4,7)".
std::string ShowHits(std::span<const Hit> hits);

}  // namespace unboil

#endif  // UNBOIL_TESTS_PLAIN_MATCHER_H_
