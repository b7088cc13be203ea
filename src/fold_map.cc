// Folding with the way back, in three steps, each a rewriting with a record of
// what came from where:
//
//   bytes --Premap--> well-formed text with ASCII punctuation
//         --CaseFolding--> folded characters
//         --SqueezeSpaces--> the key
//
// The punctuation is mapped before NFKC_Casefold sees it, since NFKC takes
// U+00B4 apart into a space and an accent, and after it, since NFKC brings new
// quotes and dashes out of full-width ones. It is the slow and plain twin of
// fold.cc; a span is edited in one line of thousands.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "chars.h"
#include "fold.h"
#include "hangul.h"
#include "normalizer.h"
#include "punctuation.h"
#include "unicode_tables.h"

namespace unboil {
namespace {

// A rewriting of text in progress: the bytes, and where each came from.
class Rewriting {
 public:
  Rewriting(std::string* out, std::vector<Range>* source)
      : out_(out), source_(source) {}

  void Append(std::string_view bytes, Range from) {
    out_->append(bytes);
    source_->insert(source_->end(), bytes.size(), from);
  }

 private:
  std::string* out_;
  std::vector<Range>* source_;
};

void Premap(std::string_view text, std::string* out,
            std::vector<Range>* source) {
  Rewriting rewriting(out, source);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = DecodeUtf8(text, &at);
    std::string_view bytes = AsciiPunctuation(c);
    if (bytes.empty()) bytes = text.substr(begin, at - begin);
    // U+FFFD of one byte was none: the byte is bad.
    if (c == 0xFFFD && at - begin == 1) bytes = kReplacement;
    rewriting.Append(bytes, {begin, at});
  }
}

Range HullOf(const std::vector<Range>& source, std::size_t begin,
             std::size_t end) {
  return {source[begin].begin, source[end - 1].end};
}

// NFKC_Casefold of well-formed text, piece by piece. A piece is what changes
// together, and each of its bytes comes from all of it.
//
//   "xe" U+0301 "y"   ->   "x", "é" out of 'e' and the accent, "y"
//
// Which pieces there are decides where a span is cut, so it is not left to
// chance: they are those of ICU's record of edits.
class CaseFolding {
 public:
  // `text_from[i]` is where byte i of `text` came from.
  CaseFolding(std::string_view text, const std::vector<Range>& text_from)
      : text_(text), text_from_(text_from) {}

  void Run(std::string* out, std::vector<Range>* source);

 private:
  struct Character {
    char32_t c;
    const Properties& properties;
    std::size_t begin;
    std::size_t end;

    bool Has(PropertyFlag flag) const { return (properties.flags & flag) != 0; }
    int combining_class() const { return properties.combining_class; }
    bool IsPlain() const {
      return combining_class() == 0 && !Has(kComposesBack) && !Has(kIsMapped);
    }
    bool IsPlainMark() const {
      return combining_class() != 0 && !Has(kComposesBack) && !Has(kIsMapped);
    }
  };

  Character CharacterAt(std::size_t begin) const {
    std::size_t end = begin;
    const char32_t c = DecodeUtf8(text_, &end);
    return {c, PropertiesOf(c), begin, end};
  }
  // REQUIRES: at > 0
  Character CharacterBefore(std::size_t at) const {
    return CharacterAt(BeginBefore(text_, at));
  }
  bool IsBoundary(std::size_t at) const {
    return at == text_.size() || CharacterAt(at).Has(kBoundaryBefore);
  }
  // Whether one parts `at` from the unchanged text before it.
  bool IsBoundaryBehindText(std::size_t at) const {
    return at == kept_from_ || CharacterBefore(at).Has(kBoundaryAfter);
  }

  bool ReplacesAlone(const Character& character);
  bool ComposesSyllable(const Character& character);
  std::size_t BehindOrderedMarks(const Character& first) const;
  void FoldTogether(const Character& first);
  void Replace(std::size_t begin, std::size_t end, std::u32string_view by);
  void Keep(std::size_t end);

  const std::string_view text_;
  const std::vector<Range>& text_from_;
  std::size_t at_ = 0;
  std::size_t kept_from_ = 0;  // from there to `at_` the text stays as it is
  Normalizer normalizer_;
  std::string out_;
  std::vector<Range> source_;
};

void CaseFolding::Run(std::string* out, std::vector<Range>* source) {
  while (at_ < text_.size()) {
    const Character character = CharacterAt(at_);
    at_ = character.end;
    if (character.IsPlain() || ReplacesAlone(character) ||
        ComposesSyllable(character)) {
      continue;
    }
    if (character.IsPlainMark()) {
      at_ = BehindOrderedMarks(character);
      if (IsBoundary(at_)) continue;
    }
    FoldTogether(character);
  }
  Keep(text_.size());
  *out = std::move(out_);
  *source = std::move(source_);
}

// A character that maps to something, or to nothing, and has a boundary on the
// side where it needs one.
bool CaseFolding::ReplacesAlone(const Character& character) {
  if (!character.Has(kIsMapped)) return false;
  normalizer_.Clear();
  normalizer_.Add(character.c);
  const std::size_t decomposed = normalizer_.size();
  const std::u32string_view mapping = normalizer_.Compose();
  if (mapping.empty()) {
    if (!IsBoundary(at_) && !IsBoundaryBehindText(character.begin)) {
      return false;
    }
  } else if (!character.Has(kBoundaryBefore) || mapping.size() < decomposed ||
             !(character.Has(kBoundaryAfter) || IsBoundary(at_))) {
    return false;
  }
  Replace(character.begin, character.end, mapping);
  return true;
}

// The vowel or the trailing consonant of a syllable whose begin stands before.
bool CaseFolding::ComposesSyllable(const Character& character) {
  if (character.begin == kept_from_) return false;
  const Character before = CharacterBefore(character.begin);
  char32_t syllable = 0;
  if (hangul::IsVowel(character.c) && hangul::IsLead(before.c)) {
    syllable = hangul::Syllable(before.c, character.c);
    const bool has_next = at_ < text_.size();
    if (has_next && hangul::IsTrail(CharacterAt(at_).c)) {
      const Character trail = CharacterAt(at_);
      syllable += trail.c - hangul::kBeforeTrail;
      at_ = trail.end;
    } else if (!IsBoundary(at_)) {
      return false;
    }
  } else if (hangul::IsTrail(character.c) && hangul::LacksTrail(before.c)) {
    syllable = before.c + (character.c - hangul::kBeforeTrail);
  } else {
    return false;
  }
  Replace(before.begin, at_, {&syllable, 1});
  return true;
}

// The end of the plain marks that begin with `first` and are in order.
std::size_t CaseFolding::BehindOrderedMarks(const Character& first) const {
  std::size_t end = first.end;
  int last_class = first.combining_class();
  while (end < text_.size()) {
    const Character next = CharacterAt(end);
    if (!next.IsPlainMark() || next.combining_class() < last_class) break;
    last_class = next.combining_class();
    end = next.end;
  }
  return end;
}

// What stands from `first` to here changes, perhaps, with its neighbors: one
// before, for all others there are done with, and those up to a boundary.
void CaseFolding::FoldTogether(const Character& first) {
  std::size_t begin = first.begin;
  if (!first.Has(kBoundaryBefore) && !IsBoundaryBehindText(begin)) {
    begin = BeginBefore(text_, begin);
  }
  normalizer_.Clear();
  for (std::size_t at = begin; at < at_;) {
    const Character character = CharacterAt(at);
    normalizer_.Add(character.c);
    at = character.end;
  }
  bool is_boundary = false;
  while (!is_boundary && at_ < text_.size()) {
    const Character next = CharacterAt(at_);
    if (next.Has(kBoundaryBefore)) break;
    normalizer_.Add(next.c);
    at_ = next.end;
    is_boundary = next.Has(kBoundaryAfter);
  }
  Replace(begin, at_, normalizer_.Compose());
}

// Text that is replaced by itself is kept: each character is a piece.
void CaseFolding::Replace(std::size_t begin, std::size_t end,
                          std::u32string_view by) {
  std::string bytes;
  for (char32_t c : by) {
    char buffer[4];
    bytes.append(buffer, EncodeUtf8(c, buffer));
  }
  if (bytes == text_.substr(begin, end - begin)) return;
  Keep(begin);
  out_ += bytes;
  source_.insert(source_.end(), bytes.size(), HullOf(text_from_, begin, end));
  kept_from_ = end;
}

void CaseFolding::Keep(std::size_t end) {
  out_ += text_.substr(kept_from_, end - kept_from_);
  source_.insert(source_.end(),
                 text_from_.begin() + static_cast<std::ptrdiff_t>(kept_from_),
                 text_from_.begin() + static_cast<std::ptrdiff_t>(end));
}

void SqueezeSpaces(std::string_view folded, const std::vector<Range>& from,
                   std::string* key, std::vector<Range>* source) {
  Rewriting rewriting(key, source);
  bool space = false;
  Range space_from;
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t begin = at;
    const char32_t c = DecodeUtf8(folded, &at);
    if (IsSpace(c)) {
      if (!space) space_from.begin = from[begin].begin;
      space_from.end = from[at - 1].end;
      space = true;
      continue;
    }
    if (space && !key->empty()) rewriting.Append(" ", space_from);
    space = false;
    std::string_view bytes = AsciiPunctuation(c);
    if (bytes.empty()) bytes = folded.substr(begin, at - begin);
    rewriting.Append(bytes, HullOf(from, begin, at));
  }
}

}  // namespace

MappedFold FoldWithMap(std::string_view text) {
  std::string mapped;
  std::vector<Range> mapped_from;
  Premap(text, &mapped, &mapped_from);
  std::string folded;
  std::vector<Range> folded_from;
  CaseFolding(mapped, mapped_from).Run(&folded, &folded_from);
  MappedFold result;
  SqueezeSpaces(folded, folded_from, &result.key, &result.source);
  return result;
}

}  // namespace unboil
