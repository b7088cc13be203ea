#include "plan.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <map>
#include <utility>

#include "count_above.h"

namespace unboil {
namespace {

constexpr std::size_t kZoneLines = 15;      // standing lines beyond a zone
constexpr std::size_t kNearLines = 3;       // standing lines from a removal
constexpr std::size_t kParagraphLook = 10;  // lines without a blank one
constexpr std::uint32_t kNobody = std::numeric_limits<std::uint32_t>::max();

bool HasContextGuard(const RuleInfo& rule) {
  return rule.zone != Zone::kAny || rule.min_before != 0 ||
         rule.max_after.has_value() || rule.alone || rule.near_removal ||
         rule.run != 0 || rule.action == Action::kCutAfter ||
         rule.action == Action::kCutBefore;
}

// Lines that a rule with guards selected together: one unit, or a run of them.
struct Candidate {
  std::size_t rule;
  std::size_t first;
  std::size_t last;
  std::vector<Hit> units;
};

// What is worth keeping from one document to the next.
struct Memory {
  std::vector<char> protected_lines;
  std::vector<std::uint32_t> owner;
  std::vector<char> spans_on;
  LineFates fates;
  RepeatFindings findings;
};

Memory& ThreadMemory() {
  thread_local Memory memory;
  return memory;
}

class Planner {
 public:
  Planner(const PlanInput& input, Memory* memory)
      : in_(input),
        lines_(input.document.lines()),
        protected_(memory->protected_lines),
        owner_(memory->owner),
        spans_on_(memory->spans_on),
        fates_(memory->fates),
        findings_(memory->findings) {
    protected_.assign(lines_.size(), 0);
    owner_.assign(lines_.size(), kNobody);
    spans_on_.assign(lines_.size(), 0);
  }

  std::vector<Taking> Run() {
    Protect();
    TakeUnguarded();
    TakeRepeats();
    TakeGuarded();
    DropSpansOfTakenLines();
    WithdrawRepeatsWithoutTwin();
    return std::move(takings_);
  }

 private:
  void Protect();
  void TakeUnguarded();
  void TakeRepeats();
  void TakeGuarded();
  void DropSpansOfTakenLines();
  void WithdrawRepeatsWithoutTwin();

  const RuleInfo& RuleOf(const Hit& hit) const { return in_.rules[hit.rule]; }
  bool Stands(std::size_t line) const { return owner_[line] == kNobody; }

  // No line of [first, last) is protected or gone.
  bool IsFree(std::size_t first, std::size_t last) const;
  void TakeLines(std::size_t rule, std::size_t first, std::size_t last);
  void TakeSpans(std::vector<Hit> spans);

  std::vector<Candidate> Candidates() const;
  void AddRuns(std::size_t rule, const std::vector<Hit>& hits,
               std::vector<Candidate>* candidates) const;
  void MeasureStanding();
  void Take(const Candidate& candidate);
  void CutAfter(const Candidate& candidate);
  void CutBefore(const Candidate& candidate);
  bool StopsCut(std::size_t line) const;

  bool GuardsHold(const Candidate& candidate) const;
  bool IsInHead(std::size_t first) const;
  bool IsInTail(std::size_t last) const;
  bool IsAlone(std::size_t first, std::size_t last) const;
  bool IsNearRemoval(std::size_t first, std::size_t last) const;
  std::size_t CharsBefore(std::size_t line) const;
  std::size_t CharsAfter(std::size_t line) const;

  const PlanInput& in_;
  const std::vector<Line>& lines_;
  std::vector<char>& protected_;
  std::vector<std::uint32_t>& owner_;  // by line: the rule that took it
  std::vector<char>& spans_on_;        // by line: something inside it goes
  LineFates& fates_;
  RepeatFindings& findings_;
  std::vector<Taking> takings_;

  // What stands before the guarded rules act, and what they took so far. They
  // act from top to bottom, so what they took lies above the line in question.
  std::vector<std::size_t> chars_above_;       // by line, of standing lines
  std::vector<std::uint32_t> standing_above_;  // by line
  std::vector<std::uint32_t> blanks_above_;  // by line, places with blank lines
  std::vector<char> seam_above_;             // by line
  std::vector<std::size_t> behind_standing_;  // by line: below the one above it
  std::vector<std::size_t> next_standing_;    // by line: it or one below
  std::vector<std::size_t> next_start_;  // likewise, or a copy's first line
  std::size_t guarded_chars_ = 0;
  std::size_t guarded_lines_ = 0;
};

void Planner::Protect() {
  for (const Hit& hit : in_.hits) {
    if (RuleOf(hit).action != Action::kKeep) continue;
    for (std::size_t line = hit.first; line < hit.last; ++line) {
      protected_[line] = 1;
    }
  }
}

bool Planner::IsFree(std::size_t first, std::size_t last) const {
  for (std::size_t line = first; line < last; ++line) {
    if (protected_[line] || !Stands(line)) return false;
  }
  return true;
}

void Planner::TakeLines(std::size_t rule, std::size_t first, std::size_t last) {
  for (std::size_t line = first; line < last; ++line) {
    owner_[line] = static_cast<std::uint32_t>(rule);
  }
  Taking taking;
  taking.rule = rule;
  taking.first = first;
  taking.last = last;
  takings_.push_back(taking);
}

void Planner::TakeUnguarded() {
  std::vector<Hit> units;
  std::vector<Hit> spans;
  for (const Hit& hit : in_.hits) {
    const RuleInfo& rule = RuleOf(hit);
    if (rule.action != Action::kRemove || HasContextGuard(rule)) continue;
    (rule.unit == Unit::kSpan ? spans : units).push_back(hit);
  }
  // The longest removal wins, then the order of rules.
  std::stable_sort(units.begin(), units.end(), [](const Hit& a, const Hit& b) {
    return a.last - a.first > b.last - b.first;
  });
  for (const Hit& hit : units) {
    if (IsFree(hit.first, hit.last)) TakeLines(hit.rule, hit.first, hit.last);
  }
  TakeSpans(std::move(spans));
}

void Planner::TakeSpans(std::vector<Hit> spans) {
  std::stable_sort(spans.begin(), spans.end(), [](const Hit& a, const Hit& b) {
    return a.key_end - a.key_begin > b.key_end - b.key_begin;
  });
  // By line and first byte: the byte behind the last.
  std::map<std::pair<std::size_t, std::size_t>, std::size_t> taken;
  for (const Hit& hit : spans) {
    if (!IsFree(hit.first, hit.last)) continue;
    const auto behind = taken.lower_bound({hit.first, hit.key_begin});
    if (behind != taken.end() && behind->first.first == hit.first &&
        behind->first.second < hit.key_end) {
      continue;
    }
    if (behind != taken.begin()) {
      const auto before = std::prev(behind);
      if (before->first.first == hit.first && before->second > hit.key_begin) {
        continue;
      }
    }
    taken[{hit.first, hit.key_begin}] = hit.key_end;
    spans_on_[hit.first] = 1;
    Taking taking;
    taking.rule = hit.rule;
    taking.first = hit.first;
    taking.last = hit.last;
    taking.key_begin = hit.key_begin;
    taking.key_end = hit.key_end;
    takings_.push_back(taking);
  }
}

void Planner::TakeRepeats() {
  fates_.taken.assign(lines_.size(), 0);
  fates_.doubtful.assign(lines_.size(), 0);
  for (const Taking& taking : takings_) {
    if (taking.IsSpan()) continue;
    for (std::size_t line = taking.first; line < taking.last; ++line) {
      fates_.taken[line] = 1;
    }
  }
  for (const Hit& hit : in_.hits) {
    if (RuleOf(hit).action == Action::kKeep) continue;
    for (std::size_t line = hit.first; line < hit.last; ++line) {
      fates_.doubtful[line] |= RuleOf(hit).unit != Unit::kSpan;
    }
  }
  FindRepeats(in_.document, fates_, in_.title, in_.repeats, &findings_);
  if (findings_.repeats.empty()) return;
  const std::vector<std::uint32_t> spans_above = CountAbove(
      lines_.size(), [this](std::size_t line) { return spans_on_[line] != 0; });
  for (const Repeat& repeat : findings_.repeats) {
    // Where a span goes the copies differ until the next pass.
    const bool changes =
        spans_above[repeat.twin_first] != spans_above[repeat.twin_last];
    if (changes || spans_on_[repeat.line]) continue;
    TakeLines(static_cast<std::size_t>(repeat.detector), repeat.line,
              repeat.line + 1);
    takings_.back().twin_first = repeat.twin_first;
    takings_.back().twin_last = repeat.twin_last;
  }
}

void Planner::AddRuns(std::size_t rule, const std::vector<Hit>& hits,
                      std::vector<Candidate>* candidates) const {
  Candidate run = {rule, 0, 0, {}};
  const auto finish = [&] {
    if (run.units.size() >= in_.rules[rule].run) candidates->push_back(run);
    run.units.clear();
  };
  for (const Hit& hit : hits) {
    // Nothing stands between neighbours.
    const bool follows = !run.units.empty() && standing_above_[hit.first] ==
                                                   standing_above_[run.last];
    if (!follows) finish();
    if (run.units.empty()) run.first = hit.first;
    run.last = hit.last;
    run.units.push_back(hit);
  }
  finish();
}

std::vector<Candidate> Planner::Candidates() const {
  std::vector<Candidate> candidates;
  std::map<std::size_t, std::vector<Hit>> runs;  // by rule
  for (const Hit& hit : in_.hits) {
    const RuleInfo& rule = RuleOf(hit);
    if (rule.action == Action::kKeep || !HasContextGuard(rule) ||
        !IsFree(hit.first, hit.last)) {
      continue;
    }
    if (rule.run != 0) {
      runs[hit.rule].push_back(hit);
    } else {
      candidates.push_back({hit.rule, hit.first, hit.last, {hit}});
    }
  }
  for (const auto& [rule, hits] : runs) AddRuns(rule, hits, &candidates);
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& a, const Candidate& b) {
                     if (a.first != b.first) return a.first < b.first;
                     if (a.last != b.last) return a.last > b.last;
                     return a.rule < b.rule;
                   });
  return candidates;
}

void Planner::MeasureStanding() {
  const std::size_t n = lines_.size();
  chars_above_.assign(n + 1, 0);
  standing_above_ =
      CountAbove(n, [this](std::size_t line) { return Stands(line); });
  blanks_above_ = CountAbove(
      n, [this](std::size_t line) { return in_.document.BlankAfter(line); });
  seam_above_.assign(n + 1, 0);
  std::size_t seam = 0;
  for (std::size_t i = 0; i < n; ++i) {
    chars_above_[i + 1] = chars_above_[i] + (Stands(i) ? lines_[i].chars : 0);
    while (seam < in_.seams.size() && in_.seams[seam] <= lines_[i].begin) {
      seam_above_[i] = 1;
      ++seam;
    }
    // One inside a line is near on both sides of it.
    if (seam < in_.seams.size() && in_.seams[seam] <= lines_[i].end) {
      seam_above_[i] = seam_above_[i + 1] = 1;
    }
  }
  if (seam < in_.seams.size()) seam_above_[n] = 1;

  behind_standing_.assign(n + 1, 0);
  next_standing_.assign(n + 1, n);
  next_start_.assign(n + 1, n);
  for (std::size_t i = 0; i < n; ++i) {
    behind_standing_[i + 1] = Stands(i) ? i + 1 : behind_standing_[i];
  }
  for (std::size_t i = n; i-- > 0;) {
    next_standing_[i] = Stands(i) ? i : next_standing_[i + 1];
    next_start_[i] =
        Stands(i) || findings_.starts_copy[i] ? i : next_start_[i + 1];
  }
}

void Planner::TakeGuarded() {
  const auto guarded = [this](const Hit& hit) {
    return RuleOf(hit).action != Action::kKeep && HasContextGuard(RuleOf(hit));
  };
  if (std::none_of(in_.hits.begin(), in_.hits.end(), guarded)) return;
  MeasureStanding();
  const std::vector<Candidate> candidates = Candidates();
  for (const Candidate& candidate : candidates) {
    if (IsFree(candidate.first, candidate.first + 1) && GuardsHold(candidate)) {
      Take(candidate);
    }
  }
  // Some are near only to what was taken below them.
  for (std::size_t i = candidates.size(); i-- > 0;) {
    const Candidate& candidate = candidates[i];
    if (in_.rules[candidate.rule].near_removal &&
        IsFree(candidate.first, candidate.first + 1) && GuardsHold(candidate)) {
      Take(candidate);
    }
  }
}

void Planner::Take(const Candidate& candidate) {
  const RuleInfo& rule = in_.rules[candidate.rule];
  if (rule.action == Action::kCutAfter) {
    CutAfter(candidate);
    return;
  }
  if (rule.action == Action::kCutBefore) {
    CutBefore(candidate);
    return;
  }
  if (rule.unit == Unit::kSpan) {
    if (!spans_on_[candidate.first]) TakeSpans(candidate.units);
    return;
  }
  for (const Hit& unit : candidate.units) {
    if (!IsFree(unit.first, unit.last)) continue;
    TakeLines(candidate.rule, unit.first, unit.last);
    for (std::size_t line = unit.first; line < unit.last; ++line) {
      guarded_chars_ += lines_[line].chars;
      ++guarded_lines_;
    }
  }
}

// A cut may take an author's paragraphs with it, so it stops where anything
// says that the text goes on.
bool Planner::StopsCut(std::size_t line) const {
  const std::string_view key = in_.document.Key(line);
  return protected_[line] || findings_.in_copy[line] ||
         (line > 0 && key == in_.document.Key(0)) ||
         (!in_.title.empty() && key == in_.title);
}

void Planner::CutAfter(const Candidate& candidate) {
  if (findings_.in_copy[candidate.first]) return;
  std::size_t first = candidate.first;
  std::size_t line = first;
  for (; line < lines_.size(); ++line) {
    if (line >= candidate.last && StopsCut(line)) break;
    if (Stands(line)) {
      guarded_chars_ += lines_[line].chars;
      ++guarded_lines_;
      continue;
    }
    if (line > first) TakeLines(candidate.rule, first, line);
    first = line + 1;
  }
  if (line > first) TakeLines(candidate.rule, first, line);
}

void Planner::CutBefore(const Candidate& candidate) {
  if (findings_.in_copy[candidate.first]) return;
  std::size_t last = candidate.last;
  std::size_t line = candidate.last;
  while (line > 0) {
    --line;
    const bool below = line >= candidate.first;
    if (!below && (StopsCut(line) || owner_[line] == candidate.rule)) {
      ++line;
      break;
    }
    if (Stands(line)) {
      guarded_chars_ += lines_[line].chars;
      ++guarded_lines_;
      continue;
    }
    if (last > line + 1) TakeLines(candidate.rule, line + 1, last);
    last = line;
  }
  if (last > line) TakeLines(candidate.rule, line, last);
}

bool Planner::GuardsHold(const Candidate& candidate) const {
  const RuleInfo& rule = in_.rules[candidate.rule];
  const std::size_t first = candidate.first;
  const std::size_t last = candidate.last;
  if (rule.zone == Zone::kHead && !IsInHead(first)) return false;
  if (rule.zone == Zone::kTail && !IsInTail(last)) return false;
  if (CharsBefore(first) < rule.min_before) return false;
  if (rule.max_after && CharsAfter(last) > *rule.max_after) return false;
  if (rule.alone && !IsAlone(first, last)) return false;
  return !rule.near_removal || IsNearRemoval(first, last);
}

std::size_t Planner::CharsBefore(std::size_t line) const {
  return chars_above_[line] - std::min(guarded_chars_, chars_above_[line]);
}

std::size_t Planner::CharsAfter(std::size_t line) const {
  return chars_above_.back() - chars_above_[line];
}

bool Planner::IsInHead(std::size_t first) const {
  const std::size_t above =
      standing_above_[first] -
      std::min<std::size_t>(guarded_lines_, standing_above_[first]);
  return above <= kZoneLines || (first > 0 && findings_.ends_copy[first - 1]);
}

bool Planner::IsInTail(std::size_t last) const {
  const std::size_t below = standing_above_.back() - standing_above_[last];
  if (below <= kZoneLines) return true;
  const std::size_t next = next_start_[last];
  return next < lines_.size() && findings_.starts_copy[next];
}

bool Planner::IsAlone(std::size_t first, std::size_t last) const {
  const std::size_t above = behind_standing_[first];
  const std::size_t below = next_standing_[last];
  const bool blank_above =
      above == 0 || blanks_above_[first] > blanks_above_[above - 1];
  const bool blank_below =
      below == lines_.size() || blanks_above_[below] > blanks_above_[last - 1];
  if (blank_above && blank_below) return true;
  const std::size_t from = first - std::min(first, kParagraphLook);
  const std::size_t to = std::min(last + kParagraphLook, lines_.size()) - 1;
  return blanks_above_[to] == blanks_above_[from];
}

bool Planner::IsNearRemoval(std::size_t first, std::size_t last) const {
  std::size_t top = first;
  for (std::size_t step = 0; step < kNearLines; ++step) {
    if (seam_above_[top]) return true;
    if (top == 0) break;
    --top;
    if (!Stands(top) || spans_on_[top]) return true;
  }
  std::size_t bottom = last;
  for (std::size_t step = 0; step < kNearLines; ++step) {
    if (seam_above_[bottom]) return true;
    if (bottom == lines_.size()) break;
    if (!Stands(bottom) || spans_on_[bottom]) return true;
    ++bottom;
  }
  return false;
}

// A guarded rule may take a line out of which a span was to go.
void Planner::DropSpansOfTakenLines() {
  std::erase_if(takings_, [this](const Taking& taking) {
    return taking.IsSpan() && !Stands(taking.first);
  });
}

// A guarded rule may take a twin. What plain rules took from the midst of one
// was gone before.
void Planner::WithdrawRepeatsWithoutTwin() {
  if (findings_.repeats.empty()) return;
  const std::vector<std::uint32_t> guarded_above =
      CountAbove(lines_.size(), [this](std::size_t line) {
        return spans_on_[line] != 0 ||
               (!Stands(line) && owner_[line] >= kDetectors &&
                HasContextGuard(in_.rules[owner_[line]]));
      });
  std::erase_if(takings_, [&](const Taking& taking) {
    return guarded_above[taking.twin_first] != guarded_above[taking.twin_last];
  });
}

}  // namespace

std::vector<Taking> PlanRemovals(const PlanInput& input) {
  // A huge document does not hold its memory for ever.
  constexpr std::size_t kManyLines = std::size_t{1} << 16;
  Memory& memory = ThreadMemory();
  std::vector<Taking> takings = Planner(input, &memory).Run();
  if (input.document.lines().size() > kManyLines) memory = Memory();
  return takings;
}

}  // namespace unboil
