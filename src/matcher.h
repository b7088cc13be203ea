// Matcher: which rules select which lines, paragraphs and spans of a document.
// It looks at one unit at a time; guards that depend on what stands around it
// are for plan.h.
//
// RE2 is not asked about every rule and line. FilteredRE2 tells, for all
// patterns together, the literals of which some must stand in a match
// ("original", "third part"); LiteralSet finds those that stand in a line, and
// FilteredRE2 says which patterns that leaves. Most lines leave none.
//
// A rule with concepts is left when enough of its concepts are, so that the
// common words of one concept alone select nothing.

#ifndef UNBOIL_MATCHER_H_
#define UNBOIL_MATCHER_H_

#include <re2/filtered_re2.h>
#include <re2/re2.h>

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "document.h"
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
  // detectors of repeats), are passed over. Fails on a pattern that RE2
  // refuses.
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
  // The expressions of one rule, as ids of FilteredRE2.
  struct Program {
    std::size_t rule;
    Unit unit;
    std::size_t max_chars;
    int pattern = -1;
    std::vector<int> concepts;
    std::size_t need = 0;
    std::unique_ptr<re2::RE2> unless;
  };
  // Which program, and whether as its pattern or as a concept.
  struct Expression {
    std::size_t program;
    bool is_concept;
  };
  struct Scratch;

  Result<int> Add(const RuleInfo& rule, const std::string& pattern,
                  Expression expression);
  void Index();
  const Program* ProgramOf(std::size_t rule) const;

  // Programs whose literals are found in `key`.
  void SelectCandidates(std::string_view key, Scratch* scratch) const;
  bool MatchesUnit(const Program& program, std::string_view key) const;
  void FindSpans(const Program& program, std::string_view key, std::size_t line,
                 std::vector<Hit>* hits) const;

  std::vector<Program> programs_;        // in order of rules
  std::vector<Expression> expressions_;  // by FilteredRE2's id
  std::unique_ptr<re2::FilteredRE2> filter_;
  LiteralSet literals_;
  std::vector<int> unguarded_;  // expressions that every key may match
};

}  // namespace unboil

#endif  // UNBOIL_MATCHER_H_
