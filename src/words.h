// Words: folded text as a sequence of words, so that two copies of a text are
// equal whatever their quotes, dashes and line breaks.
//
//   key "it's late - 3 a.m."   ->   it s late 3 a m
//
// A word is a run of letters, digits and marks; in scripts written without
// spaces each character is a word. A line without any ("* * *") is one word, or
// it could not repeat. Words are compared by a 64-bit hash; before text is
// removed on the strength of it, their bytes are compared too.

#ifndef UNBOIL_WORDS_H_
#define UNBOIL_WORDS_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace unboil {

// Words [begin, end).
struct WordRange {
  std::size_t begin = 0;
  std::size_t end = 0;

  std::size_t size() const { return end - begin; }
};

class Words {
 public:
  void Reserve(std::size_t words) { words_.reserve(words); }

  // Appends the words of a line, which must be a view into text that outlives
  // this object, and returns their range.
  WordRange AddLine(std::string_view key);

  std::size_t size() const { return words_.size(); }
  std::uint64_t hash(std::size_t word) const { return words_[word].hash; }
  std::size_t LineOf(std::size_t word) const { return words_[word].line; }
  std::string_view TextOf(std::size_t word) const { return words_[word].text; }

 private:
  struct Word {
    std::uint64_t hash;
    std::string_view text;
    std::size_t line;
  };

  void Add(std::string_view text);

  std::vector<Word> words_;
  std::size_t lines_ = 0;
};

// Spreads the bits of `value` (the finalizer of MurmurHash3, Austin Appleby).
inline std::uint64_t MixBits(std::uint64_t value) {
  value ^= value >> 33;
  value *= 0xFF51AFD7ED558CCDull;
  value ^= value >> 33;
  value *= 0xC4CEB9FE1A85EC53ull;
  return value ^ (value >> 33);
}

// A hash of a whole line, for looking up equal ones.
std::uint64_t HashBytes(std::string_view bytes);

}  // namespace unboil

#endif  // UNBOIL_WORDS_H_
