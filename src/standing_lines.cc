#include "standing_lines.h"

#include <algorithm>
#include <unordered_map>

namespace unboil {

StandingLines::StandingLines(const Document& document,
                             const std::vector<char>& taken)
    : document_(&document) {
  // About what text of most languages has: too few only costs a copy.
  constexpr std::size_t kCharsPerWord = 5;
  words_.Reserve(document.chars() / kCharsPerWord);
  lines_.reserve(document.lines().size());
  word_ranges_.reserve(document.lines().size());
  for (std::size_t line = 0; line < document.lines().size(); ++line) {
    if (taken[line]) continue;
    Standing standing;
    standing.line = line;
    lines_.push_back(standing);
    word_ranges_.push_back(words_.AddLine(document.Key(line)));
  }
  kinds_.assign(lines_.size(), -1);
}

std::size_t StandingLines::Weight(std::size_t i) const {
  const std::size_t chars = document_->lines()[lines_[i].line].chars;
  // Only where each character is a word are there so many of them.
  const bool unspaced = 2 * WordsOf(i).size() > chars;
  return unspaced ? 2 * chars : chars;
}

LineKind StandingLines::Kind(std::size_t i) const {
  if (kinds_[i] < 0) {
    const std::size_t line = lines_[i].line;
    kinds_[i] = static_cast<signed char>(
        KindOfLine(document_->Content(line), Key(i),
                   document_->lines()[line].chars, WordsOf(i).size()));
  }
  return static_cast<LineKind>(kinds_[i]);
}

bool StandingLines::IsHeadlineLike(std::size_t i) const {
  return unboil::IsHeadlineLike(Key(i),
                                document_->lines()[lines_[i].line].chars,
                                WordsOf(i).size(), Kind(i));
}

bool StandingLines::AllStand(WordRange range) const {
  const LineRange lines = LinesOf(range);
  for (std::size_t t = lines.first; t < lines.last; ++t) {
    if (lines_[t].gone) return false;
  }
  return true;
}

bool StandingLines::StepToStanding(WordRange own_words, WordRange* twin) const {
  if (AllStand(*twin)) return true;
  const LineRange lines = LinesOf(*twin);
  WordRange hull = {words_.size(), 0};
  for (std::size_t t = lines.first; t < lines.last; ++t) {
    const WordRange own = WordsOf(t);
    const WordRange part = lines_[t].gone
                               ? lines_[t].twin
                               : WordRange{std::max(own.begin, twin->begin),
                                           std::min(own.end, twin->end)};
    hull = {std::min(hull.begin, part.begin), std::max(hull.end, part.end)};
  }
  *twin = hull;
  return IsTwinSized(hull, own_words) && AllStand(hull);
}

void StandingLines::Drop(std::size_t i, Detector detector, WordRange twin) {
  if (!StepToStanding(WordsOf(i), &twin)) return;
  const LineRange twin_lines = LinesOf(twin);
  if (twin_lines.first <= i && i < twin_lines.last) return;
  lines_[i].gone = true;
  lines_[i].detector = detector;
  lines_[i].twin = twin;
  drops_.push_back(i);
}

// Compares the words themselves, so that a made collision of hashes removes
// nothing.
bool StandingLines::SharesWords(std::size_t i, WordRange twin) const {
  const WordRange own = WordsOf(i);
  if (!IsTwinSized(twin, own)) return false;
  std::unordered_map<std::string_view, std::size_t> left;
  for (std::size_t w = twin.begin; w < twin.end; ++w) ++left[words_.TextOf(w)];
  std::size_t shared = 0;
  for (std::size_t w = own.begin; w < own.end; ++w) {
    const auto found = left.find(words_.TextOf(w));
    if (found == left.end() || found->second == 0) continue;
    --found->second;
    ++shared;
  }
  return static_cast<double>(shared) >=
         kTwinShare * static_cast<double>(own.size());
}

std::vector<Repeat> StandingLines::Settle() {
  // The last drop first: a twin stood when its line was dropped, so if it went
  // it went later and is settled before.
  for (std::size_t d = drops_.size(); d-- > 0;) {
    Standing& line = lines_[drops_[d]];
    const bool moved = !AllStand(line.twin);
    if (moved && !StepToStanding(WordsOf(drops_[d]), &line.twin)) {
      line.gone = false;
      continue;
    }
    const bool by_words = line.detector == Detector::kBody ||
                          line.detector == Detector::kParagraph || moved;
    if (by_words && !SharesWords(drops_[d], line.twin)) line.gone = false;
  }
  std::vector<Repeat> repeats;
  for (const Standing& line : lines_) {
    if (!line.gone) continue;
    const LineRange twin = LinesOf(line.twin);
    repeats.push_back({line.line, line.detector, lines_[twin.first].line,
                       lines_[twin.last - 1].line + 1});
  }
  return repeats;
}

}  // namespace unboil
