#include "matcher.h"

#include <algorithm>
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

bool Finds(const re2::RE2& re, std::string_view text) {
  return re.Match(text, 0, text.size(), re2::RE2::UNANCHORED, nullptr, 0);
}

}  // namespace

struct Matcher::Scratch {
  std::vector<int> atoms;
  std::vector<int> expressions;
  std::vector<std::size_t> concepts_left;  // by program; all 0 between keys
  std::vector<char> pattern_left;
  std::vector<std::size_t> touched;     // programs with a non-zero entry
  std::vector<std::size_t> candidates;  // the answer: programs, sorted
};

Result<Matcher> Matcher::Compile(std::span<const RuleInfo> rules) {
  Matcher matcher;
  matcher.filter_ = std::make_unique<re2::FilteredRE2>(LiteralSet::kMinLength);
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const RuleInfo& rule = rules[i];
    if (!rule.enabled || (rule.pattern.empty() && rule.concepts.empty())) {
      continue;
    }
    Program program;
    program.rule = i;
    program.unit = rule.unit;
    program.max_chars = rule.max_chars;
    program.need = rule.need;
    const std::size_t index = matcher.programs_.size();
    if (!rule.pattern.empty()) {
      Result<int> id = matcher.Add(rule, rule.pattern, {index, false});
      if (!id) return id.error();
      program.pattern = *id;
    }
    for (const std::string& concept_pattern : rule.concepts) {
      Result<int> id = matcher.Add(rule, concept_pattern, {index, true});
      if (!id) return id.error();
      program.concepts.push_back(*id);
    }
    if (!rule.unless.empty()) {
      program.unless =
          std::make_unique<re2::RE2>(rule.unless, PatternOptions());
      if (!program.unless->ok()) {
        return Error{rule.id + ": " + program.unless->error(), rule.file,
                     rule.line};
      }
    }
    matcher.programs_.push_back(std::move(program));
  }
  matcher.Index();
  return matcher;
}

Result<int> Matcher::Add(const RuleInfo& rule, const std::string& pattern,
                         Expression expression) {
  int id = -1;
  if (filter_->Add(pattern, PatternOptions(), &id) != re2::RE2::NoError) {
    // FilteredRE2 keeps the reason to itself.
    const re2::RE2 re(pattern, PatternOptions());
    return Error{rule.id + ": " + re.error(), rule.file, rule.line};
  }
  expressions_.push_back(expression);
  return id;
}

void Matcher::Index() {
  if (programs_.empty()) return;
  std::vector<std::string> atoms;
  filter_->Compile(&atoms);
  for (std::string& atom : atoms) atom = FoldAtom(atom);
  literals_ = LiteralSet(std::move(atoms));
  filter_->AllPotentials({}, &unguarded_);
}

void Matcher::SelectCandidates(std::string_view key, Scratch* scratch) const {
  scratch->candidates.clear();
  literals_.Find(key, &scratch->atoms);
  if (scratch->atoms.empty()) {
    scratch->expressions = unguarded_;
  } else {
    filter_->AllPotentials(scratch->atoms, &scratch->expressions);
  }
  for (int id : scratch->expressions) {
    const Expression& expression = expressions_[static_cast<std::size_t>(id)];
    const std::size_t program = expression.program;
    if (!scratch->pattern_left[program] && !scratch->concepts_left[program]) {
      scratch->touched.push_back(program);
    }
    if (expression.is_concept) {
      ++scratch->concepts_left[program];
    } else {
      scratch->pattern_left[program] = 1;
    }
  }
  for (std::size_t program : scratch->touched) {
    const bool pattern_ok =
        programs_[program].pattern < 0 || scratch->pattern_left[program];
    if (pattern_ok &&
        scratch->concepts_left[program] >= programs_[program].need) {
      scratch->candidates.push_back(program);
    }
    scratch->pattern_left[program] = 0;
    scratch->concepts_left[program] = 0;
  }
  scratch->touched.clear();
  std::sort(scratch->candidates.begin(), scratch->candidates.end());
}

bool Matcher::MatchesUnit(const Program& program, std::string_view key) const {
  if (program.max_chars != 0 && CountCodePoints(key) > program.max_chars) {
    return false;
  }
  if (program.pattern >= 0 && !Finds(filter_->GetRE2(program.pattern), key)) {
    return false;
  }
  std::size_t found = 0;
  std::size_t left = program.concepts.size();
  for (int id : program.concepts) {
    if (found + left < program.need) return false;
    --left;
    if (Finds(filter_->GetRE2(id), key)) ++found;
  }
  return found >= program.need &&
         (program.unless == nullptr || !Finds(*program.unless, key));
}

// Linear although it calls RE2 once a match: loading has bounded the length of
// a match, and so how far RE2 looks behind the end of one.
void Matcher::FindSpans(const Program& program, std::string_view key,
                        std::size_t line, std::vector<Hit>* hits) const {
  if (!MatchesUnit(program, key)) return;
  const re2::RE2& re = filter_->GetRE2(program.pattern);
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
  scratch.concepts_left.resize(programs_.size());
  scratch.pattern_left.resize(programs_.size());
  for (const Paragraph& paragraph : document.paragraphs()) {
    const bool wrapped = paragraph.last - paragraph.first > 1;
    for (std::size_t line = paragraph.first; line < paragraph.last; ++line) {
      const std::string_view key = document.Key(line);
      SelectCandidates(key, &scratch);
      for (std::size_t candidate : scratch.candidates) {
        const Program& program = programs_[candidate];
        if (program.unit == Unit::kSpan) {
          FindSpans(program, key, line, hits);
        } else if (program.unit == Unit::kParagraph ? !wrapped : true) {
          if (MatchesUnit(program, key)) {
            hits->push_back({program.rule, line, line + 1});
          }
        }
      }
    }
    if (!wrapped) continue;
    const std::string_view key = document.Key(paragraph);
    SelectCandidates(key, &scratch);
    for (std::size_t candidate : scratch.candidates) {
      const Program& program = programs_[candidate];
      if (program.unit == Unit::kParagraph && MatchesUnit(program, key)) {
        hits->push_back({program.rule, paragraph.first, paragraph.last});
      }
    }
  }
  std::stable_sort(hits->begin(), hits->end(), [](const Hit& a, const Hit& b) {
    return a.first < b.first;
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
  return program != nullptr && MatchesUnit(*program, Fold(text));
}

bool Matcher::IsGuarded(std::size_t rule) const {
  const Program* program = ProgramOf(rule);
  if (program == nullptr) return true;
  const std::vector<int>& open = unguarded_;
  const std::size_t open_concepts = static_cast<std::size_t>(std::count_if(
      program->concepts.begin(), program->concepts.end(), [&open](int id) {
        return std::find(open.begin(), open.end(), id) != open.end();
      }));
  const bool open_pattern =
      program->pattern < 0 ||
      std::find(open.begin(), open.end(), program->pattern) != open.end();
  return !open_pattern || open_concepts < program->need;
}

}  // namespace unboil
