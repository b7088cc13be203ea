// What a run has done, in numbers: --stats.
//
//   documents  1204, changed 312
//   bytes      8123456, removed 220101 (2.7 %)
//
//   removals      bytes  rule
//        312     190212  any.repeat.body
//        298      29889  any.syndication.view-original

#ifndef UNBOIL_CLI_STATS_H_
#define UNBOIL_CLI_STATS_H_

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "cli/cleaned_document.h"
#include "unboil/unboil.h"

namespace unboil {

class Stats {
 public:
  void Add(const CleanedDocument& document);
  void AddBadRecord() { ++bad_records_; }
  void Add(const Stats& other);

  bool HasRemovals() const { return changed_ > 0; }
  bool HasBadRecords() const { return bad_records_ > 0; }

  // `rules` are those of all documents that were added.
  std::string Format(std::span<const RuleInfo> rules) const;

 private:
  struct Count {
    std::size_t removals = 0;
    std::size_t bytes = 0;
  };

  std::size_t documents_ = 0;
  std::size_t changed_ = 0;
  std::size_t refused_ = 0;
  std::size_t bad_records_ = 0;
  std::size_t bytes_ = 0;     // of the texts, not of what is around them
  std::vector<Count> rules_;  // by index of the rule; those above have none
};

}  // namespace unboil

#endif  // UNBOIL_CLI_STATS_H_
