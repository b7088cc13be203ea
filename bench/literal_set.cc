#include "literal_set.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>
#include <utility>

namespace unboil {
namespace {

constexpr std::size_t kWindow = 4;
constexpr std::uint32_t kShortMask = 0xFFFFFF;

// The first `bytes` of these bytes, as a number.
std::uint32_t ShortWindow(std::string_view bytes) {
  std::uint32_t window = 0;
  std::memcpy(&window, bytes.data(), std::min(bytes.size(), kWindow));
  return window;
}

// Four bytes in one load.
std::uint32_t WindowAt(const char* bytes) {
  std::uint32_t window;
  std::memcpy(&window, bytes, kWindow);
  return window;
}

// Multiplicative hashing (Knuth, The Art of Computer Programming 3, 6.4): the
// upper bits of the product depend on all bits of the window.
std::uint32_t HashOf(std::uint32_t window, int bits) {
  return (window * 0x9E3779B1u) >> (32 - bits);
}

// How common a byte is in folded text of any language, roughly: it only has to
// tell "the " from "x-ray".
unsigned CommonnessOf(char byte) {
  constexpr std::string_view kByFrequency = " eaintosrldcumphgbfvyk.w,zj-xq'";
  const std::size_t rank = kByFrequency.find(byte);
  if (rank != std::string_view::npos) {
    return static_cast<unsigned>(kByFrequency.size() - rank);
  }
  // A lead byte of Cyrillic or Han is common, the bytes behind it are less so.
  const unsigned char value = static_cast<unsigned char>(byte);
  return value >= 0xC0 ? 24 : value >= 0x80 ? 10 : 1;
}

std::size_t RarestWindow(std::string_view literal) {
  std::size_t best = 0;
  unsigned best_score = std::numeric_limits<unsigned>::max();
  for (std::size_t at = 0; at + kWindow <= literal.size(); ++at) {
    unsigned score = 0;
    for (std::size_t i = 0; i < kWindow; ++i) {
      score += CommonnessOf(literal[at + i]);
    }
    if (score < best_score) {
      best_score = score;
      best = at;
    }
  }
  return best;
}

}  // namespace

LiteralSet::LiteralSet(std::vector<std::string> literals)
    : literals_(std::move(literals)) {
  std::vector<Filed> long_ones;
  std::vector<Filed> short_ones;
  for (std::uint32_t id = 0; id < literals_.size(); ++id) {
    const std::string& literal = literals_[id];
    if (literal.size() == kMinLength) {
      short_ones.push_back({ShortWindow(literal), id, 0});
    } else {
      const std::size_t offset = RarestWindow(literal);
      long_ones.push_back({WindowAt(literal.data() + offset), id,
                           static_cast<std::uint32_t>(offset)});
    }
  }
  long_.Build(std::move(long_ones));
  short_.Build(std::move(short_ones));
}

void LiteralSet::Find(std::string_view text, std::vector<int>* ids) const {
  ids->clear();
  if (literals_.empty() || text.size() < kMinLength) return;
  const auto look = [&](const Table& table, std::uint32_t window,
                        std::size_t at) {
    if (table.MayHave(window)) table.Find(window, text, at, literals_, ids);
  };
  const std::size_t last = text.size() - kMinLength;
  for (std::size_t at = 0; at < last; ++at) {
    const std::uint32_t window = WindowAt(text.data() + at);
    look(long_, window, at);
    look(short_, window & kShortMask, at);
  }
  look(short_, ShortWindow(text.substr(last)), last);
  if (ids->size() < 2) return;
  std::sort(ids->begin(), ids->end());
  ids->erase(std::unique(ids->begin(), ids->end()), ids->end());
}

void LiteralSet::Table::Build(std::vector<Filed> filed) {
  filed_ = std::move(filed);
  std::sort(filed_.begin(), filed_.end(),
            [](const Filed& a, const Filed& b) { return a.window < b.window; });
  buckets_.resize(std::bit_ceil(2 * filed_.size() + 2));
  bucket_bits_ = std::bit_width(buckets_.size()) - 1;
  const std::size_t mask = buckets_.size() - 1;
  for (std::uint32_t first = 0; first < filed_.size();) {
    const std::uint32_t window = filed_[first].window;
    std::uint32_t last = first;
    while (last < filed_.size() && filed_[last].window == window) ++last;
    std::size_t slot = HashOf(window, bucket_bits_);
    while (buckets_[slot].last != 0) slot = (slot + 1) & mask;
    buckets_[slot] = {window, first, last};
    filter_.set(HashOf(window, kFilterBits));
    first = last;
  }
}

inline bool LiteralSet::Table::MayHave(std::uint32_t window) const {
  return filter_[HashOf(window, kFilterBits)];
}

// `window` stands at byte `at` of the text.
void LiteralSet::Table::Find(std::uint32_t window, std::string_view text,
                             std::size_t at,
                             const std::vector<std::string>& literals,
                             std::vector<int>* ids) const {
  const std::size_t mask = buckets_.size() - 1;
  std::size_t slot = HashOf(window, bucket_bits_);
  while (buckets_[slot].last != 0 && buckets_[slot].window != window) {
    slot = (slot + 1) & mask;
  }
  for (std::uint32_t i = buckets_[slot].first; i < buckets_[slot].last; ++i) {
    const Filed& filed = filed_[i];
    if (filed.offset <= at &&
        text.substr(at - filed.offset).starts_with(literals[filed.id])) {
      ids->push_back(static_cast<int>(filed.id));
    }
  }
}

}  // namespace unboil
