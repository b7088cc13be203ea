#include "matcher.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <string>
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

// Appends the hits of line `earlier`, which is line `now`. `*known` are the
// earlier hits, in order; those up to that line are dropped.
void TakeKnown(std::size_t earlier, std::size_t now,
               std::span<const Hit>* known, std::vector<Hit>* hits) {
  for (; !known->empty() && known->front().first <= earlier;
       *known = known->subspan(1)) {
    if (known->front().first != earlier) continue;
    hits->push_back(known->front());
    hits->back().first = now;
    hits->back().last = now + 1;
  }
}

// The hits of whole paragraphs come behind those of all lines.
bool InOrder(const Hit& a, const Hit& b) {
  return std::pair(a.first, a.rule) < std::pair(b.first, b.rule);
}

// A gate as it stands in an image.
struct CompiledGate {
  static constexpr std::uint32_t kPattern = 0xFFFFFFFF;

  std::uint32_t rule;
  std::uint32_t expression;  // a concept by its number, or kPattern
  std::uint64_t reach;
  std::uint32_t is_exact;
  std::uint32_t is_guarded;
};

// An expression of a rule with its factors.
struct Expression {
  CompiledGate gate;
  Factors factors;
};

Expression Examine(std::uint32_t rule, std::uint32_t expression,
                   std::string_view pattern) {
  const PatternSyntax syntax = ParsePattern(pattern);
  Expression examined;
  examined.factors = FactorsOf(syntax.root);
  examined.gate = {rule, expression,
                   LongestMatch(syntax.root).value_or(kAnyReach),
                   examined.factors.is_exact, !examined.factors.any_of.empty()};
  return examined;
}

// If none of so many concepts matches that the others are fewer than `need`,
// the rule does not.
std::size_t GatesOf(const RuleInfo& rule) {
  if (!rule.concepts.empty()) return rule.concepts.size() - rule.need + 1;
  return rule.pattern.empty() ? 0 : 1;
}

const std::string& PatternOf(const CompiledGate& gate, const RuleInfo& rule) {
  return gate.expression == CompiledGate::kPattern
             ? rule.pattern
             : rule.concepts[gate.expression];
}

}  // namespace

struct Matcher::Scratch {
  std::vector<FactorIndex::Found> found;
  std::vector<std::uint32_t> at_begin;
  std::vector<Opening> openings;
};

void Matcher::Compile(std::span<const RuleInfo> rules, ImageWriter* image) {
  std::vector<CompiledGate> gates;
  std::vector<Factors> factors;
  for (std::uint32_t i = 0; i < rules.size(); ++i) {
    if (GatesOf(rules[i]) == 0) continue;
    std::vector<Expression> expressions;
    if (rules[i].concepts.empty()) {
      expressions.push_back(
          Examine(i, CompiledGate::kPattern, rules[i].pattern));
    }
    for (std::uint32_t c = 0; c < rules[i].concepts.size(); ++c) {
      expressions.push_back(Examine(i, c, rules[i].concepts[c]));
    }
    std::stable_sort(expressions.begin(), expressions.end(),
                     [](const Expression& a, const Expression& b) {
                       return a.factors.cost < b.factors.cost;
                     });
    for (std::size_t g = 0; g < GatesOf(rules[i]); ++g) {
      gates.push_back(expressions[g].gate);
      factors.push_back(std::move(expressions[g].factors));
    }
  }
  image->Add(gates);
  FactorIndex::Build(factors, image);
}

Matcher::Matcher(std::span<const RuleInfo> rules) {
  CompiledRules compiled;
  compiled.at.resize(rules.size());
  std::iota(compiled.at.begin(), compiled.at.end(), std::size_t{0});
  ImageWriter image;
  Compile(rules, &image);
  own_image_ = std::move(image).Finish();
  compiled.image = own_image_;
  AddPart(rules, compiled);
}

Matcher::Matcher(std::span<const RuleInfo> rules,
                 std::span<const CompiledRules> compiled) {
  for (const CompiledRules& part : compiled) AddPart(rules, part);
}

void Matcher::AddPart(std::span<const RuleInfo> rules,
                      const CompiledRules& part) {
  ImageReader image(part.image);
  const std::uint32_t first_gate = static_cast<std::uint32_t>(gates_.size());
  std::span<const CompiledGate> compiled = image.Take<CompiledGate>();
  while (!compiled.empty()) {
    const std::uint32_t number = compiled[0].rule;
    const std::size_t index = part.at[number];
    const bool enabled =
        index != CompiledRules::kReplaced && rules[index].enabled;
    Program program;
    program.rule = index;
    program.enabled = enabled;
    std::vector<char> is_gate;
    if (enabled) {
      const RuleInfo& rule = rules[index];
      program.unit = rule.unit;
      program.max_chars = rule.max_chars;
      if (!rule.concepts.empty()) {
        program.need = rule.need;
        program.pattern = MakeLazy(rule.pattern);
      }
      program.unless = MakeLazy(rule.unless);
      is_gate.resize(rule.concepts.size());
    }
    for (; !compiled.empty() && compiled[0].rule == number;
         compiled = compiled.subspan(1)) {
      const CompiledGate& gate = compiled[0];
      if (enabled && gate.expression != CompiledGate::kPattern) {
        is_gate[gate.expression] = 1;
      }
      if (enabled && !gate.is_guarded) {
        open_gates_.push_back(static_cast<std::uint32_t>(gates_.size()));
      }
      gates_.push_back(
          {programs_.size(),
           enabled ? MakeLazy(PatternOf(gate, rules[index])) : nullptr,
           gate.is_exact != 0, gate.reach});
    }
    for (std::size_t c = 0; c < is_gate.size(); ++c) {
      if (!is_gate[c]) {
        program.other_concepts.push_back(MakeLazy(rules[index].concepts[c]));
      }
    }
    programs_.push_back(std::move(program));
  }
  parts_.push_back({FactorIndex(&image), first_gate});
}

void Matcher::FindFactors(std::string_view keys, std::size_t begin,
                          std::size_t end,
                          std::vector<FactorIndex::Found>* found) const {
  const std::size_t first = found->size();
  for (const Part& part : parts_) {
    const std::size_t before = found->size();
    part.index.FindIn(keys.substr(begin, end - begin), found);
    for (std::size_t i = before; i < found->size(); ++i) {
      (*found)[i].set += part.first_gate;
      (*found)[i].begin += begin;
      (*found)[i].end += begin;
    }
  }
  std::sort(found->begin() + static_cast<std::ptrdiff_t>(first), found->end(),
            ByBegin);
}

void Matcher::FindFactors(const Document& document, const EarlierHits& earlier,
                          std::vector<FactorIndex::Found>* found) const {
  found->clear();
  const std::string_view keys = document.keys();
  const std::vector<std::size_t>& key_begins = document.key_begins();
  std::size_t begin = 0;  // of keys that are not known
  for (std::size_t i = 0; i < earlier.line_of.size(); ++i) {
    if (earlier.line_of[i] == EarlierHits::kNone) continue;
    if (begin < key_begins[i]) FindFactors(keys, begin, key_begins[i], found);
    begin = key_begins[i + 1];
  }
  FindFactors(keys, begin, keys.size(), found);
}

void Matcher::FindAtBegin(std::string_view key,
                          std::vector<std::uint32_t>* gates) const {
  gates->clear();
  for (const Part& part : parts_) {
    const std::size_t before = gates->size();
    part.index.FindAtBegin(key, gates);
    for (std::size_t i = before; i < gates->size(); ++i) {
      (*gates)[i] += part.first_gate;
    }
  }
}

void Matcher::Find(const Document& document, std::vector<Hit>* hits) const {
  FindAgain(document, {}, hits);
}

void Matcher::FindAgain(const Document& document, const EarlierHits& earlier,
                        std::vector<Hit>* hits) const {
  hits->clear();
  if (programs_.empty()) return;
  thread_local Scratch scratch;
  FindFactors(document, earlier, &scratch.found);
  std::span<const FactorIndex::Found> found = scratch.found;
  // Those that begin in the next key; keys are visited in their order.
  const auto take_found = [&found](std::size_t key_end) {
    std::size_t count = 0;
    while (count < found.size() && found[count].begin < key_end) ++count;
    const std::span<const FactorIndex::Found> taken = found.first(count);
    found = found.subspan(count);
    return taken;
  };
  std::span<const Hit> known = earlier.hits;
  for (const Paragraph& paragraph : document.paragraphs()) {
    const bool is_wrapped = paragraph.last - paragraph.first > 1;
    for (std::size_t i = paragraph.first; i < paragraph.last; ++i) {
      if (!earlier.line_of.empty() &&
          earlier.line_of[i] != EarlierHits::kNone) {
        TakeKnown(earlier.line_of[i], i, &known, hits);
        continue;
      }
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
  FindAtBegin(unit.key, &scratch->at_begin);
  for (std::uint32_t gate : scratch->at_begin) {
    if (may_match(gate)) openings.push_back({gate, 0, size});
  }
  for (const FactorIndex::Found& factor : found) {
    const std::size_t begin = factor.begin - key_begin;
    const std::size_t end = factor.end - key_begin;
    if (end > size || !may_match(factor.set) ||
        !FitsAt(factor.bounds, unit.key, begin, end)) {
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
  const std::vector<Program>::const_iterator it = std::find_if(
      programs_.begin(), programs_.end(),
      [rule](const Program& p) { return p.enabled && p.rule == rule; });
  return it != programs_.end() ? &*it : nullptr;
}

bool Matcher::Matches(std::size_t rule, std::string_view text) const {
  const Program* program = ProgramOf(rule);
  if (program == nullptr) return false;
  std::string folded = Fold(text);
  const std::size_t size = folded.size();
  folded.append(FactorIndex::kMargin, '\0');
  const std::string_view key = std::string_view(folded).substr(0, size);
  Scratch scratch;
  FindFactors(key, 0, size, &scratch.found);
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
