// Peers: the same rules matched as one would with RE2 alone.
//
// They get what unboil's matcher gets: each line folded, for which they pay
// nothing, and patterns of units of one line. So they find the same lines, and
// a count that differs is a fault of somebody's.

#ifndef UNBOIL_BENCH_PEERS_H_
#define UNBOIL_BENCH_PEERS_H_

#include <re2/filtered_re2.h>
#include <re2/set.h>

#include <span>
#include <string_view>
#include <vector>

#include "literal_set.h"
#include "unboil/unboil.h"

namespace unboil {

// RE2's own set of expressions: one automaton of them all.
class SetPeer {
 public:
  explicit SetPeer(std::span<const RuleInfo> rules);

  bool Matches(std::string_view key);

 private:
  re2::RE2::Set set_;
  std::vector<int> found_;
};

// RE2's filter by literals, and a search for these.
class FilteredPeer {
 public:
  explicit FilteredPeer(std::span<const RuleInfo> rules);

  bool Matches(std::string_view key);

 private:
  re2::FilteredRE2 filtered_;
  LiteralSet literals_;
  std::vector<int> found_;
};

}  // namespace unboil

#endif  // UNBOIL_BENCH_PEERS_H_
