#include "seeds.h"

#include <algorithm>
#include <bit>

namespace unboil {
namespace {

// The last six words as one number: of each 16 bits, every word 11 bits above
// the one behind it. So the seventh is beyond the 64 bits.
class Window {
 public:
  void Add(std::uint64_t start_of_word) {
    constexpr std::uint64_t kSpread = 0x9E3779B97F4A7C15ull;
    words_ = words_ << 11 ^ (start_of_word * kSpread) >> 48;
  }
  std::uint64_t Hash() const {
    constexpr std::uint64_t kSpread = 0xFF51AFD7ED558CCDull;
    return (words_ ^ words_ >> 32) * kSpread;
  }

 private:
  std::uint64_t words_ = 0;
};
static_assert(11 * kSeed >= 64 && 11 * (kSeed - 1) < 64);

// Which 64 bits of a bitmap a hash uses, and which two of them.
class Places {
 public:
  // REQUIRES: `size` is a power of two.
  explicit Places(std::size_t size) : mask_(size - 1) {}

  std::size_t Of(std::uint64_t hash) const {
    return static_cast<std::size_t>(hash >> 36) & mask_;
  }
  static std::uint64_t Bits(std::uint64_t hash) {
    return std::uint64_t{1} << (hash >> 24 & 63) |
           std::uint64_t{1} << (hash >> 30 & 63);
  }

 private:
  std::size_t mask_;
};

// Room in each bitmap: 64 bits a word, and 8 to 16 where that would be much.
std::size_t BitmapSize(std::size_t words) {
  constexpr std::size_t kMany = std::size_t{1} << 16;
  return words < kMany ? std::bit_ceil(words) : std::bit_ceil(words / 8 + kMany);
}

}  // namespace

bool Seeds::Find(const Words& words) {
  words_ = words.size();
  count_ = 0;
  if (words_ < 2 * kSeed) return false;
  const std::size_t size = BitmapSize(words_);
  std::uint64_t* seen = seen_.Resize(size);
  std::fill(seen, seen + size, 0);
  std::uint64_t* again = again_.Resize(size);
  const Places places(size);
  Window window;
  bool any = false;
  words.ForEachStart([&](std::size_t i, std::uint64_t start) {
    window.Add(start);
    if (i + 1 < kSeed) return;
    const std::uint64_t hash = window.Hash();
    const std::uint64_t bits = Places::Bits(hash);
    std::uint64_t& block = seen[places.Of(hash)];
    if ((block & bits) == bits) {
      if (!any) std::fill(again, again + size, 0);
      any = true;
      again[places.Of(hash)] |= bits;
    }
    block |= bits;
  });
  if (!any) return false;
  const std::size_t blocks = words_ / 64 + 1;
  std::uint64_t* found = places_.Resize(blocks);
  std::fill(found, found + blocks, 0);
  std::size_t count = 0;
  words.ForEachStart([&](std::size_t i, std::uint64_t start) {
    window.Add(start);
    if (i + 1 < kSeed) return;
    const std::uint64_t hash = window.Hash();
    const std::uint64_t bits = Places::Bits(hash);
    const bool recurs = (again[places.Of(hash)] & bits) == bits;
    const std::size_t at = i + 1 - kSeed;
    found[at / 64] |= std::uint64_t{recurs} << at % 64;
    count += recurs;
  });
  count_ = count;
  return true;
}

std::size_t Seeds::NextFrom(std::size_t word) const {
  if (word >= words_) return words_;
  std::size_t block = word / 64;
  std::uint64_t bits = places_[block] >> word % 64 << word % 64;
  while (bits == 0) {
    if (++block > words_ / 64) return words_;
    bits = places_[block];
  }
  return 64 * block + static_cast<std::size_t>(std::countr_zero(bits));
}

}  // namespace unboil
