// The thresholds come from measurements on 1,500 made posts, eight extractors'
// output of 83 news pages and 1,400 clean articles: see docs/design.md, section
// "Repeats".

#include "copies.h"

#include <algorithm>
#include <bitset>
#include <limits>
#include <utility>

namespace unboil {
namespace {

constexpr std::size_t kMaxGap = 1500;     // words between matches of a chain
constexpr std::size_t kMaxSmallGap = 60;  // on the side that has fewer
constexpr std::size_t kMaxDrift = 8;      // words off the chain's diagonal
constexpr std::size_t kLongMatch = 40;    // words that need no other evidence
constexpr std::size_t kMaxOverlap = 2;    // words, at a chain's earlier end
constexpr std::size_t kLookBack = 50;     // matches tried as the one before

constexpr std::uint32_t kNoMatch = std::numeric_limits<std::uint32_t>::max();

std::uint32_t HashOf(const Words& words, WordRange range) {
  std::uint64_t hash = range.size();
  for (std::size_t w = range.begin; w < range.end; ++w) {
    hash = MixBits(hash ^ words.HashOf(w));
  }
  return static_cast<std::uint32_t>(hash);
}

bool AreEqual(const Words& words, std::size_t a, std::size_t b,
              std::size_t length) {
  for (std::size_t i = 0; i < length; ++i) {
    if (!words.AreEqual(a + i, b + i)) return false;
  }
  return true;
}

std::size_t GrowForwards(const Words& words, std::size_t later,
                         std::size_t earlier) {
  const std::size_t most = std::min(words.size() - later, later - earlier);
  std::size_t length = 0;
  while (length < most && words.AreEqual(later + length, earlier + length)) {
    ++length;
  }
  return length;
}

// Moves the begin of `match` to the left, not beyond `floor`.
void GrowBackwards(const Words& words, std::size_t floor, Match* match) {
  while (match->later > floor && match->earlier > 0 &&
         match->length < match->later - match->earlier &&
         words.AreEqual(match->later - 1, match->earlier - 1)) {
    --match->later;
    --match->earlier;
    ++match->length;
  }
}

Match MakeMatch(std::size_t later, std::size_t earlier, std::size_t length) {
  return {static_cast<std::uint32_t>(later),
          static_cast<std::uint32_t>(earlier),
          static_cast<std::uint32_t>(length)};
}

// Whether words [begin, begin + length) hold a complete line.
bool HoldsWholeLine(const Words& words, std::size_t begin, std::size_t length) {
  std::size_t line = words.LineOf(begin);
  if (begin > words.WordsOf(line).begin && ++line == words.lines()) {
    return false;
  }
  return words.WordsOf(line).end <= begin + length;
}

std::size_t Difference(std::size_t a, std::size_t b) {
  return a > b ? a - b : b - a;
}

// Longest common subsequences of two short runs of words.
class GapFiller {
 public:
  // `middle` is the first word of the later copy.
  GapFiller(const Words& words, std::size_t middle, std::vector<Match>* out)
      : words_(words), middle_(middle), out_(*out) {}

  // The rest of the lines in which `match` begins, in front of it.
  void FillAbove(const Match& match) const {
    Fill({LineOf(match.later).begin, match.later},
         {LineOf(match.earlier).begin, match.earlier});
  }

  // The rest of the lines in which it ends.
  void FillBelow(const Match& match) const {
    const std::size_t later = match.later + match.length;
    const std::size_t earlier = match.earlier + match.length;
    Fill({later, LineOf(later - 1).end}, {earlier, LineOf(earlier - 1).end});
  }

  void FillBetween(const Match& above, const Match& below) const {
    const WordRange later = {above.later + above.length, below.later};
    const WordRange earlier = {above.earlier + above.length, below.earlier};
    if (earlier.begin > earlier.end) return;  // they overlap by a word
    if (later.size() <= kMaxSmallGap && earlier.size() <= kMaxSmallGap) {
      Fill(later, earlier);
    } else if (!ShareLine(later) && !ShareLine(earlier)) {
      // One copy has a paragraph more, which cuts the gap in two.
      FillBelow(above);
      FillAbove(below);
    }
  }

 private:
  WordRange LineOf(std::size_t word) const {
    return words_.WordsOf(words_.LineOf(word));
  }

  // Whether the words on both sides of a gap stand in one line.
  bool ShareLine(WordRange gap) const {
    return words_.LineOf(gap.begin - 1) == words_.LineOf(gap.end);
  }

  void Fill(WordRange later, WordRange earlier) const {
    // The two copies may stand in one line.
    earlier.end = std::max(earlier.begin, std::min(earlier.end, middle_));
    const std::size_t columns = earlier.size();
    if (later.size() == 0 || columns == 0 || later.size() > kMaxSmallGap ||
        columns > kMaxSmallGap) {
      return;
    }
    std::uint64_t column_starts[kMaxSmallGap];
    std::bitset<256> in_columns;
    for (std::size_t j = 0; j < columns; ++j) {
      column_starts[j] = words_.StartOf(earlier.begin + j);
      in_columns.set(MixBits(column_starts[j]) % 256);
    }
    // A word that the earlier side does not have makes no difference, and most
    // are such words.
    std::size_t row_words[kMaxSmallGap];
    std::uint64_t row_starts[kMaxSmallGap];
    std::size_t rows = 0;
    for (std::size_t word = later.begin; word < later.end; ++word) {
      const std::uint64_t start = words_.StartOf(word);
      if (!in_columns.test(MixBits(start) % 256)) continue;
      row_words[rows] = word;
      row_starts[rows++] = start;
    }
    const auto equal = [&](std::size_t i, std::size_t j) {
      return row_starts[i] == column_starts[j] &&
             words_.AreEqual(row_words[i], earlier.begin + j);
    };
    // longest[i][j]: of the words from i and from j on.
    std::uint8_t longest[kMaxSmallGap + 1][kMaxSmallGap + 1];
    for (std::size_t j = 0; j <= columns; ++j) longest[rows][j] = 0;
    for (std::size_t i = rows; i-- > 0;) {
      longest[i][columns] = 0;
      for (std::size_t j = columns; j-- > 0;) {
        longest[i][j] =
            equal(i, j) ? static_cast<std::uint8_t>(longest[i + 1][j + 1] + 1)
                        : std::max(longest[i + 1][j], longest[i][j + 1]);
      }
    }
    for (std::size_t i = 0, j = 0; i < rows && j < columns;) {
      if (equal(i, j)) {
        out_.push_back(MakeMatch(row_words[i++], earlier.begin + j++, 1));
      } else if (longest[i + 1][j] >= longest[i][j + 1]) {
        ++i;
      } else {
        ++j;
      }
    }
  }

  const Words& words_;
  std::size_t middle_;
  std::vector<Match>& out_;
};

}  // namespace

void SeenTable::Clear() {
  constexpr std::size_t kSmall = 256;
  constexpr std::size_t kLarge = std::size_t{1} << 16;
  if (entries_.capacity() > kLarge) entries_ = {};
  entries_.assign(kSmall, Entry());
  used_ = 0;
}

void SeenTable::See(Entry* entry, std::uint32_t hash, std::size_t place) {
  entry->last = static_cast<std::uint32_t>(place);
  if (entry->first != kNever) return;
  entry->hash = hash;
  entry->first = entry->last;
  if (2 * ++used_ > entries_.size()) Grow();
}

void SeenTable::Grow() {
  const std::vector<Entry> old = std::move(entries_);
  entries_.assign(2 * old.size(), Entry());
  for (const Entry& entry : old) {
    if (entry.first == kNever) continue;
    Entry* free = Find(entry.hash, [](std::uint32_t) { return false; });
    if (free != nullptr) *free = entry;
  }
}

// In formulaic text, where most seeds stand in many places, only whole lines
// find their twin.
void MatchFinder::FindTwins(const Words& words) {
  twins_.clear();
  seen_.Clear();
  for (std::size_t at = seeds_.NextFrom(0), line = 0; at < words.size();) {
    while (words.WordsOf(line).end <= at) ++line;
    const WordRange own = words.WordsOf(line);
    if (own.begin < at || own.size() < kSeed) {
      at = seeds_.NextFrom(own.begin < at ? own.end : at + 1);
      continue;
    }
    const std::uint32_t hash = HashOf(words, own);
    SeenTable::Entry* entry = seen_.Find(hash, [&](std::uint32_t place) {
      return words.WordsOf(words.LineOf(place)).size() == own.size() &&
             AreEqual(words, place, own.begin, own.size());
    });
    if (entry != nullptr) {
      if (entry->first != SeenTable::kNever) {
        twins_.push_back(
            {static_cast<std::uint32_t>(line), entry->first, entry->last});
      }
      seen_.See(entry, hash, own.begin);
    }
    at = seeds_.NextFrom(own.end);
  }
}

std::span<const Match> MatchFinder::Find(const Words& words) {
  constexpr std::size_t kManyWords = std::size_t{1} << 18;
  matches_.clear();
  if (!seeds_.Find(words)) return matches_;
  FindTwins(words);
  seen_.Clear();
  Walk(words);
  // What comes next needs memory, too.
  if (words.size() > kManyWords) {
    seen_.Clear();
    twins_ = {};
  }
  return matches_;
}

void MatchFinder::Walk(const Words& words) {
  std::vector<Twin>::const_iterator twin = twins_.begin();
  std::size_t diagonal = 0;  // later minus earlier of the last match
  std::size_t floor = 0;     // behind the last match
  for (std::size_t at = seeds_.NextFrom(0); at + kSeed <= words.size();) {
    std::size_t earlier = 0;
    std::size_t length = 0;
    const auto consider = [&](std::size_t place) {
      const std::size_t grown = GrowForwards(words, at, place);
      if (grown > length) {
        length = grown;
        earlier = place;
      }
    };
    // In order of preference where the lengths are equal.
    if (diagonal != 0 && diagonal <= at) consider(at - diagonal);
    while (twin != twins_.end() && words.WordsOf(twin->line).begin < at) ++twin;
    if (twin != twins_.end() && words.WordsOf(twin->line).begin == at) {
      consider(twin->last);
      if (twin->first != twin->last) consider(twin->first);
    }
    const std::uint32_t hash = HashOf(words, {at, at + kSeed});
    SeenTable::Entry* entry = seen_.Find(hash, [&](std::uint32_t place) {
      return AreEqual(words, place, at, kSeed);
    });
    if (entry != nullptr && entry->first != SeenTable::kNever) {
      consider(entry->last);
      if (entry->first != entry->last) consider(entry->first);
    }
    if (length < kSeed) {
      if (entry != nullptr) seen_.See(entry, hash, at);
      at = seeds_.NextFrom(at + 1);
      continue;
    }
    Match match = MakeMatch(at, earlier, length);
    diagonal = at - earlier;
    const std::size_t end = at + length;
    GrowBackwards(words, floor, &match);
    matches_.push_back(match);
    floor = end;
    at = seeds_.NextFrom(end);
  }
}

// Whether `match` may follow `before` in a chain: in order on both sides, near
// on both, and more than a phrase that happens to recur. A stray phrase would
// break a chain as well as a missing paragraph does, so it must lie on the
// diagonal, be long or hold a line.
bool ChainFinder::Follows(const Match& match, const Match& before,
                          const Ending& ending, const Words& words) {
  const std::size_t later_end = before.later + before.length;
  const std::size_t earlier_end = before.earlier + before.length;
  if (match.later < later_end || match.earlier + kMaxOverlap < earlier_end ||
      match.earlier + match.length > ending.later_begin) {
    return false;
  }
  const std::size_t later_gap = match.later - later_end;
  const std::size_t earlier_gap =
      match.earlier - std::min<std::size_t>(match.earlier, earlier_end);
  return later_gap <= kMaxGap && earlier_gap <= kMaxGap &&
         std::min(later_gap, earlier_gap) <= kMaxSmallGap &&
         (Difference(later_gap, earlier_gap) <= kMaxDrift ||
          match.length >= kLongMatch ||
          HoldsWholeLine(words, match.later, match.length) ||
          HoldsWholeLine(words, match.earlier, match.length));
}

std::span<const Chain> ChainFinder::Find(std::span<const Match> matches,
                                         const Words& words) {
  endings_.clear();
  by_weight_.clear();
  for (std::size_t i = 0; i < matches.size(); ++i) {
    const Match& match = matches[i];
    Ending ending = {kNoMatch, 0, match.later};
    const std::size_t furthest = i - std::min(i, kLookBack);
    for (std::size_t j = i; j-- > furthest;) {
      // They are in order of the later side.
      if (matches[j].later + matches[j].length + kMaxGap < match.later) break;
      if (endings_[j].weight > ending.weight &&
          Follows(match, matches[j], endings_[j], words)) {
        ending.before = static_cast<std::uint32_t>(j);
        ending.weight = endings_[j].weight;
        ending.later_begin = endings_[j].later_begin;
      }
    }
    ending.weight += match.length;
    endings_.push_back(ending);
    by_weight_.push_back(static_cast<std::uint32_t>(i));
  }
  std::stable_sort(by_weight_.begin(), by_weight_.end(),
                   [this](std::uint32_t a, std::uint32_t b) {
                     return endings_[a].weight > endings_[b].weight;
                   });
  members_.clear();
  members_.reserve(matches.size());  // spans of it must not move
  chains_.clear();
  for (std::uint32_t last : by_weight_) {
    const std::size_t first = members_.size();
    for (std::uint32_t i = last; i != kNoMatch && !endings_[i].used;
         i = endings_[i].before) {
      endings_[i].used = true;
      members_.push_back(matches[i]);
    }
    if (members_.size() == first) continue;
    const std::span<Match> members = std::span(members_).subspan(first);
    std::reverse(members.begin(), members.end());
    Chain chain;
    chain.later = {members.front().later,
                   members.back().later + members.back().length};
    chain.earlier.begin = members.front().earlier;
    for (const Match& match : members) {
      chain.earlier.end = std::max<std::size_t>(chain.earlier.end,
                                                match.earlier + match.length);
    }
    chain.matches = members;
    chains_.push_back(chain);
  }
  std::stable_sort(chains_.begin(), chains_.end(),
                   [](const Chain& a, const Chain& b) {
                     return a.later.begin < b.later.begin;
                   });
  return chains_;
}

void FillGaps(const Words& words, const Chain& chain,
              std::vector<Match>* filled) {
  filled->clear();
  const GapFiller filler(words, chain.later.begin, filled);
  filler.FillAbove(chain.matches.front());
  for (std::size_t i = 0; i < chain.matches.size(); ++i) {
    const Match& match = chain.matches[i];
    filled->push_back(match);
    if (i + 1 < chain.matches.size()) {
      filler.FillBetween(match, chain.matches[i + 1]);
    } else {
      filler.FillBelow(match);
    }
  }
}

}  // namespace unboil
