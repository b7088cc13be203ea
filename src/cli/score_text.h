// What a cleaning scores as standard output shows it, for people and for
// programs.
//
//   3 documents, cleaned with no built-in rules, my.toml
//
//                      untouched            cleaned
//   documents      P     R    F1      P     R    F1  lost %  file
//           3  0.699 0.941 0.802  0.912 0.941 0.927  19.016  posts.jsonl
//
//   what each rule adds
//        F1   lost %  removals  documents  rule
//   +0.1246  +19.016         2          2  my.gullpost.hear
//
//   worst documents
//           untouched            cleaned
//       P     R    F1      P     R    F1  document
//   0.737 0.824 0.778  0.737 0.824 0.778  posts.jsonl:3
//
// Columns of what nobody has said are left out: without a reference there is no
// F1, without phrases no share of them.

#ifndef UNBOIL_CLI_SCORE_TEXT_H_
#define UNBOIL_CLI_SCORE_TEXT_H_

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/digest.h"
#include "corpus/score.h"
#include "unboil/unboil.h"

namespace unboil {

struct ScoredFile {
  std::string name;
  ScoreSheet sheet;
  CorpusDigest digest;
};

struct Scores {
  std::string cleaned_with;  // what people call the rule set
  std::span<const RuleInfo> rules;
  std::vector<ScoredFile> files;
  ScoreSheet all;
  WorstDocuments worst;
  std::vector<std::string> low;  // a sentence for each figure below its floor
};

// Of the rules, `top` that add most and `top` that add least.
std::string ScoreText(const Scores& scores, std::size_t top);

// One object, with a line feed. docs/regression.md has its members.
std::string ScoreJson(const Scores& scores);

}  // namespace unboil

#endif  // UNBOIL_CLI_SCORE_TEXT_H_
