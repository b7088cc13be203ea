// How alike two texts are: the words they share, and the runs of four words. A
// menu and an article have many words in common, but hardly any four in a row.
//
//   reference  the ship came in at noon    the ship came in, ship came in at,
//                                          came in at noon
//   found      Home. the ship came in      Home the ship came,
//                                          the ship came in
//   -> both 1, extra 1, missing 2
//
// Words and shingles are those of the scorers that papers use, most of which
// are written in Python, so that figures can be compared: a word is what `\w+`
// of Python's re matches, and case counts. A mark is no part of a word there:
// a decomposed "café" is "cafe" and then nothing.
//
// Both are held as 64-bit hashes (XXH3). Two different ones are taken for equal
// once in 10^19 comparisons, which no figure shows.

#ifndef UNBOIL_CORPUS_SHINGLES_H_
#define UNBOIL_CORPUS_SHINGLES_H_

#include <compare>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace unboil {

struct HashedWord {
  std::uint64_t hash = 0;
  std::size_t chars = 0;  // code points

  friend std::strong_ordering operator<=>(const HashedWord&,
                                          const HashedWord&) = default;
};

// The words of a text, in its order.
std::vector<HashedWord> HashWords(std::string_view text);

// The runs of four words, each as often as it stands, sorted. A text of fewer
// words is one shingle; one without words has none.
std::vector<std::uint64_t> SortedShingles(std::span<const HashedWord> words);

// How the shingles of a text compare with those of its reference.
struct ShingleMatch {
  std::size_t both = 0;
  std::size_t extra = 0;    // in the text alone
  std::size_t missing = 0;  // in the reference alone

  friend bool operator==(const ShingleMatch&, const ShingleMatch&) = default;
};

// REQUIRES: both are sorted.
ShingleMatch MatchShingles(std::span<const std::uint64_t> reference,
                           std::span<const std::uint64_t> found);

// Of nothing found where nothing was to be found all three are 1.
double Precision(const ShingleMatch& match);
double Recall(const ShingleMatch& match);
double F1(const ShingleMatch& match);

// The harmonic mean of precision and recall; 0 if both are 0.
double F1(double precision, double recall);

// Code points of the words of `text` that `rest` lacks; a word that stands
// twice in one must stand twice in the other.
// REQUIRES: both are sorted.
std::size_t LostChars(std::span<const HashedWord> text,
                      std::span<const HashedWord> rest);

// `text` with single spaces and none at its ends, for finding phrases whatever
// their line breaks. White space is what `\s` of Python's re matches.
std::string SingleSpaced(std::string_view text);

}  // namespace unboil

#endif  // UNBOIL_CORPUS_SHINGLES_H_
