#include "cleaner.h"

#include <algorithm>
#include <utility>

#include "document.h"
#include "encoding.h"
#include "fold.h"
#include "host.h"
#include "plan.h"
#include "slice.h"
#include "standing_text.h"

namespace unboil {
namespace {

constexpr int kMaxPasses = 8;

bool ByBegin(const Cut& a, const Cut& b) {
  return a.range.begin < b.range.begin;
}

// Memory that is worth keeping from one document to the next.
struct Scratch {
  Document document;
  std::vector<Hit> hits;
  std::vector<Hit> hits_before;
};

Scratch& ThreadScratch() {
  thread_local Scratch scratch;
  return scratch;
}

std::vector<Cut> ToOriginal(const std::vector<Cut>& found,
                            const StandingText& standing) {
  std::vector<Cut> cuts;
  for (const Cut& cut : found) {
    Cut part = cut;
    if (cut.twin) {
      const std::vector<Range> twin = standing.Original(*cut.twin);
      part.twin = Range{twin.front().begin, twin.back().end};
    }
    for (const Range& range : standing.Original(cut.range)) {
      part.range = range;
      cuts.push_back(part);
      part.chars = 0;  // counted once
    }
  }
  return cuts;
}

// Lines that a keep rule matches in the text as it came.
std::vector<Range> ProtectedLines(const Document& document,
                                  std::span<const RuleInfo> rules,
                                  const std::vector<Hit>& hits) {
  std::vector<Range> ranges;
  for (const Hit& hit : hits) {
    if (rules[hit.rule].action != Action::kKeep) continue;
    for (std::size_t line = hit.first; line < hit.last; ++line) {
      ranges.push_back(
          {document.lines()[line].begin, document.lines()[line].end});
    }
  }
  return ranges;
}

// A line of a pass.
struct Origin {
  Range range;    // of the original; empty where something was cut out of it
  bool is_alone;  // it is a paragraph by itself
};

std::vector<Origin> OriginsOf(const Document& document,
                              const StandingText& standing) {
  std::vector<Origin> origins;
  const std::vector<Range> ranges = standing.OriginalLines(document.lines());
  origins.reserve(ranges.size());
  for (const Paragraph& paragraph : document.paragraphs()) {
    const bool is_alone = paragraph.last - paragraph.first == 1;
    for (std::size_t i = paragraph.first; i < paragraph.last; ++i) {
      origins.push_back({ranges[i], is_alone});
    }
  }
  return origins;
}

// By line: which line of the pass before it is, if it may select the same.
std::vector<std::size_t> SameLines(const std::vector<Origin>& now,
                                   const std::vector<Origin>& before) {
  std::vector<std::size_t> same(now.size(), EarlierHits::kNone);
  std::size_t j = 0;
  for (std::size_t i = 0; i < now.size(); ++i) {
    if (!now[i].is_alone || now[i].range == Range{}) continue;
    while (j < before.size() && before[j].range.begin < now[i].range.begin) ++j;
    if (j < before.size() && before[j].is_alone &&
        before[j].range == now[i].range) {
      same[i] = j;
    }
  }
  return same;
}

bool FoldEqual(std::string_view text, Range a, Range b) {
  return Fold(Slice(text, a)) == Fold(Slice(text, b));
}

bool IsDroppedTitle(const Cut& cut) {
  return cut.rule == static_cast<std::size_t>(Detector::kHeadline) && !cut.twin;
}

// Adds what a pass found to what went before. Where it took the twin of an
// earlier repeat, that one now points to the twin's own twin, if one of the two
// is equal to it. Returns false where it is not: then the earlier repeat has no
// twin left.
bool Merge(std::string_view text, std::vector<Cut> found,
           std::vector<Cut>* cuts) {
  std::sort(found.begin(), found.end(), ByBegin);
  for (Cut& cut : *cuts) {
    if (!cut.twin) continue;
    // The first found cut that ends behind the twin's begin.
    const auto taken = std::partition_point(
        found.begin(), found.end(),
        [&cut](const Cut& f) { return f.range.end <= cut.twin->begin; });
    if (taken == found.end() || taken->range.begin >= cut.twin->end) continue;
    if (IsDroppedTitle(*taken)) {
      // What repeated the headline now has it for a twin as the caller knows
      // it.
      if (taken->range.end >= cut.twin->end) {
        cut.rule = taken->rule;
        cut.twin.reset();
      }
      continue;
    }
    if (!taken->twin || !(FoldEqual(text, *cut.twin, *taken->twin) ||
                          FoldEqual(text, cut.range, *taken->twin))) {
      return false;
    }
    cut.twin = taken->twin;
  }
  cuts->insert(cuts->end(), found.begin(), found.end());
  std::sort(cuts->begin(), cuts->end(), ByBegin);
  return true;
}

}  // namespace

Cleaner::Outcome Cleaner::RunPasses(std::string_view text,
                                    const KnownFacts& known, Scope scope,
                                    std::vector<Cut>* cuts) const {
  Scratch& scratch = ThreadScratch();
  Document& document = scratch.document;
  RepeatOptions repeats = options_.repeats;
  repeats.exact_only = scope == Scope::kExactRepeats;
  cuts->clear();
  StandingText standing(text);
  std::size_t chars = 0;
  std::vector<Range> protected_lines;
  std::vector<Origin> origins;
  for (int pass = 0; pass < kMaxPasses; ++pass) {
    document.Parse(standing.text());
    std::swap(scratch.hits, scratch.hits_before);
    scratch.hits.clear();
    if (scope == Scope::kAll) {
      std::vector<std::size_t> same_lines;
      if (pass > 0) {
        std::vector<Origin> origins_now = OriginsOf(document, standing);
        same_lines = SameLines(origins_now, origins);
        origins = std::move(origins_now);
      }
      FindHits(document, {same_lines, scratch.hits_before}, known.host,
               &scratch.hits);
    }
    if (pass == 0) {
      chars = document.chars();
      protected_lines = ProtectedLines(document, rules_, scratch.hits);
    }
    const PlanInput input = {document,    rules_,  scratch.hits,
                             known.title, repeats, standing.seams()};
    std::vector<Taking> takings = PlanPass(input, scope);
    if (takings.empty()) {
      if (TakesAny(protected_lines, *cuts)) return Outcome::kUnsettled;
      const bool empty = chars > 0 && document.lines().empty();
      return TakesTooMuch(chars, empty, *cuts) ? Outcome::kTooMuch
                                               : Outcome::kDone;
    }
    if (pass == 0) origins = OriginsOf(document, standing);
    if (!Merge(text, ToOriginal(LayOut(document, std::move(takings)), standing),
               cuts)) {
      return Outcome::kUnsettled;
    }
    standing.Cut(*cuts);
  }
  return Outcome::kUnsettled;
}

std::vector<Taking> Cleaner::PlanPass(const PlanInput& input,
                                      Scope scope) const {
  std::vector<Taking> takings = PlanRemovals(input);
  constexpr std::size_t kHeadline =
      static_cast<std::size_t>(Detector::kHeadline);
  if (!takings.empty() || scope != Scope::kAll || !options_.drop_title ||
      !rules_[kHeadline].enabled) {
    return takings;
  }
  const std::optional<std::size_t> line =
      FindTitle(input.document, input.title);
  if (line) takings.push_back({kHeadline, *line, *line + 1});
  return takings;
}

void Cleaner::FindHits(const Document& document, const EarlierHits& earlier,
                       std::string_view host, std::vector<Hit>* hits) const {
  matcher_.FindAgain(document, earlier, hits);
  std::erase_if(*hits, [&](const Hit& hit) {
    const std::vector<std::string>& source = rules_[hit.rule].source;
    return !source.empty() && std::none_of(source.begin(), source.end(),
                                           [host](const std::string& domain) {
                                             return IsWithin(host, domain);
                                           });
  });
}

// Promise 9, for the one case that planning does not see: a paragraph that was
// protected grew, because a line between it and the next went, and is protected
// no more. Such a document is kept whole.
bool Cleaner::TakesAny(const std::vector<Range>& protected_lines,
                       const std::vector<Cut>& cuts) const {
  for (const Range& line : protected_lines) {
    std::vector<Cut>::const_iterator cut = std::partition_point(
        cuts.begin(), cuts.end(),
        [&line](const Cut& c) { return c.range.end <= line.begin; });
    for (; cut != cuts.end() && cut->range.begin < line.end; ++cut) {
      if (!IsRepeat(*cut)) return true;
    }
  }
  return false;
}

// Promise 8. Text with a kept twin is not lost, and neither are the whole lines
// that a rule of level 1 took; of the rest at most max_share may go.
bool Cleaner::TakesTooMuch(std::size_t chars, bool empty,
                           const std::vector<Cut>& cuts) const {
  if (options_.max_share >= 1) return false;
  if (empty) return true;
  std::size_t at_stake = chars;
  std::size_t lost = 0;
  for (const Cut& cut : cuts) {
    const RuleInfo& rule = rules_[cut.rule];
    const bool safe = cut.whole_lines && rule.level == Level::kSafe &&
                      rule.action == Action::kRemove;
    if (IsRepeat(cut) || safe) {
      at_stake -= std::min(at_stake, cut.chars);
    } else {
      lost += cut.chars;
    }
  }
  return static_cast<double>(lost) >
         options_.max_share * static_cast<double>(at_stake);
}

std::vector<Cut> Cleaner::ExactRepeats(std::string_view text,
                                       const KnownFacts& known) const {
  std::vector<Cut> cuts;
  if (RunPasses(text, known, Scope::kExactRepeats, &cuts) != Outcome::kDone) {
    return {};
  }
  if (cuts.empty()) return cuts;
  // Without its repeats the document might be one that the rules may clean.
  // Then cleaning twice would not be cleaning once, so it is kept whole.
  std::string without;
  CutOut(text, cuts, &without);
  std::vector<Cut> again;
  if (RunPasses(without, known, Scope::kAll, &again) != Outcome::kTooMuch) {
    return {};
  }
  return cuts;
}

bool Cleaner::Clean(std::string_view text, const KnownFacts& known,
                    std::string* out, std::vector<Removal>* removals) const {
  std::vector<Cut> cuts;
  Outcome outcome = Outcome::kDone;
  if (!IsUtf16OrUtf32(text)) {
    outcome = RunPasses(text, known, Scope::kAll, &cuts);
  }
  if (outcome == Outcome::kUnsettled) cuts.clear();
  if (outcome == Outcome::kTooMuch) cuts = ExactRepeats(text, known);
  if (out != nullptr) CutOut(text, cuts, out);
  removals->clear();
  for (const Cut& cut : cuts) {
    removals->push_back({cut.range, cut.rule, cut.twin});
  }
  return outcome == Outcome::kDone;
}

}  // namespace unboil
