#include "matcher.h"

#include <algorithm>
#include <numeric>
#include <string>
#include <utility>

#include "chars.h"
#include "fold.h"
#include "pattern_facts.h"

namespace unboil {
namespace {

// RE2's atoms are lower case. Folded text is too, but for Cherokee, whose fold
// is upper case: so fold the atoms' characters, and never their ends. An atom
// of characters that folding drops matches no folded text, and stays as it is.
std::string FoldAtom(const std::string& atom) {
  std::string folded;
  for (std::size_t at = 0; at < atom.size();) {
    const std::size_t begin = at;
    const char32_t c = DecodeUtf8(atom, &at);
    const std::string_view bytes =
        std::string_view(atom).substr(begin, at - begin);
    if (IsSpace(c)) {
      folded += bytes;
    } else {
      AppendFold(bytes, &folded);
    }
  }
  return folded.size() < LiteralSet::kMinLength ? atom : folded;
}

// Null for no pattern.
std::unique_ptr<LazyRegex> MakeLazy(const std::string& pattern) {
  return pattern.empty() ? nullptr : std::make_unique<LazyRegex>(pattern);
}

bool Finds(const re2::RE2& re, std::string_view text) {
  return re.Match(text, 0, text.size(), re2::RE2::UNANCHORED, nullptr, 0);
}

}  // namespace

struct Matcher::Scratch {
  std::vector<int> atoms;
  std::vector<int> gates;
};

Result<Matcher> Matcher::Compile(std::span<const RuleInfo> rules) {
  Matcher matcher;
  matcher.gates_ = std::make_unique<re2::FilteredRE2>(LiteralSet::kMinLength);
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const RuleInfo& rule = rules[i];
    if (!rule.enabled || (rule.pattern.empty() && rule.concepts.empty())) {
      continue;
    }
    Result<Program> program = matcher.MakeProgram(rule, i);
    if (!program) return program.error();
    matcher.programs_.push_back(*std::move(program));
  }
  matcher.Index();
  return matcher;
}

Result<Matcher::Program> Matcher::MakeProgram(const RuleInfo& rule,
                                              std::size_t index) {
  Program program;
  program.rule = index;
  program.unit = rule.unit;
  program.max_chars = rule.max_chars;
  program.first_gate = gates_->NumRegexps();
  program.has_concepts = !rule.concepts.empty();
  program.need = rule.need;
  if (program.has_concepts) {
    // One of so many concepts must match, or `need` is not reached.
    program.gates = rule.concepts.size() - rule.need + 1;
    for (std::size_t i = 0; i < rule.concepts.size(); ++i) {
      if (i >= program.gates) {
        program.other_concepts.push_back(MakeLazy(rule.concepts[i]));
      } else if (std::optional<Error> error = AddGate(rule, rule.concepts[i])) {
        return *std::move(error);
      }
    }
    program.pattern = MakeLazy(rule.pattern);
  } else if (std::optional<Error> error = AddGate(rule, rule.pattern)) {
    return *std::move(error);
  }
  program.unless = MakeLazy(rule.unless);
  return program;
}

std::optional<Error> Matcher::AddGate(const RuleInfo& rule,
                                      const std::string& pattern) {
  int id = -1;
  if (gates_->Add(pattern, PatternOptions(), &id) != re2::RE2::NoError) {
    // FilteredRE2 keeps the reason to itself.
    const re2::RE2 re(pattern, PatternOptions());
    return Error{rule.id + ": " + re.error(), rule.file, rule.line};
  }
  program_of_gate_.push_back(programs_.size());
  return std::nullopt;
}

void Matcher::Index() {
  if (programs_.empty()) return;
  std::vector<std::string> atoms;
  gates_->Compile(&atoms);
  for (std::string& atom : atoms) atom = FoldAtom(atom);
  literals_ = LiteralSet(std::move(atoms));
  gates_->AllPotentials({}, &open_gates_);
}

void Matcher::OpenGates(std::string_view key, Scratch* scratch) const {
  literals_.Find(key, &scratch->atoms);
  if (scratch->atoms.empty()) {
    scratch->gates = open_gates_;
  } else {
    gates_->AllPotentials(scratch->atoms, &scratch->gates);
    std::sort(scratch->gates.begin(), scratch->gates.end());
  }
}

template <typename Act>
void Matcher::ForEachMatch(std::string_view key, Scratch* scratch,
                           Act act) const {
  OpenGates(key, scratch);
  const std::span<const int> gates = scratch->gates;
  for (std::size_t i = 0; i < gates.size();) {
    const std::size_t index =
        program_of_gate_[static_cast<std::size_t>(gates[i])];
    const Program& program = programs_[index];
    std::size_t last = i + 1;
    while (last < gates.size() &&
           program_of_gate_[static_cast<std::size_t>(gates[last])] == index) {
      ++last;
    }
    if (MatchesUnit(program, key, gates.subspan(i, last - i))) act(program);
    i = last;
  }
}

bool Matcher::MatchesUnit(const Program& program, std::string_view key,
                          std::span<const int> open) const {
  // A code point has at most four bytes.
  if (program.max_chars != 0 && key.size() > program.max_chars &&
      (key.size() > 4 * program.max_chars ||
       CountCodePoints(key) > program.max_chars)) {
    return false;
  }
  const bool selected = program.has_concepts
                            ? HasConcepts(program, key, open)
                            : Finds(gates_->GetRE2(program.first_gate), key);
  return selected &&
         (program.pattern == nullptr || program.pattern->IsFoundIn(key)) &&
         (program.unless == nullptr || !program.unless->IsFoundIn(key));
}

// With a single gate open not one of the other concepts may be missing.
bool Matcher::HasConcepts(const Program& program, std::string_view key,
                          std::span<const int> open) const {
  const std::size_t hopes = open.size() + program.other_concepts.size();
  if (hopes < program.need) return false;
  std::size_t spare = hopes - program.need;
  for (int gate : open) {
    if (!Finds(gates_->GetRE2(gate), key) && spare-- == 0) return false;
  }
  for (const std::unique_ptr<LazyRegex>& other : program.other_concepts) {
    if (!other->IsFoundIn(key) && spare-- == 0) return false;
  }
  return true;
}

// Linear although it calls RE2 once a match: loading has bounded the length of
// a match, and so how far RE2 looks behind the end of one.
void Matcher::FindSpans(const Program& program, std::string_view key,
                        std::size_t line, std::vector<Hit>* hits) const {
  const re2::RE2& re = gates_->GetRE2(program.first_gate);
  std::size_t at = 0;
  re2::StringPiece match;
  while (at < key.size() &&
         re.Match(key, at, key.size(), re2::RE2::UNANCHORED, &match, 1)) {
    const std::size_t begin =
        static_cast<std::size_t>(match.data() - key.data());
    hits->push_back(
        {program.rule, line, line + 1, begin, begin + match.size()});
    at = begin + match.size();
  }
}

void Matcher::Find(const Document& document, std::vector<Hit>* hits) const {
  hits->clear();
  if (programs_.empty()) return;
  Scratch scratch;
  for (const Paragraph& paragraph : document.paragraphs()) {
    const bool wrapped = paragraph.last - paragraph.first > 1;
    for (std::size_t line = paragraph.first; line < paragraph.last; ++line) {
      const std::string_view key = document.Key(line);
      ForEachMatch(key, &scratch, [&](const Program& program) {
        if (program.unit == Unit::kSpan) {
          FindSpans(program, key, line, hits);
        } else if (program.unit == Unit::kLine || !wrapped) {
          hits->push_back({program.rule, line, line + 1});
        }
      });
    }
    if (!wrapped) continue;
    ForEachMatch(
        document.Key(paragraph), &scratch, [&](const Program& program) {
          if (program.unit == Unit::kParagraph) {
            hits->push_back({program.rule, paragraph.first, paragraph.last});
          }
        });
  }
  std::stable_sort(hits->begin(), hits->end(), [](const Hit& a, const Hit& b) {
    return std::pair(a.first, a.rule) < std::pair(b.first, b.rule);
  });
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
  std::vector<int> all_gates(program->gates);
  std::iota(all_gates.begin(), all_gates.end(), program->first_gate);
  return MatchesUnit(*program, Fold(text), all_gates);
}

bool Matcher::IsGuarded(std::size_t rule) const {
  const Program* program = ProgramOf(rule);
  if (program == nullptr) return true;
  return std::none_of(open_gates_.begin(), open_gates_.end(), [&](int gate) {
    return program_of_gate_[static_cast<std::size_t>(gate)] ==
           static_cast<std::size_t>(program - programs_.data());
  });
}

}  // namespace unboil
