// Case files: a document and what must become of it, in one text that a person
// reviews line by line.
//
//   === view original after the story
//   # The label stands alone, two lines below the story.
//   @ any.syndication.view-original
//   % --level 2
//   | The bank raised its rate on Tuesday.
//   -
//   - View original
//
// `=== name` starts a case, `# ` is a note, `@ id` says that this rule owns at
// least one removal, `% ` gives options. Every line of the document has a
// gutter: `| ` kept, `- ` removed, `~ ` cut inside and followed at once by one
// `+ ` line, which is that line of the output. A bare gutter is an empty line;
// an empty line of the file is ignored.
//
// Escapes: `\s` a blank at the end of a line, `\r` a CR, `\\` a backslash, and
// `\xHH` a byte that a person could not see or an editor would spoil: NUL and
// other controls, bad UTF-8, byte order marks, line separators. A last line
// `\ no newline` closes a text without a final newline. So any bytes at all can
// be a document. The file itself is UTF-8 without NUL bytes.
//
// What the gutter says, exactly. A line's content is all up to its terminator,
// LF or CR LF. A byte order mark at the start belongs to no line: it stays.
//   |  all of the content stays; an empty line: its line feed stays
//   -  none of the content stays; an empty line: its line feed goes
//   ~  some of it stays
// The output that a case expects follows from that: kept and cut lines with
// their terminators, nothing of the others. One rule more: where a text without
// final newline loses its last line, the line that is now last loses its
// terminator unless it is empty (a text without final newline gains none).
// unboil's white space rules produce exactly such outputs, so a test compares
// gutters, which show a difference best, and then bytes, which miss none.

#ifndef UNBOIL_CORPUS_CASE_FILE_H_
#define UNBOIL_CORPUS_CASE_FILE_H_

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "unboil/unboil.h"

namespace unboil {

enum class Verdict : char { kKept = '|', kRemoved = '-', kCut = '~' };

// What became of a line of a document.
struct JudgedLine {
  Range line;     // with its terminator
  Range content;  // without it
  Verdict verdict = Verdict::kKept;
  std::string rest;  // of a cut line: the content that stays
};

// REQUIRES: the removals are in order and do not overlap, as Clean gives them.
std::vector<JudgedLine> JudgeLines(std::string_view text,
                                   std::span<const Removal> removals);

// Whether the same of a line stays. REQUIRES: it is the same line
bool IsSameFate(const JudgedLine& a, const JudgedLine& b);

// The output that the verdicts imply (see above).
std::string ImpliedOutput(std::string_view text,
                          std::span<const JudgedLine> lines);

// Full ids of the rules that own a removal, each once, in order of the text.
std::vector<std::string> Owners(std::span<const Removal> removals,
                                std::span<const RuleInfo> rules);

struct Case {
  std::string name;
  std::size_t line = 0;  // of `=== name` in the file, from 1

  struct Owner {
    std::string id;
    std::size_t line;
  };
  std::vector<Owner> owners;

  struct OptionLine {
    std::vector<std::string> words;  // as a shell would pass them
    std::size_t line;
  };
  std::vector<OptionLine> options;

  std::string text;
  std::vector<JudgedLine> lines;  // as expected
  // Where they stand in the file: lines[i] on line places[i].gutter, its `+ `
  // line on places[i].rest, or 0.
  struct Place {
    std::size_t gutter = 0;
    std::size_t rest = 0;
  };
  std::vector<Place> places;
};

// The cases of a file, or its first fault.
Result<std::vector<Case>> ParseCaseFile(const Source& source);

// A case that expects what was found. `options` are the words of a command
// line; each flag gets a `% ` line of its own.
std::string MarkCase(std::string_view name,
                     std::span<const std::vector<std::string>> options,
                     std::string_view text, std::span<const Removal> removals,
                     std::span<const RuleInfo> rules);

// New expectations for a case of a file.
struct CaseUpdate {
  const Case* old = nullptr;
  std::vector<JudgedLine> lines;  // of the same text
  std::vector<std::string> owners;
};

// The file with other gutters, `+ ` and `@ ` lines for these cases; everything
// else is the same bytes.
std::string UpdateCaseFile(std::string_view file,
                           std::span<const CaseUpdate> updates);

// `text` as a case file would show it, without line feeds in it.
std::string EscapeLine(std::string_view text);

}  // namespace unboil

#endif  // UNBOIL_CORPUS_CASE_FILE_H_
