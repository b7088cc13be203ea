#include "matcher.h"

#include <algorithm>
#include <limits>
#include <string>
#include <tuple>
#include <utility>

#include "chars.h"
#include "fold.h"
#include "pattern_facts.h"

namespace unboil {
namespace {

constexpr std::size_t kAnyReach = std::numeric_limits<std::size_t>::max() / 2;

// Null for no pattern.
std::unique_ptr<LazyRegex> MakeLazy(const std::string& pattern) {
  return pattern.empty() ? nullptr : std::make_unique<LazyRegex>(pattern);
}

bool ByBegin(const FactorIndex::Found& a, const FactorIndex::Found& b) {
  return a.begin < b.begin;
}

// The hits of whole paragraphs come behind those of all lines.
bool InOrder(const Hit& a, const Hit& b) {
  return std::pair(a.first, a.rule) < std::pair(b.first, b.rule);
}

}  // namespace

struct Matcher::Scratch {
  std::vector<FactorIndex::Found> found;
  std::vector<std::uint32_t> at_begin;
  std::vector<Opening> openings;
};

Matcher::Matcher(std::span<const RuleInfo> rules) {
  std::vector<Factors> factors;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const RuleInfo& rule = rules[i];
    if (!rule.enabled || (rule.pattern.empty() && rule.concepts.empty())) {
      continue;
    }
    Program program;
    program.rule = i;
    program.unit = rule.unit;
    program.max_chars = rule.max_chars;
    if (rule.concepts.empty()) {
      const PatternSyntax syntax = ParsePattern(rule.pattern);
      AddGate(rule.pattern, syntax.root, FactorsOf(syntax.root), &factors);
    } else {
      AddConcepts(rule, &factors, &program);
      program.pattern = MakeLazy(rule.pattern);
    }
    program.unless = MakeLazy(rule.unless);
    programs_.push_back(std::move(program));
  }
  index_ = FactorIndex(factors);
}

void Matcher::AddGate(const std::string& pattern, const PatternNode& syntax,
                      Factors own_factors, std::vector<Factors>* factors) {
  if (own_factors.any_of.empty()) {
    open_gates_.push_back(static_cast<std::uint32_t>(gates_.size()));
  }
  gates_.push_back({programs_.size(), std::make_unique<LazyRegex>(pattern),
                    own_factors.is_exact,
                    LongestMatch(syntax).value_or(kAnyReach)});
  factors->push_back(std::move(own_factors));
}

// If none of so many concepts matches that the others are fewer than `need`,
// the rule does not.
void Matcher::AddConcepts(const RuleInfo& rule, std::vector<Factors>* factors,
                          Program* program) {
  struct Concept {
    const std::string* pattern;
    PatternSyntax syntax;
    Factors factors;
  };
  std::vector<Concept> concepts;
  for (const std::string& pattern : rule.concepts) {
    PatternSyntax syntax = ParsePattern(pattern);
    Factors own_factors = FactorsOf(syntax.root);
    concepts.push_back({&pattern, std::move(syntax), std::move(own_factors)});
  }
  std::stable_sort(concepts.begin(), concepts.end(),
                   [](const Concept& a, const Concept& b) {
                     return a.factors.cost < b.factors.cost;
                   });
  program->need = rule.need;
  const std::size_t gates = rule.concepts.size() - rule.need + 1;
  for (std::size_t i = 0; i < concepts.size(); ++i) {
    Concept& each = concepts[i];
    if (i < gates) {
      AddGate(*each.pattern, each.syntax.root, std::move(each.factors),
              factors);
    } else {
      program->other_concepts.push_back(
          std::make_unique<LazyRegex>(*each.pattern));
    }
  }
}

void Matcher::Find(const Document& document, std::vector<Hit>* hits) const {
  hits->clear();
  if (programs_.empty()) return;
  thread_local Scratch scratch;
  scratch.found.clear();
  index_.FindIn(document.keys(), &scratch.found);
  std::sort(scratch.found.begin(), scratch.found.end(), ByBegin);
  std::span<const FactorIndex::Found> found = scratch.found;
  // Those that begin in the next key; keys are visited in their order.
  const auto take_found = [&found](std::size_t key_end) {
    std::size_t count = 0;
    while (count < found.size() && found[count].begin < key_end) ++count;
    const std::span<const FactorIndex::Found> taken = found.first(count);
    found = found.subspan(count);
    return taken;
  };
  for (const Paragraph& paragraph : document.paragraphs()) {
    const bool is_wrapped = paragraph.last - paragraph.first > 1;
    for (std::size_t i = paragraph.first; i < paragraph.last; ++i) {
      const Line& line = document.lines()[i];
      const TextUnit unit = {document.Key(i), line.chars, i,
                             i + 1,           true,       !is_wrapped};
      FindOpenings(unit, document.key_begins()[i],
                   take_found(document.key_begins()[i + 1]), &scratch);
      FindInUnit(unit, scratch.openings, hits);
    }
  }
  for (const Paragraph& paragraph : document.paragraphs()) {
    if (paragraph.last - paragraph.first == 1) continue;
    const std::string_view key = document.Key(paragraph);
    const TextUnit unit = {
        key, CountCodePoints(key), paragraph.first, paragraph.last, false,
        true};
    FindOpenings(unit, paragraph.key_begin, take_found(paragraph.key_end),
                 &scratch);
    FindInUnit(unit, scratch.openings, hits);
  }
  if (!std::is_sorted(hits->begin(), hits->end(), InOrder)) {
    std::stable_sort(hits->begin(), hits->end(), InOrder);
  }
}

void Matcher::FindOpenings(const TextUnit& unit, std::size_t key_begin,
                           std::span<const FactorIndex::Found> found,
                           Scratch* scratch) const {
  std::vector<Opening>& openings = scratch->openings;
  openings.clear();
  const std::size_t size = unit.key.size();
  const auto may_match = [&](std::uint32_t gate) {
    return MayMatch(programs_[gates_[gate].program], unit);
  };
  for (std::uint32_t gate : open_gates_) {
    if (may_match(gate)) openings.push_back({gate, 0, size});
  }
  scratch->at_begin.clear();
  index_.FindAtBegin(unit.key, &scratch->at_begin);
  for (std::uint32_t gate : scratch->at_begin) {
    if (may_match(gate)) openings.push_back({gate, 0, size});
  }
  for (const FactorIndex::Found& factor : found) {
    const std::size_t begin = factor.begin - key_begin;
    const std::size_t end = factor.end - key_begin;
    if (end > size || !may_match(factor.set) ||
        !FitsAt(*factor.factor, unit.key, begin, end)) {
      continue;
    }
    const std::size_t reach = gates_[factor.set].reach;
    openings.push_back({factor.set, begin - std::min(begin, reach),
                        std::min(size, end + reach)});
  }
  if (openings.size() < 2) return;
  std::sort(openings.begin(), openings.end(),
            [](const Opening& a, const Opening& b) { return a.gate < b.gate; });
  std::size_t kept = 0;
  for (std::size_t i = 1; i < openings.size(); ++i) {
    Opening& before = openings[kept];
    if (openings[i].gate == before.gate) {
      before.begin = std::min(before.begin, openings[i].begin);
      before.end = std::max(before.end, openings[i].end);
    } else {
      openings[++kept] = openings[i];
    }
  }
  openings.resize(kept + 1);
}

void Matcher::FindInUnit(const TextUnit& unit,
                         std::span<const Opening> openings,
                         std::vector<Hit>* hits) const {
  while (!openings.empty()) {
    const std::size_t index = gates_[openings[0].gate].program;
    const Program& program = programs_[index];
    std::size_t count = 1;
    while (count < openings.size() &&
           gates_[openings[count].gate].program == index) {
      ++count;
    }
    if (MatchesUnit(program, unit.key, openings.first(count))) {
      if (program.unit == Unit::kSpan) {
        FindSpans(program, unit, openings[0], hits);
      } else {
        hits->push_back({program.rule, unit.first, unit.last});
      }
    }
    openings = openings.subspan(count);
  }
}

bool Matcher::IsOpen(const Opening& opening, std::string_view key) const {
  const Gate& gate = gates_[opening.gate];
  return gate.is_exact ||
         gate.regex->IsFoundIn(key, opening.begin, opening.end);
}

bool Matcher::MatchesUnit(const Program& program, std::string_view key,
                          std::span<const Opening> openings) const {
  return HasConcepts(program, key, openings) &&
         (program.pattern == nullptr || program.pattern->IsFoundIn(key)) &&
         (program.unless == nullptr || !program.unless->IsFoundIn(key));
}

// A lone pattern is a rule that needs one of one concepts. With a single gate
// open not one of the other concepts may be missing.
bool Matcher::HasConcepts(const Program& program, std::string_view key,
                          std::span<const Opening> openings) const {
  const std::size_t hopes = openings.size() + program.other_concepts.size();
  if (hopes < program.need) return false;
  std::size_t spare = hopes - program.need;
  for (const Opening& opening : openings) {
    if (!IsOpen(opening, key) && spare-- == 0) return false;
  }
  for (const std::unique_ptr<LazyRegex>& other : program.other_concepts) {
    if (!other->IsFoundIn(key) && spare-- == 0) return false;
  }
  return true;
}

// Linear although it calls RE2 once a match: loading has bounded the length of
// a match, and so how far RE2 looks behind the end of one.
void Matcher::FindSpans(const Program& program, const TextUnit& unit,
                        const Opening& opening, std::vector<Hit>* hits) const {
  std::size_t at = opening.begin;
  Range match;
  while (at < opening.end &&
         gates_[opening.gate].regex->Find(unit.key, at, opening.end, &match)) {
    hits->push_back(
        {program.rule, unit.first, unit.last, match.begin, match.end});
    at = match.end;
  }
}

const Matcher::Program* Matcher::ProgramOf(std::size_t rule) const {
  const std::vector<Program>::const_iterator it = std::lower_bound(
      programs_.begin(), programs_.end(), rule,
      [](const Program& p, std::size_t value) { return p.rule < value; });
  return it != programs_.end() && it->rule == rule ? &*it : nullptr;
}

bool Matcher::Matches(std::size_t rule, std::string_view text) const {
  const Program* program = ProgramOf(rule);
  if (program == nullptr) return false;
  std::string folded = Fold(text);
  const std::size_t size = folded.size();
  folded.append(FactorIndex::kMargin, '\0');
  const std::string_view key = std::string_view(folded).substr(0, size);
  Scratch scratch;
  index_.FindIn(key, &scratch.found);
  FindOpenings({key, CountCodePoints(key), 0, 1, true, true}, 0, scratch.found,
               &scratch);
  std::erase_if(scratch.openings, [&](const Opening& opening) {
    return &programs_[gates_[opening.gate].program] != program;
  });
  return !scratch.openings.empty() &&
         MatchesUnit(*program, key, scratch.openings);
}

bool Matcher::IsGuarded(std::size_t rule) const {
  const Program* program = ProgramOf(rule);
  return program == nullptr ||
         std::none_of(open_gates_.begin(), open_gates_.end(),
                      [&](std::uint32_t gate) {
                        return &programs_[gates_[gate].program] == program;
                      });
}

}  // namespace unboil
