#include "literal_set.h"

#include <algorithm>
#include <bit>
#include <numeric>
#include <utility>

namespace unboil {
namespace {

std::uint32_t PrefixAt(const char* bytes) {
  return static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[0])) |
         static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[1])) << 8 |
         static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[2])) << 16;
}

// Multiplicative hashing (Knuth, The Art of Computer Programming 3, 6.4): the
// upper bits of the product depend on all bits of the prefix.
std::uint32_t HashOf(std::uint32_t prefix) {
  return (prefix * 0x9E3779B1u) >> 16;
}

}  // namespace

LiteralSet::LiteralSet(std::vector<std::string> literals)
    : literals_(std::move(literals)), by_prefix_(literals_.size()) {
  std::iota(by_prefix_.begin(), by_prefix_.end(), 0);
  std::sort(by_prefix_.begin(), by_prefix_.end(),
            [this](std::uint32_t a, std::uint32_t b) {
              return PrefixAt(literals_[a].data()) <
                     PrefixAt(literals_[b].data());
            });
  buckets_.resize(std::bit_ceil(2 * literals_.size() + 1));
  const std::size_t mask = buckets_.size() - 1;
  for (std::uint32_t first = 0; first < by_prefix_.size();) {
    const std::uint32_t prefix = PrefixAt(literals_[by_prefix_[first]].data());
    std::uint32_t last = first;
    while (last < by_prefix_.size() &&
           PrefixAt(literals_[by_prefix_[last]].data()) == prefix) {
      ++last;
    }
    std::size_t slot = HashOf(prefix) & mask;
    while (buckets_[slot].last != 0) slot = (slot + 1) & mask;
    buckets_[slot] = {prefix, first, last};
    filter_.set(HashOf(prefix));
    first = last;
  }
}

const LiteralSet::Bucket* LiteralSet::BucketOf(std::uint32_t prefix) const {
  const std::size_t mask = buckets_.size() - 1;
  std::size_t slot = HashOf(prefix) & mask;
  while (buckets_[slot].last != 0) {
    if (buckets_[slot].prefix == prefix) return &buckets_[slot];
    slot = (slot + 1) & mask;
  }
  return nullptr;
}

void LiteralSet::Find(std::string_view text, std::vector<int>* ids) const {
  ids->clear();
  if (text.size() < kMinLength || literals_.empty()) return;
  const std::size_t last = text.size() - kMinLength;
  for (std::size_t at = 0; at <= last; ++at) {
    const std::uint32_t prefix = PrefixAt(text.data() + at);
    if (!filter_[HashOf(prefix)]) continue;
    const Bucket* bucket = BucketOf(prefix);
    if (bucket == nullptr) continue;
    const std::string_view rest = text.substr(at);
    for (std::uint32_t i = bucket->first; i < bucket->last; ++i) {
      if (rest.starts_with(literals_[by_prefix_[i]])) {
        ids->push_back(static_cast<int>(by_prefix_[i]));
      }
    }
  }
  std::sort(ids->begin(), ids->end());
  ids->erase(std::unique(ids->begin(), ids->end()), ids->end());
}

}  // namespace unboil
