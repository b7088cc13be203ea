// What becomes of a document on two sides, of which a rule change is the usual
// difference:
//
//   before: [any.share.bar 20-40]
//   now:    [any.share.bar 20-30] [my.pack.links 30-60]
//   pieces: 20-30 gone on both sides
//           30-40 gone on both sides, by another rule
//           40-60 newly gone, by my.pack.links
//
// Only what goes on one side and stays on the other is a change. That another
// rule takes the same text changes nothing for whoever reads it.

#ifndef UNBOIL_CORPUS_CHANGE_H_
#define UNBOIL_CORPUS_CHANGE_H_

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/case_file.h"
#include "unboil/unboil.h"

namespace unboil {

// A removal whose rule has a name, since two sides need not have the same
// rules.
struct Taken {
  Range range;
  std::string_view rule;
  std::optional<Range> twin;
};

// The names are those of `rules`.
std::vector<Taken> NameRules(std::span<const Removal> removals,
                             std::span<const RuleInfo> rules);

// A document and what goes of it on both sides.
struct ComparedDocument {
  std::string_view name;
  std::string_view text;
  std::span<const Taken> before;
  std::span<const Taken> now;
};

// A range of which all goes the same way: what takes it, or null.
struct Piece {
  Range range;
  const Taken* before = nullptr;
  const Taken* now = nullptr;

  bool IsChange() const { return (before == nullptr) != (now == nullptr); }
};

// What goes on at least one side, in order, in pieces as long as possible. They
// point into the document's spans.
std::vector<Piece> FindPieces(const ComparedDocument& document);

enum class Change { kNewlyRemoved, kNewlyKept };

// Texts in samples are no longer than this: a document without line feeds is
// one line, and samples are kept.
inline constexpr std::size_t kSampleCharacters = 1000;

// A line on both sides.
struct ComparedLine {
  std::size_t number = 0;  // from 1
  std::string content;     // its beginning
  Verdict before = Verdict::kKept;
  Verdict now = Verdict::kKept;
  bool is_same = true;  // on both sides, also where it is cut
};

// What one rule does otherwise in one document.
struct RuleChange {
  std::string rule;
  Change change = Change::kNewlyRemoved;
  std::size_t lines = 0;  // of which something goes that is no white space
  std::size_t bytes = 0;
  // Its first change, in a line that has text if there is one.
  std::size_t line = 0;              // from 1
  std::string text;                  // of the change, the beginning
  std::vector<ComparedLine> sample;  // the line, and one on each side
};

struct DocumentChange {
  std::string name;
  std::vector<RuleChange> rules;  // in order of the text
};

// nullopt: what stays is the same.
std::optional<DocumentChange> FindChange(const ComparedDocument& document);

}  // namespace unboil

#endif  // UNBOIL_CORPUS_CHANGE_H_
