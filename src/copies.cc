// The thresholds come from measurements on 1,500 made posts, eight extractors'
// output of 83 news pages and 1,400 clean articles: see docs/design.md, section
// "Repeats".

#include "copies.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <limits>
#include <numeric>
#include <utility>

namespace unboil {
namespace {

constexpr std::size_t kSeed = 6;          // words; 4 to 12 do the same
constexpr std::size_t kMaxGap = 1500;     // words between matches of a chain
constexpr std::size_t kMaxSmallGap = 60;  // on the side that has fewer
constexpr std::size_t kMaxDrift = 8;      // words off the chain's diagonal
constexpr std::size_t kLongMatch = 40;    // words that need no other evidence
constexpr std::size_t kMaxOverlap = 2;    // words, at a chain's earlier end
constexpr std::size_t kLookBack = 50;     // matches tried as the one before

constexpr std::size_t kNoMatch = std::numeric_limits<std::size_t>::max();
constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

// Where each hash was seen first and last. Open addressing; the caller says
// once how many hashes there can be.
class SeenTable {
 public:
  struct Entry {
    std::uint64_t hash = 0;
    std::uint32_t first = kNone;
    std::uint32_t last = kNone;
  };

  explicit SeenTable(std::size_t most)
      : entries_(std::bit_ceil(2 * most + 1)), mask_(entries_.size() - 1) {}

  // The entry of `hash`; `first` is kNone when it was not seen yet. Null where
  // other hashes fill the way to it: only text that was made to collide does
  // that, and it finds fewer repeats instead of taking longer.
  Entry* Find(std::uint64_t hash) {
    constexpr std::size_t kMaxProbes = 64;
    std::size_t slot = static_cast<std::size_t>(hash) & mask_;
    for (std::size_t probe = 0; probe < kMaxProbes; ++probe) {
      Entry& entry = entries_[slot];
      if (entry.first == kNone || entry.hash == hash) return &entry;
      slot = (slot + 1) & mask_;
    }
    return nullptr;
  }

  static void See(Entry* entry, std::uint64_t hash, std::size_t at) {
    if (entry->first == kNone) {
      entry->hash = hash;
      entry->first = static_cast<std::uint32_t>(at);
    }
    entry->last = static_cast<std::uint32_t>(at);
  }

 private:
  std::vector<Entry> entries_;
  std::size_t mask_;
};

// Which hashes may stand more than once: a bitmap of those that were seen, and
// one of those that were seen again, with 16 bits a hash. Most seeds of most
// documents stand once, and these bitmaps stay in the cache where a table of
// all seeds would not. A hash that shares its bit with another is a false
// alarm.
class RecurringHashes {
 public:
  explicit RecurringHashes(const std::vector<std::uint64_t>& hashes)
      : seen_(std::bit_ceil(hashes.size() / 4 + 1)),
        again_(seen_.size()),
        mask_(seen_.size() - 1) {
    for (std::uint64_t hash : hashes) {
      std::uint64_t& word = seen_[WordOf(hash)];
      again_[WordOf(hash)] |= word & BitOf(hash);
      word |= BitOf(hash);
    }
    for (std::uint64_t hash : hashes) count_ += MayRecur(hash) ? 1 : 0;
  }

  bool MayRecur(std::uint64_t hash) const {
    return (again_[WordOf(hash)] & BitOf(hash)) != 0;
  }

  // Of the hashes, how many may recur.
  std::size_t count() const { return count_; }

 private:
  std::size_t WordOf(std::uint64_t hash) const {
    return static_cast<std::size_t>(hash >> 6) & mask_;
  }
  static std::uint64_t BitOf(std::uint64_t hash) {
    return std::uint64_t{1} << (hash & 63);
  }

  std::vector<std::uint64_t> seen_;
  std::vector<std::uint64_t> again_;
  std::size_t mask_;
  std::size_t count_ = 0;
};

// hashes[i] stands for the words [i, i + kSeed).
std::vector<std::uint64_t> SeedHashes(const Words& words) {
  constexpr std::uint64_t kBase = 0x9E3779B97F4A7C15ull;
  std::uint64_t out_weight = 1;
  for (std::size_t i = 0; i < kSeed; ++i) out_weight *= kBase;
  std::vector<std::uint64_t> hashes(words.size() - kSeed + 1);
  std::uint64_t rolling = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    rolling = rolling * kBase + words.hash(i);
    if (i >= kSeed) rolling -= out_weight * words.hash(i - kSeed);
    if (i + 1 >= kSeed) hashes[i + 1 - kSeed] = MixBits(rolling);
  }
  return hashes;
}

// For the first word of each line that holds a seed: the first words of the
// first and of the last line before it that say the same. In formulaic text,
// where most seeds stand in many places, only whole lines find their twin.
class LineTwins {
 public:
  LineTwins(const Words& words, const std::vector<WordRange>& lines)
      : twins_(lines.size()) {
    SeenTable seen(lines.size());
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (lines[i].size() < kSeed) continue;
      std::uint64_t hash = lines[i].size();
      for (std::size_t w = lines[i].begin; w < lines[i].end; ++w) {
        hash = MixBits(hash ^ words.hash(w));
      }
      SeenTable::Entry* entry = seen.Find(hash);
      if (entry == nullptr) continue;
      twins_[i] = {entry->first, entry->last};
      SeenTable::See(entry, hash, lines[i].begin);
    }
  }

  struct Twin {
    std::uint32_t first = kNone;
    std::uint32_t last = kNone;
  };
  Twin Of(std::size_t line) const { return twins_[line]; }

 private:
  std::vector<Twin> twins_;
};

std::size_t GrowForwards(const Words& words, std::size_t later,
                         std::size_t earlier) {
  const std::size_t most = std::min(words.size() - later, later - earlier);
  std::size_t length = 0;
  while (length < most &&
         words.hash(later + length) == words.hash(earlier + length)) {
    ++length;
  }
  return length;
}

// Moves the begin of `match` to the left, not beyond `floor`.
void GrowBackwards(const Words& words, std::size_t floor, Match* match) {
  while (match->later > floor && match->earlier > 0 &&
         match->length < match->later - match->earlier &&
         words.hash(match->later - 1) == words.hash(match->earlier - 1)) {
    --match->later;
    --match->earlier;
    ++match->length;
  }
}

// Whether words [begin, begin + length) hold a complete line.
bool HoldsWholeLine(const Words& words, const std::vector<WordRange>& lines,
                    std::size_t begin, std::size_t length) {
  std::size_t line = words.LineOf(begin);
  if (begin > lines[line].begin && ++line == lines.size()) return false;
  return lines[line].end <= begin + length;
}

std::size_t Difference(std::size_t a, std::size_t b) {
  return a > b ? a - b : b - a;
}

// The heaviest chain that ends in a match.
struct Ending {
  std::size_t before = kNoMatch;  // the match before, of `matches`
  std::size_t weight = 0;         // words in all of its matches
  std::size_t later_begin = 0;    // where its later copy begins
  bool used = false;
};

// Whether `match` may follow `before` in a chain: in order on both sides, near
// on both, and more than a phrase that happens to recur. A stray phrase would
// break a chain as well as a missing paragraph does, so it must lie on the
// diagonal, be long or hold a line.
bool Follows(const Match& match, bool holds_line, const Match& before,
             const Ending& ending) {
  const std::size_t later_end = before.later + before.length;
  const std::size_t earlier_end = before.earlier + before.length;
  if (match.later < later_end || match.earlier + kMaxOverlap < earlier_end ||
      match.earlier + match.length > ending.later_begin) {
    return false;
  }
  const std::size_t later_gap = match.later - later_end;
  const std::size_t earlier_gap =
      match.earlier - std::min(match.earlier, earlier_end);
  return later_gap <= kMaxGap && earlier_gap <= kMaxGap &&
         std::min(later_gap, earlier_gap) <= kMaxSmallGap &&
         (Difference(later_gap, earlier_gap) <= kMaxDrift ||
          match.length >= kLongMatch || holds_line);
}

void Append(const Match& match, Chain* chain) {
  if (chain->matches.empty()) {
    chain->later.begin = match.later;
    chain->earlier.begin = match.earlier;
  }
  chain->later.end = match.later + match.length;
  chain->earlier.end =
      std::max(chain->earlier.end, match.earlier + match.length);
  chain->matches.push_back(match);
  chain->length += match.length;
}

// Longest common subsequences of two short runs of words.
class GapFiller {
 public:
  // `middle` is the first word of the later copy.
  GapFiller(const Words& words, const std::vector<WordRange>& lines,
            std::size_t middle, std::vector<Match>* out)
      : words_(words), lines_(lines), middle_(middle), out_(*out) {}

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
    return lines_[words_.LineOf(word)];
  }

  // Whether the words on both sides of a gap stand in one line.
  bool ShareLine(WordRange gap) const {
    return words_.LineOf(gap.begin - 1) == words_.LineOf(gap.end);
  }

  bool Equal(std::size_t a, std::size_t b) const {
    return words_.hash(a) == words_.hash(b);
  }

  void Fill(WordRange later, WordRange earlier) const {
    // The two copies may stand in one line.
    earlier.end = std::max(earlier.begin, std::min(earlier.end, middle_));
    const std::size_t rows = later.size();
    const std::size_t columns = earlier.size();
    if (rows == 0 || columns == 0 || rows > kMaxSmallGap ||
        columns > kMaxSmallGap) {
      return;
    }
    // longest[i][j]: of the words from i and from j on.
    std::uint8_t longest[kMaxSmallGap + 1][kMaxSmallGap + 1] = {};
    for (std::size_t i = rows; i-- > 0;) {
      for (std::size_t j = columns; j-- > 0;) {
        longest[i][j] = Equal(later.begin + i, earlier.begin + j)
                            ? longest[i + 1][j + 1] + 1
                            : std::max(longest[i + 1][j], longest[i][j + 1]);
      }
    }
    for (std::size_t i = 0, j = 0; i < rows && j < columns;) {
      if (Equal(later.begin + i, earlier.begin + j)) {
        out_.push_back({later.begin + i++, earlier.begin + j++, 1});
      } else if (longest[i + 1][j] >= longest[i][j + 1]) {
        ++i;
      } else {
        ++j;
      }
    }
  }

  const Words& words_;
  const std::vector<WordRange>& lines_;
  std::size_t middle_;
  std::vector<Match>& out_;
};

}  // namespace

std::vector<Match> FindMatches(const Words& words,
                               const std::vector<WordRange>& lines) {
  std::vector<Match> matches;
  if (words.size() < 2 * kSeed || words.size() >= kNone) return matches;
  const std::vector<std::uint64_t> seeds = SeedHashes(words);
  const RecurringHashes recurring(seeds);
  if (recurring.count() == 0) return matches;
  const LineTwins line_twins(words, lines);
  SeenTable seen(recurring.count());
  std::size_t diagonal = 0;  // later minus earlier of the last match
  std::size_t floor = 0;     // behind the last match
  for (std::size_t at = 0; at < seeds.size();) {
    if (!recurring.MayRecur(seeds[at])) {
      ++at;
      continue;
    }
    Match best = {at, 0, 0};
    const auto consider = [&](std::size_t earlier) {
      const std::size_t length = GrowForwards(words, at, earlier);
      if (length > best.length) best = {at, earlier, length};
    };
    // In order of preference where the lengths are equal.
    if (diagonal != 0 && diagonal <= at) consider(at - diagonal);
    const std::size_t line = words.LineOf(at);
    if (lines[line].begin == at) {
      const LineTwins::Twin twin = line_twins.Of(line);
      if (twin.last != kNone) consider(twin.last);
      if (twin.first != kNone && twin.first != twin.last) consider(twin.first);
    }
    SeenTable::Entry* entry = seen.Find(seeds[at]);
    if (entry != nullptr && entry->first != kNone) {
      consider(entry->last);
      if (entry->first != entry->last) consider(entry->first);
    }
    if (best.length < kSeed) {
      if (entry != nullptr) SeenTable::See(entry, seeds[at], at);
      ++at;
      continue;
    }
    diagonal = best.later - best.earlier;
    const std::size_t end = best.later + best.length;
    GrowBackwards(words, floor, &best);
    matches.push_back(best);
    floor = end;
    at = end;
  }
  return matches;
}

std::vector<Chain> ChainMatches(const std::vector<Match>& matches,
                                const Words& words,
                                const std::vector<WordRange>& lines) {
  std::vector<Ending> endings(matches.size());
  for (std::size_t i = 0; i < matches.size(); ++i) {
    const Match& match = matches[i];
    const bool holds_line =
        HoldsWholeLine(words, lines, match.later, match.length) ||
        HoldsWholeLine(words, lines, match.earlier, match.length);
    Ending& ending = endings[i];
    ending.later_begin = match.later;
    const std::size_t furthest = i - std::min(i, kLookBack);
    for (std::size_t j = i; j-- > furthest;) {
      if (endings[j].weight > ending.weight &&
          Follows(match, holds_line, matches[j], endings[j])) {
        ending.before = j;
        ending.weight = endings[j].weight;
        ending.later_begin = endings[j].later_begin;
      }
    }
    ending.weight += match.length;
  }

  std::vector<std::size_t> by_weight(matches.size());
  std::iota(by_weight.begin(), by_weight.end(), 0);
  std::stable_sort(by_weight.begin(), by_weight.end(),
                   [&endings](std::size_t a, std::size_t b) {
                     return endings[a].weight > endings[b].weight;
                   });
  std::vector<Chain> chains;
  for (std::size_t last : by_weight) {
    std::vector<std::size_t> members;
    for (std::size_t i = last; i != kNoMatch && !endings[i].used;
         i = endings[i].before) {
      endings[i].used = true;
      members.push_back(i);
    }
    if (members.empty()) continue;
    chains.emplace_back();
    for (std::size_t i = members.size(); i-- > 0;) {
      Append(matches[members[i]], &chains.back());
    }
  }
  std::stable_sort(chains.begin(), chains.end(),
                   [](const Chain& a, const Chain& b) {
                     return a.later.begin < b.later.begin;
                   });
  return chains;
}

void FillGaps(const Words& words, const std::vector<WordRange>& lines,
              Chain* chain) {
  std::vector<Match> filled;
  const GapFiller filler(words, lines, chain->later.begin, &filled);
  filler.FillAbove(chain->matches.front());
  for (std::size_t i = 0; i < chain->matches.size(); ++i) {
    const Match& match = chain->matches[i];
    filled.push_back(match);
    if (i + 1 < chain->matches.size()) {
      filler.FillBetween(match, chain->matches[i + 1]);
    } else {
      filler.FillBelow(match);
    }
  }
  chain->matches = std::move(filled);
}

}  // namespace unboil
