#include "words.h"

#include <algorithm>
#include <vector>

#include "chars.h"

namespace unboil {
namespace {

constexpr std::size_t kBlock = 64;  // bytes, or bits of one word

// The bits [from, to) of a block; none where the range is empty.
std::uint64_t BitsFrom(std::size_t from) {
  return from < kBlock ? ~std::uint64_t{0} << from : 0;
}
std::uint64_t BitsBetween(std::size_t from, std::size_t to) {
  return BitsFrom(from) & ~BitsFrom(to);
}

// The lowest bits of eight bytes that are 0 or 1, as the bits of one byte.
std::uint64_t GatherBits(const std::uint8_t* bytes) {
  constexpr std::uint64_t kGather = std::endian::native == std::endian::little
                                        ? 0x0102040810204080ull
                                        : 0x8040201008040201ull;
  std::uint64_t eight = 0;
  std::memcpy(&eight, bytes, 8);
  return (eight * kGather) >> 56;
}

std::uint64_t GatherBlock(const std::uint8_t* bytes) {
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < kBlock; i += 8)
    bits |= GatherBits(bytes + i) << i;
  return bits;
}

// What the bytes of a block are, a bit each.
struct Block {
  std::uint64_t word;  // letters and digits of ASCII, and all that is not ASCII
  std::uint64_t look;  // where a character begins that may be no letter, or one
                       // of a script without spaces
};

// Loops that a compiler turns into vector instructions. Most letters outside
// ASCII are U+00C0 to U+017F and U+0400 to U+047F, and of these only the signs
// for times and divided by (C3 97, C3 B7) are no letters.
//
// REQUIRES: text[0] to text[64] can be read.
Block Classify(const unsigned char* text) {
  std::uint8_t flags[kBlock];
  unsigned char highest = 0;
  for (std::size_t i = 0; i < kBlock; ++i) {
    const unsigned char c = text[i];
    const unsigned char letter = static_cast<unsigned char>((c | 0x20) - 'a');
    const unsigned char digit = static_cast<unsigned char>(c - '0');
    flags[i] =
        static_cast<std::uint8_t>((letter < 26) | (digit < 10) | (c >= 0x80));
    highest = std::max(highest, c);
  }
  Block block = {GatherBlock(flags), 0};
  if (highest < 0x80) return block;
  for (std::size_t i = 0; i < kBlock; ++i) {
    const unsigned char c = text[i];
    const unsigned char next = text[i + 1] & 0xDF;
    const bool latin = (c == 0xC3) & (next != 0x97);
    flags[i] = static_cast<std::uint8_t>(
        (c >= 0xC2) &
        !(latin | (c == 0xC4) | (c == 0xC5) | (c == 0xD0) | (c == 0xD1)));
  }
  block.look = GatherBlock(flags);
  return block;
}

void Store(std::uint64_t bits, unsigned char* bytes) {
  for (int i = 0; i < 8; ++i) {
    bytes[i] = static_cast<unsigned char>(bits >> 8 * i);
  }
}

// std::popcount is a call where the processor need not have the instruction.
int CountBits(std::uint64_t bits) {
  bits -= bits >> 1 & 0x5555555555555555ull;
  bits = (bits & 0x3333333333333333ull) + (bits >> 2 & 0x3333333333333333ull);
  bits = (bits + (bits >> 4)) & 0x0F0F0F0F0F0F0F0Full;
  return static_cast<int>(bits * 0x0101010101010101ull >> 56);
}

// Writes `base` plus the place of each bit, in order, and some more behind
// them, so that the loop hardly ever runs a surprising number of times.
std::uint32_t* WritePlaces(std::uint64_t bits, std::uint32_t base,
                           std::uint32_t* out) {
  constexpr std::uint64_t kGuard = std::uint64_t{1} << 63;
  const int count = CountBits(bits);
  for (int written = 0; written < count; written += 8) {
    for (int i = 0; i < 8; ++i) {
      out[written + i] =
          base + static_cast<std::uint32_t>(std::countr_zero(bits | kGuard));
      bits &= bits - 1;
    }
  }
  return out + count;
}

// Reads a text block by block.
class WordReader {
 public:
  WordReader(std::string_view text, std::span<const KeyRange> lines)
      : text_(text), lines_(lines) {}

  // Fills in what Words has, and returns the number of words.
  std::size_t Read(std::uint32_t* begins, unsigned char* goes_on,
                   std::uint32_t* first_words) {
    std::uint32_t* out = begins;
    bool in_word = false;  // the block before ended in one
    for (; base_ < text_.size(); base_ += kBlock) {
      ClassifyBlock();
      const std::size_t first = line_;
      EnterLines();
      const std::uint64_t before = word_ << 1 | (in_word ? 1 : 0);
      const std::uint64_t starts = word_ & (~before | forced_);
      in_word = (word_ >> 63) != 0;
      Store(word_ & ~starts, goes_on + base_ / 8);
      const std::size_t count = static_cast<std::size_t>(out - begins);
      for (std::size_t i = first; i < line_; ++i) {
        const std::uint64_t above = starts & ~BitsFrom(lines_[i].begin - base_);
        first_words[i] = static_cast<std::uint32_t>(
            count + static_cast<std::size_t>(CountBits(above)));
      }
      out = WritePlaces(starts, static_cast<std::uint32_t>(base_), out);
    }
    const std::size_t size = static_cast<std::size_t>(out - begins);
    first_words[lines_.size()] = static_cast<std::uint32_t>(size);
    return size;
  }

 private:
  void ClassifyBlock() {
    const std::string_view rest = text_.substr(base_);
    const unsigned char* bytes =
        reinterpret_cast<const unsigned char*>(rest.data());
    if (rest.size() <= kBlock) {
      std::memcpy(tail_, rest.data(), rest.size());
      bytes = tail_;
    }
    Block block = Classify(bytes);
    word_ = block.word & ~next_other_;
    forced_ = next_forced_;
    next_other_ = next_forced_ = 0;
    for (; block.look != 0; block.look &= block.look - 1) {
      LookAt(static_cast<std::size_t>(std::countr_zero(block.look)));
    }
  }

  void LookAt(std::size_t bit) {
    std::size_t end = base_ + bit;
    const char32_t c = DecodeUtf8(text_, &end);
    end -= base_;
    if (!IsWordChar(c)) {
      word_ &= ~BitsBetween(bit, end);
      if (end > kBlock) next_other_ = BitsBetween(0, end - kBlock);
    } else if (IsUnspacedScript(c)) {
      forced_ |= std::uint64_t{1} << bit | BitsBetween(end, end + 1);
      if (end >= kBlock) next_forced_ = std::uint64_t{1} << (end - kBlock);
    }
  }

  // Goes on to the lines that begin in this block: a word begins with its line
  // at the earliest, and no byte outside of all lines is part of one.
  void EnterLines() {
    if (wordless_end_ > base_) word_ |= BitsBetween(0, wordless_end_ - base_);
    std::size_t end = std::max(line_end_, base_);
    for (; line_ < lines_.size() && lines_[line_].begin < base_ + kBlock;
         ++line_) {
      const std::size_t bit = lines_[line_].begin - base_;
      word_ &= ~BitsBetween(end - base_, bit);
      forced_ |= std::uint64_t{1} << bit;
      end = line_end_ = lines_[line_].end;
      if (!HasWord(lines_[line_])) {
        wordless_end_ = end;
        word_ |= BitsBetween(bit, end - base_);
      }
    }
    word_ &= ~BitsFrom(end - base_);
  }

  bool HasWord(KeyRange line) const {
    const std::string_view key =
        text_.substr(line.begin, line.end - line.begin);
    for (std::size_t at = 0; at < key.size();) {
      if (IsWordChar(DecodeUtf8(key, &at))) return true;
    }
    return false;
  }

  std::string_view text_;
  std::span<const KeyRange> lines_;

  unsigned char tail_[kBlock + 1] = {};  // the last bytes, and zeros

  std::size_t base_ = 0;           // of the block
  std::uint64_t word_ = 0;         // bytes of words
  std::uint64_t forced_ = 0;       // a word begins here, if one is here
  std::uint64_t next_other_ = 0;   // of the next block: bytes of no word
  std::uint64_t next_forced_ = 0;  // of the next block
  std::size_t line_ = 0;           // the next to begin
  std::size_t line_end_ = 0;       // of the last that began
  std::size_t wordless_end_ = 0;   // of the last that has no word
};

}  // namespace

void Words::Assign(std::string_view text, std::span<const KeyRange> lines) {
  text_ = text;
  lines_ = lines.size();
  // Between two words of a line stands a byte, or they are characters of three
  // bytes; WritePlaces writes up to eight too many.
  const std::size_t most = (text.size() + lines.size()) / 2 + 1 + 8;
  const std::size_t blocks = text.size() / kBlock + 1;
  std::uint32_t* begins = begins_.Resize(most);
  unsigned char* goes_on = goes_on_.Resize(8 * (blocks + 1));
  std::uint32_t* first_words = first_words_.Resize(lines.size() + 1);
  std::memset(goes_on + 8 * (blocks - 1), 0, 16);
  size_ = WordReader(text, lines).Read(begins, goes_on, first_words);
}

std::size_t Words::LineOf(std::size_t word) const {
  const std::uint32_t* first = first_words_.data();
  return static_cast<std::size_t>(
             std::upper_bound(first, first + lines_ + 1, word) - first) -
         1;
}

std::size_t Words::SizeAt(std::size_t begin) const {
  std::size_t size = 1;
  for (;;) {
    const std::size_t run = static_cast<std::size_t>(
        std::countr_one(BitsBehind(goes_on_.data(), begin + size - 1)));
    size += std::min(run, kKnownBits);
    if (run < kKnownBits) return size;
  }
}

std::uint64_t HashBytes(std::string_view bytes) {
  const char* at = bytes.data();
  std::size_t left = bytes.size();
  std::uint64_t hash = left;
  for (; left > 8; at += 8, left -= 8) {
    std::uint64_t chunk;
    std::memcpy(&chunk, at, 8);
    hash = MixBits(hash ^ chunk);
  }
  // One to eight bytes; loads of a fixed size are what makes this fast.
  std::uint64_t tail = 0;
  if (left >= 4) {
    std::uint32_t low, high;
    std::memcpy(&low, at, 4);
    std::memcpy(&high, at + left - 4, 4);
    tail = low | static_cast<std::uint64_t>(high) << 32;
  } else if (left > 0) {
    tail = static_cast<unsigned char>(at[0]) |
           static_cast<std::uint64_t>(static_cast<unsigned char>(at[left / 2]))
               << 8 |
           static_cast<std::uint64_t>(static_cast<unsigned char>(at[left - 1]))
               << 16;
  }
  return MixBits(hash ^ (tail * 0x9E3779B97F4A7C15ull));
}

}  // namespace unboil
