// Matcher: which rules select which lines, paragraphs and spans of a document.
// It looks at one unit at a time; guards that depend on what stands around it
// are for plan.h.
//
// RE2 is not asked about every rule and line. Each rule has gates: expressions
// of which one must match where the rule does. That is its pattern; or, of a
// rule that needs 6 of 9 concepts, any 4 of them, and the rarest are taken.
// FilteredRE2 tells, for all gates together, the literals of which some must
// stand in a match ("original", "third part"); LiteralSet finds those that
// stand in a line, and FilteredRE2 says which gates that leaves open. Most
// lines leave none.

#ifndef UNBOIL_MATCHER_H_
#define UNBOIL_MATCHER_H_

#include <re2/filtered_re2.h>
#include <re2/re2.h>

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "document.h"
#include "lazy_regex.h"
#include "literal_set.h"
#include "unboil/unboil.h"

namespace unboil {

// What a rule selected: lines [first, last) of the document, and of a span rule
// the bytes [key_begin, key_end) of the one line's key.
struct Hit {
  std::size_t rule;
  std::size_t first;
  std::size_t last;
  std::size_t key_begin = 0;
  std::size_t key_end = 0;
};

class Matcher {
 public:
  // Rules that are not enabled, and those without pattern and concepts (the
  // detectors of repeats), are passed over. REQUIRES: RE2 accepts every
  // pattern; one that it refuses is reported if it is a gate.
  static Result<Matcher> Compile(std::span<const RuleInfo> rules);

  // Sets `*hits` to every hit, in order of its first line, then of rules.
  void Find(const Document& document, std::vector<Hit>* hits) const;

  // Whether rule `rule`, guards of context aside, selects `text` taken as one
  // unit; of a span rule, whether a match stands in it.
  bool Matches(std::size_t rule, std::string_view text) const;

  // Whether some literal of LiteralSet::kMinLength bytes or more must stand in
  // every match, so that RE2 does not run on each unit.
  bool IsGuarded(std::size_t rule) const;

 private:
  struct Program {
    std::size_t rule;
    Unit unit;
    std::size_t max_chars;

    // Gates [first_gate, first_gate + gates): the pattern, or of the concepts
    // the first.
    int first_gate = 0;
    std::size_t gates = 1;

    bool has_concepts = false;
    std::size_t need = 0;
    std::vector<std::unique_ptr<LazyRegex>> other_concepts;
    std::unique_ptr<LazyRegex> pattern;  // beside concepts
    std::unique_ptr<LazyRegex> unless;
  };
  struct Scratch;

  Result<Program> MakeProgram(const RuleInfo& rule, std::size_t index);
  std::optional<Error> AddGate(const RuleInfo& rule,
                               const std::string& pattern);
  void Index();
  const Program* ProgramOf(std::size_t rule) const;

  // Sets scratch->gates to the gates that are open for `key`, in order.
  void OpenGates(std::string_view key, Scratch* scratch) const;

  // Calls `act` with each program that selects `key`.
  template <typename Act>
  void ForEachMatch(std::string_view key, Scratch* scratch, Act act) const;

  // `open` are the program's open gates; it is known that of its gates no
  // others match.
  bool MatchesUnit(const Program& program, std::string_view key,
                   std::span<const int> open) const;
  bool HasConcepts(const Program& program, std::string_view key,
                   std::span<const int> open) const;
  void FindSpans(const Program& program, std::string_view key, std::size_t line,
                 std::vector<Hit>* hits) const;

  std::vector<Program> programs_;  // in order of rules
  std::unique_ptr<re2::FilteredRE2> gates_;
  std::vector<std::size_t> program_of_gate_;
  LiteralSet literals_;
  std::vector<int> open_gates_;  // those that no literal guards
};

}  // namespace unboil

#endif  // UNBOIL_MATCHER_H_
