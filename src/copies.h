// Copies: where a text says again what it said before, found in one pass over
// its words.
//
// MatchFinder walks the words from left to right. Six words that stood before
// are a seed; it is grown as far as both sides agree, and the walk goes on
// behind it. So each word is grown over a bounded number of times, and the
// whole takes linear time, where comparing all pairs of lines would not.
//
//   words     a b c d e f g x a b c d e f g
//   match     later 8, earlier 0, length 7
//
// ChainFinder strings matches together that follow each other on both sides,
// so that a paragraph edited, added or missing in one copy of a body does not
// break the body apart. Of the chains that a match could end the heaviest is
// taken, as aligners of genomes do (minimap2, Heng Li 2018, section 2.1).

#ifndef UNBOIL_COPIES_H_
#define UNBOIL_COPIES_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "seeds.h"
#include "words.h"

namespace unboil {

// Words [later, later + length) say what [earlier, earlier + length) says. The
// two may touch but not overlap.
struct Match {
  std::uint32_t later;
  std::uint32_t earlier;
  std::uint32_t length;
};

struct Chain {
  WordRange later;    // from the first match to the last
  WordRange earlier;  // likewise; it ends before `later` begins
  std::span<const Match> matches;
};

// Where a key was seen first and last. Keys are told by a hash and by what the
// caller compares.
class SeenTable {
 public:
  static constexpr std::uint32_t kNever = 0xFFFFFFFF;

  struct Entry {
    std::uint32_t hash = 0;
    std::uint32_t first = kNever;
    std::uint32_t last = kNever;
  };

  SeenTable() { Clear(); }

  void Clear();

  // The entry of a key, whose `first` is kNever when it was not seen yet. Null
  // where others fill the way to it: only text that was made to collide does
  // that, and it finds fewer repeats instead of taking longer. `is_same(place)`
  // tells whether the key that was seen at `place` is this one.
  template <typename IsSame>
  Entry* Find(std::uint32_t hash, IsSame is_same) {
    constexpr std::size_t kMaxProbes = 64;
    std::size_t slot = hash;
    for (std::size_t probe = 0; probe < kMaxProbes; ++probe, ++slot) {
      Entry& entry = entries_[slot & (entries_.size() - 1)];
      if (entry.first == kNever ||
          (entry.hash == hash && is_same(entry.first))) {
        return &entry;
      }
    }
    return nullptr;
  }

  // Notes that the key of `entry` was seen at `place`. Entries may move.
  void See(Entry* entry, std::uint32_t hash, std::size_t place);

 private:
  void Grow();

  std::vector<Entry> entries_;  // as many as a power of two
  std::size_t used_ = 0;
};

// Finds matches in one document after the other.
class MatchFinder {
 public:
  // In order of their later side. Valid until the next call.
  std::span<const Match> Find(const Words& words);

 private:
  // The first words of the first and of the last line before `line` that say
  // the same.
  struct Twin {
    std::uint32_t line;
    std::uint32_t first;
    std::uint32_t last;
  };

  void FindTwins(const Words& words);
  void Walk(const Words& words);

  Seeds seeds_;
  SeenTable seen_;
  std::vector<Twin> twins_;  // in order of lines
  std::vector<Match> matches_;
};

// Strings matches to chains, document after document.
class ChainFinder {
 public:
  // In order of their later side. Valid until the next call.
  std::span<const Chain> Find(std::span<const Match> matches,
                              const Words& words);

 private:
  // The heaviest chain that ends in a match.
  struct Ending {
    std::uint32_t before;       // the match before, of `matches`, or kNoMatch
    std::uint32_t weight;       // words in all of its matches
    std::uint32_t later_begin;  // where its later copy begins
    bool used = false;
  };

  static bool Follows(const Match& match, const Match& before,
                      const Ending& ending, const Words& words);

  std::vector<Ending> endings_;
  std::vector<std::uint32_t> by_weight_;
  std::vector<Match> members_;
  std::vector<Chain> chains_;
};

// The matches of a chain, and the words that both copies have, in order, in the
// small gaps between them: what is left between two edited words is often too
// short to hold a seed.
void FillGaps(const Words& words, const Chain& chain,
              std::vector<Match>* filled);

}  // namespace unboil

#endif  // UNBOIL_COPIES_H_
