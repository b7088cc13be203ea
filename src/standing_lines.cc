#include "standing_lines.h"

#include <algorithm>
#include <limits>
#include <unordered_map>

namespace unboil {
namespace {

// The keys of all lines, one behind the other.
std::string_view KeysOf(const Document& document) {
  return document.keys().substr(0, document.key_begins().back());
}

}  // namespace

bool StandingLines::CanHold(const Document& document) {
  return KeysOf(document).size() < std::numeric_limits<std::uint32_t>::max();
}

void StandingLines::Assign(const Document& document,
                           const std::vector<char>& taken) {
  document_ = &document;
  text_ = KeysOf(document);
  keys_.clear();
  document_lines_.clear();
  drops_.clear();
  kinds_.clear();
  const std::vector<Line>& lines = document.lines();
  const bool all_stand = std::find_if(taken.begin(), taken.end(), [](char t) {
                           return t != 0;
                         }) == taken.end();
  keys_.reserve(lines.size());
  const std::vector<std::size_t>& key_begins = document.key_begins();
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!all_stand) {
      if (taken[i]) continue;
      document_lines_.push_back(static_cast<std::uint32_t>(i));
    }
    keys_.push_back({static_cast<std::uint32_t>(key_begins[i]),
                     static_cast<std::uint32_t>(key_begins[i + 1])});
  }
  words_.Assign(text_, keys_);
}

std::size_t StandingLines::Weight(std::size_t i) const {
  const std::size_t chars = document_->lines()[DocumentLine(i)].chars;
  // Only where each character is a word are there so many of them.
  const bool unspaced = 2 * WordsOf(i).size() > chars;
  return unspaced ? 2 * chars : chars;
}

LineKind StandingLines::Kind(std::size_t i) const {
  if (kinds_.empty()) kinds_.assign(size(), -1);
  if (kinds_[i] < 0) {
    const std::size_t line = DocumentLine(i);
    kinds_[i] = static_cast<signed char>(
        KindOfLine(document_->Content(line), Key(i),
                   document_->lines()[line].chars, WordsOf(i).size()));
  }
  return static_cast<LineKind>(kinds_[i]);
}

bool StandingLines::IsHeadlineLike(std::size_t i) const {
  return unboil::IsHeadlineLike(Key(i),
                                document_->lines()[DocumentLine(i)].chars,
                                WordsOf(i).size(), Kind(i));
}

bool StandingLines::AllStand(WordRange range) const {
  const LineRange lines = LinesOf(range);
  for (std::size_t t = lines.first; t < lines.last; ++t) {
    if (IsGone(t)) return false;
  }
  return true;
}

bool StandingLines::StepToStanding(WordRange own_words, WordRange* twin) const {
  if (AllStand(*twin)) return true;
  const LineRange lines = LinesOf(*twin);
  WordRange hull = {words_.size(), 0};
  for (std::size_t t = lines.first; t < lines.last; ++t) {
    const WordRange own = WordsOf(t);
    const WordRange part = IsGone(t)
                               ? drops_[gone_[t] - 1].twin
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
  if (drops_.empty()) gone_.assign(size(), 0);
  drops_.push_back({i, detector, twin});
  gone_[i] = static_cast<std::uint32_t>(drops_.size());
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
  std::vector<Repeat> repeats;
  if (drops_.empty()) return repeats;
  // The last drop first: a twin stood when its line was dropped, so if it went
  // it went later and is settled before.
  for (std::size_t d = drops_.size(); d-- > 0;) {
    Dropped& drop = drops_[d];
    const bool moved = !AllStand(drop.twin);
    if (moved && !StepToStanding(WordsOf(drop.line), &drop.twin)) {
      gone_[drop.line] = 0;
      continue;
    }
    const bool by_words = drop.detector == Detector::kBody ||
                          drop.detector == Detector::kParagraph || moved;
    if (by_words && !SharesWords(drop.line, drop.twin)) gone_[drop.line] = 0;
  }
  for (std::size_t i = 0; i < size(); ++i) {
    if (gone_[i] == 0) continue;
    const Dropped& drop = drops_[gone_[i] - 1];
    const LineRange twin = LinesOf(drop.twin);
    repeats.push_back({DocumentLine(i), drop.detector, DocumentLine(twin.first),
                       DocumentLine(twin.last - 1) + 1});
  }
  return repeats;
}

}  // namespace unboil
