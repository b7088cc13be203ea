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
  // Appends the words of a line, which must be a view into text that outlives
  // this object, and returns their range.
  WordRange AddLine(std::string_view key);

  std::size_t size() const { return hashes_.size(); }
  std::uint64_t hash(std::size_t word) const { return hashes_[word]; }
  std::size_t LineOf(std::size_t word) const { return line_of_[word]; }
  std::string_view TextOf(std::size_t word) const { return texts_[word]; }

 private:
  void Add(std::string_view word);

  std::vector<std::uint64_t> hashes_;
  std::vector<std::uint32_t> line_of_;
  std::vector<std::string_view> texts_;
  std::uint32_t lines_ = 0;
};

// A hash of a whole line, for looking up equal ones.
std::uint64_t HashBytes(std::string_view bytes);

// Spreads the bits of `value` (the finalizer of MurmurHash3, Austin Appleby).
std::uint64_t MixBits(std::uint64_t value);

}  // namespace unboil

#endif  // UNBOIL_WORDS_H_
