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
  std::uint32_t Hash() const {
    constexpr std::uint64_t kSpread = 0xFF51AFD7ED558CCDull;
    return static_cast<std::uint32_t>((words_ ^ words_ >> 32) * kSpread >> 32);
  }

 private:
  std::uint64_t words_ = 0;
};
static_assert(11 * kSeed >= 64 && 11 * (kSeed - 1) < 64);

// Which 64 bits of a bitmap a hash uses, and which two of them.
class Places {
 public:
  // REQUIRES: `size` is a power of two, and more than one.
  explicit Places(std::size_t size) : shift_(33 - std::bit_width(size)) {}

  std::size_t Of(std::uint32_t hash) const { return hash >> shift_; }
  static std::uint64_t Bits(std::uint32_t hash) {
    return std::uint64_t{1} << (hash & 63) | std::uint64_t{1}
                                                 << (hash >> 6 & 63);
  }

 private:
  int shift_;
};

// More words than this are rare, and worth some time to save memory.
constexpr std::size_t kMany = std::size_t{1} << 16;

// Room in each bitmap: 64 bits a word or more, and 4 to 8 bits of many.
std::size_t BitmapSize(std::size_t words) {
  return words <= kMany ? std::bit_ceil(words)
                        : std::max(kMany, std::bit_floor(words / 8));
}

// Calls `see(place, hash)` for each run of six words.
template <typename See>
void ForEachRun(const Words& words, See see) {
  Window window;
  words.ForEachStart([&](std::size_t i, std::uint64_t start) {
    window.Add(start);
    if (i + 1 >= kSeed) see(i + 1 - kSeed, window.Hash());
  });
}

}  // namespace

bool Seeds::Find(const Words& words) {
  words_ = words.size();
  if (words_ < 2 * kSeed) return false;
  const bool many = words_ > kMany;
  const std::size_t size = BitmapSize(words_);
  const Places places(size);
  std::uint64_t* seen = seen_.Resize(size);
  std::uint64_t* again = again_.Resize(size);
  std::uint32_t* hashes = hashes_.Resize(many ? 0 : words_);
  std::fill(seen, seen + size, 0);
  bool any = false;
  const auto see = [&](std::uint32_t hash) {
    const std::uint64_t bits = Places::Bits(hash);
    std::uint64_t& block = seen[places.Of(hash)];
    if ((block & bits) == bits) {
      if (!any) std::fill(again, again + size, 0);
      any = true;
      again[places.Of(hash)] |= bits;
    }
    block |= bits;
  };
  if (many) {
    ForEachRun(words, [&](std::size_t, std::uint32_t hash) { see(hash); });
  } else {
    ForEachRun(words, [&](std::size_t place, std::uint32_t hash) {
      hashes[place] = hash;
      see(hash);
    });
  }
  if (!any) return false;

  const std::size_t blocks = words_ / 64 + 1;
  std::uint64_t* found = found_.Resize(blocks);
  std::fill(found, found + blocks, 0);
  const auto mark = [&](std::size_t place, std::uint32_t hash) {
    const std::uint64_t bits = Places::Bits(hash);
    const bool recurs = (again[places.Of(hash)] & bits) == bits;
    found[place / 64] |= std::uint64_t{recurs} << place % 64;
  };
  if (many) {
    ForEachRun(words, mark);
    seen_.Free();
    again_.Free();
  } else {
    for (std::size_t i = 0; i + kSeed <= words_; ++i) mark(i, hashes[i]);
  }
  return true;
}

std::size_t Seeds::NextFrom(std::size_t word) const {
  if (word >= words_) return words_;
  std::size_t block = word / 64;
  std::uint64_t bits = found_[block] >> word % 64 << word % 64;
  while (bits == 0) {
    if (++block > words_ / 64) return words_;
    bits = found_[block];
  }
  return 64 * block + static_cast<std::size_t>(std::countr_zero(bits));
}

}  // namespace unboil
