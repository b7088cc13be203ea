// Words: folded text as a sequence of words, so that two copies of a text are
// equal whatever their quotes, dashes and line breaks.
//
//   key "it's late - 3 a.m."   ->   it s late 3 a m
//
// A word is a run of letters, digits and marks; in scripts written without
// spaces each character is a word. A line without any ("* * *") is one word, or
// it could not repeat.
//
// The text is not walked through byte by byte: 64 bytes at a time become two
// words of bits, from which words are read.
//
//   text    i t ' s   l a t e
//   starts  1 0 0 1 0 1 0 0 0     a word begins here
//   goes on 0 1 0 0 0 0 1 1 1     and here it has another byte
//
// A word costs the four bytes that say where it begins; its length is read from
// the second row, of one bit for each byte of text.

#ifndef UNBOIL_WORDS_H_
#define UNBOIL_WORDS_H_

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>

#include "buffer.h"

namespace unboil {

// Words [begin, end).
struct WordRange {
  std::size_t begin = 0;
  std::size_t end = 0;

  std::size_t size() const { return end - begin; }
};

// Where a line's key lies in the text of all of them.
struct KeyRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

// Spreads the bits of `value` (the finalizer of MurmurHash3, Austin Appleby).
inline std::uint64_t MixBits(std::uint64_t value) {
  value ^= value >> 33;
  value *= 0xFF51AFD7ED558CCDull;
  value ^= value >> 33;
  value *= 0xC4CEB9FE1A85EC53ull;
  return value ^ (value >> 33);
}

std::uint64_t HashBytes(std::string_view bytes);

class Words {
 public:
  // Takes the words of `lines`, which are parts of `text`, in order and not
  // empty. `text` must outlive this object and have less than 4 GiB.
  void Assign(std::string_view text, std::span<const KeyRange> lines);

  std::size_t size() const { return size_; }
  std::size_t lines() const { return lines_; }

  WordRange WordsOf(std::size_t line) const {
    return {first_words_[line], first_words_[line + 1]};
  }
  std::size_t LineOf(std::size_t word) const;

  std::string_view TextOf(std::size_t word) const {
    const std::size_t begin = begins_[word];
    return text_.substr(begin, SizeAt(begin));
  }
  std::uint64_t HashOf(std::size_t word) const {
    const std::size_t begin = begins_[word];
    const std::size_t goes_on = GoesOnAt(begin);
    return goes_on == kSevenBits ? HashBytes(TextOf(word))
                                 : MixBits(LoadSome(begin) & kKept[goes_on]);
  }

  // The first bytes of a word, at most eight, and zeros: equal for equal words.
  std::uint64_t StartOf(std::size_t word) const {
    const std::size_t begin = begins_[word];
    return LoadSome(begin) & kKept[GoesOnAt(begin)];
  }

  // Calls `see(word, StartOf(word))` for all words.
  template <typename See>
  void ForEachStart(See see) const {
    const std::uint32_t* const begins = begins_.data();
    const unsigned char* const goes_on = goes_on_.data();
    const char* const text = text_.data();
    const std::size_t loadable = text_.size() < 8 ? 0 : text_.size() - 7;
    const std::size_t size = size_;
    std::size_t i = 0;
    for (; i < size && begins[i] < loadable; ++i) {
      const std::size_t bits =
          static_cast<std::size_t>(BitsBehind(goes_on, begins[i])) & kSevenBits;
      see(i, Load(text + begins[i]) & kKept[bits]);
    }
    for (; i < size; ++i) see(i, StartOf(i));
  }

  bool AreEqual(std::size_t a, std::size_t b) const {
    const std::size_t a_begin = begins_[a];
    const std::size_t b_begin = begins_[b];
    const std::size_t a_goes_on = GoesOnAt(a_begin);
    const std::size_t b_goes_on = GoesOnAt(b_begin);
    const std::uint64_t kept = kKept[a_goes_on];
    if (kept != kKept[b_goes_on] ||
        ((LoadSome(a_begin) ^ LoadSome(b_begin)) & kept) != 0) {
      return false;
    }
    return a_goes_on != kSevenBits || TextOf(a) == TextOf(b);
  }

 private:
  static constexpr std::size_t kSevenBits = 0x7F;

  // Of a word's first eight bytes those that are its own, by what the seven
  // bits behind its begin say.
  static constexpr std::array<std::uint64_t, 128> kKept = [] {
    std::array<std::uint64_t, 128> kept = {};
    for (std::size_t bits = 0; bits < kept.size(); ++bits) {
      const int bytes = 1 + std::countr_one(bits & kSevenBits);
      const std::uint64_t unused = bytes == 8 ? 0 : ~std::uint64_t{0};
      const int shift = 8 * (bytes % 8);
      kept[bits] =
          ~(std::endian::native == std::endian::little ? unused << shift
                                                       : unused >> shift);
    }
    return kept;
  }();

  // Eight bytes, in the order of the machine.
  static std::uint64_t Load(const char* at) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, at, 8);
    return bytes;
  }
  std::uint64_t LoadSome(std::size_t at) const {
    if (at + 8 <= text_.size()) return Load(text_.data() + at);
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, text_.data() + at, text_.size() - at);
    return bytes;
  }

  // Whether the bytes behind byte `at` go on a word, the lowest bit first; at
  // least kKnownBits of them are right.
  static constexpr std::size_t kKnownBits = 57;
  static std::uint64_t BitsBehind(const unsigned char* goes_on,
                                  std::size_t at) {
    const unsigned char* bytes = goes_on + (at + 1) / 8;
    std::uint64_t bits = 0;
    if constexpr (std::endian::native == std::endian::little) {
      std::memcpy(&bits, bytes, 8);
    } else {
      for (int i = 0; i < 8; ++i) bits |= std::uint64_t{bytes[i]} << 8 * i;
    }
    return bits >> (at + 1) % 8;
  }
  std::size_t GoesOnAt(std::size_t begin) const {
    return static_cast<std::size_t>(BitsBehind(goes_on_.data(), begin)) &
           kSevenBits;
  }
  std::size_t SizeAt(std::size_t begin) const;

  std::string_view text_;
  std::size_t size_ = 0;
  std::size_t lines_ = 0;
  Buffer<std::uint32_t> begins_;       // by word
  Buffer<unsigned char> goes_on_;      // a bit for each byte of text
  Buffer<std::uint32_t> first_words_;  // by line; one more than there are
};

}  // namespace unboil

#endif  // UNBOIL_WORDS_H_
