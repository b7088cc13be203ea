// What a reviewer would look for in a new rule, found by the machine.
//
// All sources are read first, since an id may be retired or used in another
// file. Then each rule is checked from its id down to its examples, and every
// fault is told, not only the first: whoever mends a rule wants the whole list.
//
// Examples are judged by the matcher itself, so that an example means here what
// it means in a document. Guards that look at the text around a unit (zone,
// near, alone, run, min_before, max_after) cannot be judged on one unit and do
// not count.

#include "rule_check.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "factors.h"
#include "matcher.h"
#include "pattern_facts.h"
#include "rule_file.h"

namespace unboil {
namespace {

constexpr std::size_t kMinHits = 2;    // examples that the rule must select
constexpr std::size_t kMinMisses = 1;  // and near misses that it must not

bool IsBlank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

std::string Quoted(std::string_view text) {
  return '"' + std::string(text) + '"';
}

std::string PlaceOf(const RuleInfo& rule) {
  return rule.file + ':' + std::to_string(rule.line);
}

// What all sources together say about ids.
struct Ids {
  std::unordered_map<std::string, std::string> retired;  // id to file
  std::unordered_map<std::string, const RuleInfo*> used;
};

// Checks the rules of one file.
class FileChecker {
 public:
  FileChecker(const Source& source, const RuleFile& file,
              std::vector<RuleFault>* faults)
      : source_(source), file_(file), faults_(faults) {}

  void Check(Ids* ids) {
    CheckPack();
    const Matcher matcher(file_.rules);
    for (rule_ = 0; rule_ < file_.rules.size(); ++rule_) {
      CheckId(ids);
      CheckKeys();
      CheckPatterns();
      CheckExampleCounts();
      CheckMatches(matcher);
    }
  }

 private:
  const RuleInfo& rule() const { return file_.rules[rule_]; }
  const RulePlaces& places() const { return file_.places[rule_]; }

  void Tell(const Error& error) { faults_->push_back({error, false}); }

  Error At(std::string_view key, std::size_t index,
           std::string_view fault) const {
    return ErrorAt(source_, places().Find(key, index), rule().id, fault);
  }

  void CheckPack();
  void CheckId(Ids* ids);
  void CheckKeys();
  void CheckPatterns();
  void CheckPattern(std::string_view key, std::size_t index,
                    std::string_view pattern);
  void CheckExampleCounts();
  void CheckExampleCount(std::string_view key, std::size_t count,
                         std::size_t needed, std::string_view what);
  void CheckMatches(const Matcher& matcher);
  void CheckExample(const Matcher& matcher, std::string_view key,
                    std::size_t index, std::string_view example);

  const Source& source_;
  const RuleFile& file_;
  std::vector<RuleFault>* faults_;
  std::size_t rule_ = 0;  // the one being checked
};

// Whoever gets a pack must know what it is and what may be done with it.
void FileChecker::CheckPack() {
  if (!file_.pack) return;
  const PackInfo& pack = *file_.pack;
  const std::pair<std::string_view, const std::string*> kKeys[] = {
      {"name", &pack.name},
      {"version", &pack.version},
      {"license", &pack.license},
      {"about", &pack.about}};
  for (const auto& [key, value] : kKeys) {
    if (!IsBlank(*value)) continue;
    Tell(ErrorAt(source_, pack.place, "", "a pack needs its " + Quoted(key)));
  }
}

void FileChecker::CheckId(Ids* ids) {
  if (ids->retired.contains(rule().id)) {
    Tell(At("id", 0,
            "this id is retired by " + ids->retired.at(rule().id) +
                " and may never be used again"));
  }
  const auto [first, is_new] = ids->used.emplace(rule().id, &rule());
  const bool may_replace = rule().overrides || first->second->overrides;
  if (!is_new && !may_replace) {
    Tell(At("id", 0,
            "this id is also used at " + PlaceOf(*first->second) +
                "; to replace that rule, write override = true"));
  }
}

void FileChecker::CheckKeys() {
  if (IsBlank(rule().why)) {
    Tell(At("why", 0, "a rule needs a \"why\": the reason for it"));
  }
  const bool is_cut =
      rule().action == Action::kCutAfter || rule().action == Action::kCutBefore;
  if (is_cut && !places().Has("level")) {
    Tell(At("action", 0,
            "a cut takes text that no pattern has seen; say its \"level\""));
  }
}

void FileChecker::CheckPatterns() {
  if (!rule().pattern.empty()) CheckPattern("pattern", 0, rule().pattern);
  if (!rule().unless.empty()) CheckPattern("unless", 0, rule().unless);
  for (std::size_t i = 0; i < rule().concepts.size(); ++i) {
    CheckPattern("concepts", i, rule().concepts[i]);
  }
}

std::string UnfoldedFault(const PatternSyntax::Unfolded& unfolded) {
  if (unfolded.text.starts_with("(?")) {
    return Quoted(unfolded.text) +
           " has no use: text is folded before it is matched, so write lower "
           "case";
  }
  const std::string fault =
      Quoted(unfolded.text) + " can never match folded text, which ";
  if (unfolded.folded.empty()) return fault + "leaves it out";
  return fault + "has " + Quoted(unfolded.folded) + " in its place";
}

void FileChecker::CheckPattern(std::string_view key, std::size_t index,
                               std::string_view pattern) {
  const Place quote = places().Find(key, index);
  const PatternFacts facts = ExaminePattern(pattern);
  for (const PatternSyntax::Unfolded& unfolded : facts.unfolded) {
    Tell(ErrorInString(source_, quote, unfolded.offset, rule().id,
                       UnfoldedFault(unfolded)));
  }
  if (facts.widest_gap > kMaxGap) {
    Tell(ErrorInString(source_, quote, facts.widest_gap_offset, rule().id,
                       "a gap of " + std::to_string(facts.widest_gap) +
                           " makes matching slow; at most " +
                           std::to_string(kMaxGap) + " may be skipped"));
  }
}

// What a rule selects goes, or with `keep` is protected: so the two kinds of
// examples change places.
void FileChecker::CheckExampleCounts() {
  const bool is_keep = rule().action == Action::kKeep;
  CheckExampleCount(
      "remove", rule().remove_examples.size(), is_keep ? kMinMisses : kMinHits,
      is_keep ? "text that it does not protect" : "text that it removes");
  CheckExampleCount(
      "keep", rule().keep_examples.size(), is_keep ? kMinHits : kMinMisses,
      is_keep ? "text that it protects" : "a near miss that stays");
}

void FileChecker::CheckExampleCount(std::string_view key, std::size_t count,
                                    std::size_t needed, std::string_view what) {
  if (count >= needed) return;
  Tell(At(key, 0,
          "a rule needs at least " + std::to_string(needed) + ' ' +
              Quoted(key) + (needed == 1 ? " example, " : " examples, ") +
              std::string(what)));
}

void FileChecker::CheckMatches(const Matcher& matcher) {
  if (!matcher.IsGuarded(rule_)) {
    faults_->push_back(
        {At("pattern", 0,
            "no literal of " + std::to_string(kShortestFactor) +
                " or more bytes must stand in a match, so RE2 runs on every "
                "line"),
         true});
  }
  for (std::size_t i = 0; i < rule().remove_examples.size(); ++i) {
    CheckExample(matcher, "remove", i, rule().remove_examples[i]);
  }
  for (std::size_t i = 0; i < rule().keep_examples.size(); ++i) {
    CheckExample(matcher, "keep", i, rule().keep_examples[i]);
  }
}

void FileChecker::CheckExample(const Matcher& matcher, std::string_view key,
                               std::size_t index, std::string_view example) {
  if (IsBlank(example)) {
    Tell(At(key, index, "this example is empty"));
    return;
  }
  if (rule().unit != Unit::kParagraph &&
      example.find('\n') != std::string_view::npos) {
    Tell(At(key, index,
            "this rule looks at one line, so its examples are "
            "lines"));
    return;
  }
  const bool is_keep_rule = rule().action == Action::kKeep;
  const bool is_selected = matcher.Matches(rule_, example);
  const bool must_be_selected = (key == "keep") == is_keep_rule;
  if (is_selected == must_be_selected) return;
  const std::string verdict =
      is_keep_rule ? (is_selected ? "protects" : "does not protect")
                   : (is_selected ? "removes" : "does not remove");
  Tell(
      At(key, index,
         "the rule " + verdict + " this \"" + std::string(key) + "\" example"));
}

}  // namespace

std::vector<RuleFault> CheckRules(std::span<const Source> sources) {
  std::vector<Result<RuleFile>> files;
  Ids ids;
  for (const Source& source : sources) {
    files.push_back(ParseRuleFile(source));
    if (!files.back()) continue;
    for (const std::string& id : files.back()->retired) {
      ids.retired.emplace(id, source.name);
    }
  }

  std::vector<RuleFault> faults;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    if (files[i]) {
      FileChecker(sources[i], *files[i], &faults).Check(&ids);
    } else {
      faults.push_back({files[i].error(), false});
    }
  }
  return faults;
}

}  // namespace unboil
