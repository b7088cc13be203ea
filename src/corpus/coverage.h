// Which rules of a set a corpus has seen at work.
//
//   Coverage coverage(rules.rules());
//   coverage.Add(cleaned.removals);        // for each document
//   coverage.Companion(i)                  // of a rule that never fires alone
//
// A rule that never fired is untested, or of no use for this corpus. One that
// never fires without another may be a part of that other.

#ifndef UNBOIL_CORPUS_COVERAGE_H_
#define UNBOIL_CORPUS_COVERAGE_H_

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "unboil/unboil.h"

namespace unboil {

// The rules that own a removal, each once, in order.
std::vector<std::size_t> FiredRules(std::span<const Removal> removals);

class Coverage {
 public:
  explicit Coverage(std::size_t rules) : rules_(rules) {}

  // A document's FiredRules.
  void Add(const std::vector<std::size_t>& fired);

  std::size_t documents() const { return documents_; }

  // In how many documents the rule fired.
  std::size_t Fired(std::size_t rule) const { return rules_[rule].documents; }

  // The rule that fired in each document in which `rule` did, and least often
  // elsewhere. nullopt: there is none, or `rule` fired in one document only,
  // where any company is chance.
  std::optional<std::size_t> Companion(std::size_t rule) const;

 private:
  struct Rule {
    std::size_t documents = 0;
    std::vector<std::size_t> company;  // that was there each time, in order
  };

  std::size_t documents_ = 0;
  std::vector<Rule> rules_;
};

// An example of what a rule removes that another rule would remove as well,
// wherever the first one may act.
struct SpareExample {
  std::size_t rule;
  std::string text;
  std::size_t other;
};

// Of the rules that are enabled.
std::vector<SpareExample> FindSpareExamples(std::span<const RuleInfo> rules);

}  // namespace unboil

#endif  // UNBOIL_CORPUS_COVERAGE_H_
