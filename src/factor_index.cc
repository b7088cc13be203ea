#include "factor_index.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>
#include <tuple>
#include <utility>

namespace unboil {
namespace {

// A literal of kind X has kXWindow + kXStride - 1 bytes or more, so that one of
// its windows begins at a place that is looked at.
constexpr std::size_t kLongWindow = 8;
constexpr std::size_t kLongStride = 4;
constexpr std::size_t kLong = kLongWindow + kLongStride - 1;
constexpr std::size_t kMediumWindow = 4;
constexpr std::size_t kMediumStride = 2;
constexpr std::size_t kMedium = kMediumWindow + kMediumStride - 1;
static_assert(kMedium == kUsualFactor);
constexpr std::size_t kSmallWindow = kShortestFactor;
constexpr std::array<std::size_t, 4> kBeginBytes = {8, 4, 2, 1};

std::uint64_t Load8(const char* bytes) {
  std::uint64_t value;
  std::memcpy(&value, bytes, sizeof value);
  return value;
}

// The first `bytes` of a load of eight. They come first in memory, so which
// bits that is depends on the machine.
std::uint64_t FirstBytes(std::uint64_t loaded, std::size_t bytes) {
  if (bytes == 8) return loaded;
  const std::uint64_t some = (std::uint64_t{1} << (8 * bytes)) - 1;
  return std::endian::native == std::endian::little
             ? loaded & some
             : loaded & ~(~std::uint64_t{0} >> (8 * bytes));
}

// So many bytes in one load. REQUIRES: eight are there.
template <std::size_t kBytes>
std::uint64_t Window(const char* bytes) {
  return FirstBytes(Load8(bytes), kBytes);
}

// Of the same cost for every line: its first, middle and last eight bytes and
// its length. A hit is compared whole.
std::uint64_t Fingerprint(std::string_view key) {
  const std::size_t size = key.size();
  if (size < 8) {
    return FirstBytes(Load8(key.data()), size) ^ (std::uint64_t{size} << 58);
  }
  constexpr std::uint64_t kMix = 0xD6E8FEB86659FD93ull;
  std::uint64_t mixed = Load8(key.data()) * kMix;
  mixed = (std::rotl(mixed, 32) ^ Load8(key.data() + (size - 8) / 2)) * kMix;
  mixed = (std::rotl(mixed, 32) ^ Load8(key.data() + size - 8)) * kMix;
  return std::rotl(mixed, 32) ^ size;
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

// Where the rarest `bytes` bytes of `text` begin.
std::size_t RarestWindow(std::string_view text, std::size_t bytes) {
  std::size_t best = 0;
  unsigned best_score = std::numeric_limits<unsigned>::max();
  for (std::size_t at = 0; at + bytes <= text.size(); ++at) {
    unsigned score = 0;
    for (std::size_t i = 0; i < bytes; ++i) {
      score += CommonnessOf(text[at + i]);
    }
    if (score < best_score) {
      best_score = score;
      best = at;
    }
  }
  return best;
}

}  // namespace

void FactorIndex::Table::Build() {
  std::stable_sort(
      adding_.begin(), adding_.end(),
      [](const auto& a, const auto& b) { return a.first < b.first; });
  buckets_.assign(std::bit_ceil(2 * adding_.size() + 2), {});
  bucket_bits_ = std::bit_width(buckets_.size()) - 1;
  const std::size_t mask = buckets_.size() - 1;
  for (std::size_t first = 0; first < adding_.size();) {
    const std::uint64_t key = adding_[first].first;
    std::size_t last = first;
    while (last < adding_.size() && adding_[last].first == key) {
      filed_.push_back(adding_[last].second);
      ++last;
    }
    std::size_t slot =
        static_cast<std::size_t>(HashOf(key) >> (64 - bucket_bits_));
    while (buckets_[slot].last != 0) slot = (slot + 1) & mask;
    buckets_[slot] = {key, static_cast<std::uint32_t>(first),
                      static_cast<std::uint32_t>(last)};
    first = last;
  }
  adding_ = {};
}

std::span<const FactorIndex::Filed> FactorIndex::Table::Find(
    std::uint64_t key) const {
  const std::size_t mask = buckets_.size() - 1;
  std::size_t slot =
      static_cast<std::size_t>(HashOf(key) >> (64 - bucket_bits_));
  while (buckets_[slot].last != 0 && buckets_[slot].key != key) {
    slot = (slot + 1) & mask;
  }
  return std::span(filed_).subspan(buckets_[slot].first,
                                   buckets_[slot].last - buckets_[slot].first);
}

FactorIndex::FactorIndex(std::span<const Factors> sets) {
  struct Named {
    const Factor* factor;
    std::uint32_t set;
  };
  const auto same_literal = [](const Factor& a, const Factor& b) {
    return a.text == b.text && a.at_begin == b.at_begin &&
           (a.at_end == b.at_end || !a.at_begin);
  };
  std::vector<Named> named;
  for (std::uint32_t set = 0; set < sets.size(); ++set) {
    for (const Factor& factor : sets[set].any_of) {
      named.push_back({&factor, set});
    }
  }
  std::stable_sort(
      named.begin(), named.end(), [](const Named& a, const Named& b) {
        return std::tie(a.factor->at_begin, a.factor->text, a.factor->at_end) <
               std::tie(b.factor->at_begin, b.factor->text, b.factor->at_end);
      });
  for (std::size_t i = 0; i < named.size();) {
    const Factor& factor = *named[i].factor;
    Literal literal;
    literal.text = static_cast<std::uint32_t>(texts_.size());
    literal.length = static_cast<std::uint32_t>(factor.text.size());
    literal.first_use = static_cast<std::uint32_t>(uses_.size());
    for (; i < named.size() && same_literal(factor, *named[i].factor); ++i) {
      uses_.push_back({named[i].set, *named[i].factor});
    }
    literal.last_use = static_cast<std::uint32_t>(uses_.size());
    texts_ += factor.text;
    texts_.append(kMargin, '\0');
    literals_.push_back(literal);
    File(static_cast<std::uint32_t>(literals_.size() - 1), factor.at_begin,
         factor.at_end);
  }
  whole_.Build();
  for (Table& table : begin_) table.Build();
  long_.Build();
  medium_.Build();
  small_.Build();
}

void FactorIndex::File(std::uint32_t literal, bool at_begin, bool at_end) {
  const std::string_view text = TextOf(literals_[literal]);
  Filed filed = {literal, 0, literals_[literal].length,
                 literals_[literal].text};
  const auto window_at = [&](std::size_t window) {
    filed.window = static_cast<std::uint32_t>(window);
    return text.data() + window;
  };
  if (at_begin && at_end) {
    whole_.Add(Fingerprint(text), filed);
    whole_filter_.Add(Fingerprint(text));
  } else if (at_begin) {
    std::size_t i = 0;
    while (text.size() < kBeginBytes[i]) ++i;
    const std::uint64_t begin = FirstBytes(Load8(text.data()), kBeginBytes[i]);
    begin_[i].Add(begin, filed);
    begin_filter_[i].Add(begin);
  } else if (text.size() >= kLong) {
    const std::size_t rarest = RarestWindow(text, kLong);
    for (std::size_t i = rarest; i < rarest + kLongStride; ++i) {
      const std::uint64_t window = Window<kLongWindow>(window_at(i));
      long_.Add(window, filed);
      long_filter_.Add(window);
    }
  } else if (text.size() >= kMedium) {
    const std::size_t rarest = RarestWindow(text, kMedium);
    for (std::size_t i = rarest; i < rarest + kMediumStride; ++i) {
      const std::uint64_t window = Window<kMediumWindow>(window_at(i));
      medium_.Add(window, filed);
      medium_filter_.Add(window);
    }
  } else {
    const std::uint64_t window =
        Window<kSmallWindow>(window_at(RarestWindow(text, kSmallWindow)));
    small_.Add(window, filed);
    small_filter_.Add(window);
    has_small_ = true;
  }
}

void FactorIndex::FindAtBegin(std::string_view key,
                              std::vector<std::uint32_t>* sets) const {
  const auto take = [&](const Literal& literal) {
    for (std::uint32_t i = literal.first_use; i < literal.last_use; ++i) {
      if (FitsAt(uses_[i].factor, key, 0, literal.length)) {
        sets->push_back(uses_[i].set);
      }
    }
  };
  const std::uint64_t fingerprint = Fingerprint(key);
  if (whole_filter_.MayHave(fingerprint)) {
    for (const Filed& filed : whole_.Find(fingerprint)) {
      const Literal& literal = literals_[filed.literal];
      if (TextOf(literal) == key) take(literal);
    }
  }
  const std::uint64_t loaded = Load8(key.data());
  for (std::size_t i = 0; i < kBeginBytes.size(); ++i) {
    const std::uint64_t begin = FirstBytes(loaded, kBeginBytes[i]);
    if (!begin_filter_[i].MayHave(begin)) continue;
    for (const Filed& filed : begin_[i].Find(begin)) {
      const Literal& literal = literals_[filed.literal];
      if (key.starts_with(TextOf(literal))) take(literal);
    }
  }
}

void FactorIndex::Confirm(std::span<const Filed> filed, std::string_view text,
                          std::size_t at, std::vector<Found>* found) const {
  for (const Filed& f : filed) {
    if (at < f.window) continue;
    const std::size_t begin = at - f.window;
    if (text.size() - begin < f.length ||
        std::memcmp(text.data() + begin, texts_.data() + f.text, f.length) !=
            0) {
      continue;
    }
    const Literal& literal = literals_[f.literal];
    for (std::uint32_t i = literal.first_use; i < literal.last_use; ++i) {
      found->push_back(
          {uses_[i].set, &uses_[i].factor, begin, begin + f.length});
    }
  }
}

void FactorIndex::FindIn(std::string_view text,
                         std::vector<Found>* found) const {
  // First all places of a block where a filter answers, without a branch; then
  // these places.
  constexpr std::size_t kBlock = 1024;
  std::uint16_t long_places[kBlock / kLongStride + 1];
  std::uint16_t medium_places[kBlock / kMediumStride + 1];
  for (std::size_t at = 0; at < text.size(); at += kBlock) {
    const char* const block = text.data() + at;
    const std::size_t size = std::min(kBlock, text.size() - at);
    std::size_t longs = 0;
    std::size_t mediums = 0;
    for (std::size_t i = 0; i < size; i += kLongStride) {
      long_places[longs] = static_cast<std::uint16_t>(i);
      longs += long_filter_.MayHave(Window<kLongWindow>(block + i));
    }
    for (std::size_t i = 0; i < size; i += kMediumStride) {
      medium_places[mediums] = static_cast<std::uint16_t>(i);
      mediums += medium_filter_.MayHave(Window<kMediumWindow>(block + i));
    }
    for (std::size_t i = 0; i < longs; ++i) {
      const std::size_t place = at + long_places[i];
      Confirm(long_.Find(Window<kLongWindow>(text.data() + place)), text, place,
              found);
    }
    for (std::size_t i = 0; i < mediums; ++i) {
      const std::size_t place = at + medium_places[i];
      Confirm(medium_.Find(Window<kMediumWindow>(text.data() + place)), text,
              place, found);
    }
  }
  if (has_small_) FindSmallIn(text, found);
}

void FactorIndex::FindSmallIn(std::string_view text,
                              std::vector<Found>* found) const {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::uint64_t window = Window<kSmallWindow>(text.data() + at);
    if (small_filter_.MayHave(window)) {
      Confirm(small_.Find(window), text, at, found);
    }
  }
}

}  // namespace unboil
