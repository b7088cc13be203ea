// Matcher: which rules select which lines, paragraphs and spans of a document.
// It looks at one unit at a time; guards that depend on what stands around it
// are for plan.h.
//
// RE2 is not asked about every rule and line. Each rule has gates: expressions
// of which one must match where the rule does. That is its pattern; or, of a
// rule that needs 6 of 9 concepts, any 4 of them, and those are taken that
// stand in the fewest texts. factors.h tells of each gate the strings of which
// one must stand in a match ("original", "third part"), and factor_index.h
// finds those that stand in the document. Most lines have none. Where one
// stands, a gate that says no more than its factors is open; else RE2 is asked,
// and only about the bytes around the factor that a match could reach. An
// expression is compiled when that happens for the first time, which for most
// rules is never.

#ifndef UNBOIL_MATCHER_H_
#define UNBOIL_MATCHER_H_

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "document.h"
#include "factor_index.h"
#include "image.h"
#include "lazy_regex.h"
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

// Rules whose gates were worked out before, by Matcher::Compile.
struct CompiledRules {
  // Stands for a rule whose place another took.
  static constexpr std::size_t kReplaced =
      std::numeric_limits<std::size_t>::max();

  std::vector<std::size_t> at;           // rule i of the image is rules[at[i]]
  std::span<const std::uint64_t> image;  // must outlive the matcher
};

// What was found in a text out of which something has been cut since. What a
// line selects depends on its own text, and on whether it is a paragraph by
// itself, so it need not be looked for again in lines that stand as they stood.
struct EarlierHits {
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  // By line: which line of the earlier text it is, of which it has the text,
  // and where it is a paragraph by itself, too; kNone for any other.
  std::span<const std::size_t> line_of;
  std::span<const Hit> hits;  // as Find gave them, or some of them
};

class Matcher {
 public:
  // Rules that are not enabled, and those without pattern and concepts (the
  // detectors of repeats), are passed over.
  // REQUIRES: RE2 accepts every pattern; one that it refuses matches nothing.
  explicit Matcher(std::span<const RuleInfo> rules);

  // The same where all rules, detectors aside, come compiled.
  Matcher(std::span<const RuleInfo> rules,
          std::span<const CompiledRules> compiled);

  // Adds what is worked out of the patterns of `rules` to `image`: their gates,
  // and the index of these. Whether they are enabled does not matter.
  static void Compile(std::span<const RuleInfo> rules, ImageWriter* image);

  // Sets `*hits` to every hit, in order of its first line, then of rules.
  void Find(const Document& document, std::vector<Hit>* hits) const;

  // The same, but of lines that `earlier` knows the hits are taken from there.
  // REQUIRES: `*hits` are not the earlier ones.
  void FindAgain(const Document& document, const EarlierHits& earlier,
                 std::vector<Hit>* hits) const;

  // Whether rule `rule`, guards of context aside, selects `text` taken as one
  // unit; of a span rule, whether a match stands in it.
  bool Matches(std::size_t rule, std::string_view text) const;

  // Whether some factor must stand in every match, so that RE2 does not run on
  // each unit.
  bool IsGuarded(std::size_t rule) const;

 private:
  struct Gate {
    std::size_t program;
    std::unique_ptr<LazyRegex> regex;  // null where the program is off
    bool is_exact;      // it matches wherever one of its factors stands
    std::size_t reach;  // bytes of the longest match, or more than any text has
  };

  // Some rules, and the factors of their gates.
  struct Part {
    FactorIndex index;
    std::uint32_t first_gate;  // set 0 of the index
  };

  struct Program {
    std::size_t rule;
    bool enabled;
    Unit unit;
    std::size_t max_chars;

    // Of its gates and other concepts together so many must match.
    std::size_t need = 1;
    std::vector<std::unique_ptr<LazyRegex>> other_concepts;
    std::unique_ptr<LazyRegex> pattern;  // beside concepts
    std::unique_ptr<LazyRegex> unless;
  };

  // A gate that may match in bytes [begin, end) of a key, and nowhere else.
  struct Opening {
    std::uint32_t gate;
    std::size_t begin;
    std::size_t end;
  };

  // What a rule may select: a line, or the lines of a wrapped paragraph.
  struct TextUnit {
    std::string_view key;
    std::size_t chars;
    std::size_t first;
    std::size_t last;
    bool is_line;
    bool is_paragraph;
  };
  struct Scratch;

  void AddPart(std::span<const RuleInfo> rules, const CompiledRules& part);
  const Program* ProgramOf(std::size_t rule) const;

  // Appends to `*found` the factors of all parts that stand in bytes
  // [begin, end) of `keys`, in order.
  void FindFactors(std::string_view keys, std::size_t begin, std::size_t end,
                   std::vector<FactorIndex::Found>* found) const;
  void FindFactors(const Document& document, const EarlierHits& earlier,
                   std::vector<FactorIndex::Found>* found) const;
  void FindAtBegin(std::string_view key,
                   std::vector<std::uint32_t>* gates) const;

  // Sets `scratch->openings` to the gates that are open for `unit`, in order.
  // `found` are the factors that stand in it.
  void FindOpenings(const TextUnit& unit, std::size_t key_begin,
                    std::span<const FactorIndex::Found> found,
                    Scratch* scratch) const;
  void FindInUnit(const TextUnit& unit, std::span<const Opening> openings,
                  std::vector<Hit>* hits) const;

  bool MayMatch(const Program& program, const TextUnit& unit) const {
    return program.enabled &&
           (program.max_chars == 0 || unit.chars <= program.max_chars) &&
           (program.unit == Unit::kParagraph ? unit.is_paragraph
                                             : unit.is_line);
  }

  bool IsOpen(const Opening& opening, std::string_view key) const;

  // It is known that of the program's gates only `openings` may match.
  bool MatchesUnit(const Program& program, std::string_view key,
                   std::span<const Opening> openings) const;
  bool HasConcepts(const Program& program, std::string_view key,
                   std::span<const Opening> openings) const;
  void FindSpans(const Program& program, const TextUnit& unit,
                 const Opening& opening, std::vector<Hit>* hits) const;

  std::vector<Program> programs_;
  std::vector<Gate> gates_;
  std::vector<Part> parts_;
  std::vector<std::uint64_t> own_image_;   // of rules that came uncompiled
  std::vector<std::uint32_t> open_gates_;  // those that no factor guards
};

}  // namespace unboil

#endif  // UNBOIL_MATCHER_H_
