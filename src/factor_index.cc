#include "factor_index.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>
#include <string>
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

// Where in `text` to take `count` windows of `bytes` bytes, each a byte behind
// the one before, so that they stand in as little text as can be.
std::size_t RarestWindows(std::string_view text, std::size_t bytes,
                          std::size_t count) {
  std::size_t best = 0;
  double best_frequency = std::numeric_limits<double>::infinity();
  for (std::size_t at = 0; at + bytes + count - 1 <= text.size(); ++at) {
    double frequency = 0;
    for (std::size_t i = 0; i < count; ++i) {
      frequency += FrequencyOf(text.substr(at + i, bytes));
    }
    if (frequency < best_frequency) {
      best_frequency = frequency;
      best = at;
    }
  }
  return best;
}

}  // namespace

template <int kFilterBits>
void FactorIndex::Table<kFilterBits>::Build(Entries entries,
                                            ImageWriter* image) {
  std::stable_sort(
      entries.begin(), entries.end(),
      [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Bucket> buckets(std::bit_ceil(2 * entries.size() + 2));
  std::vector<std::uint64_t> filter((std::size_t{1} << kFilterBits) / 64);
  std::vector<Filed> filed;
  for (std::size_t first = 0; first < entries.size();) {
    const std::uint64_t key = entries[first].first;
    for (;
         filed.size() < entries.size() && entries[filed.size()].first == key;) {
      filed.push_back(entries[filed.size()].second);
    }
    std::size_t slot = SlotOf(key, buckets.size());
    while (buckets[slot].last != 0) slot = (slot + 1) & (buckets.size() - 1);
    buckets[slot] = {key, static_cast<std::uint32_t>(first),
                     static_cast<std::uint32_t>(filed.size())};
    filter[FilterBit(key) / 64] |= std::uint64_t{1} << (FilterBit(key) % 64);
    first = filed.size();
  }
  image->Add(filter);
  image->Add(filed);
  image->Add(buckets);
}

template <int kFilterBits>
FactorIndex::Table<kFilterBits>::Table(ImageReader* image)
    : filter_(image->Take<std::uint64_t>().data()),
      filed_(image->Take<Filed>()),
      buckets_(image->Take<Bucket>()) {}

template <int kFilterBits>
std::span<const FactorIndex::Filed> FactorIndex::Table<kFilterBits>::Find(
    std::uint64_t key) const {
  std::size_t slot = SlotOf(key, buckets_.size());
  while (buckets_[slot].last != 0 && buckets_[slot].key != key) {
    slot = (slot + 1) & (buckets_.size() - 1);
  }
  return filed_.subspan(buckets_[slot].first,
                        buckets_[slot].last - buckets_[slot].first);
}

// Files each text once, however many sets hold it.
class FactorIndex::Builder {
 public:
  void Add(std::span<const Factors> sets);
  void Write(ImageWriter* image) &&;

 private:
  struct Named {
    const Factor* factor;
    std::uint32_t set;
  };

  void File(const Factor& factor);
  void FileAnywhere(std::string_view text, Filed filed);

  std::string texts_;
  std::vector<Literal> literals_;
  std::vector<Use> uses_;
  Table<15>::Entries whole_;
  Table<15>::Entries begin8_;
  Table<15>::Entries begin4_;
  Table<12>::Entries begin2_;
  Table<12>::Entries begin1_;
  Table<19>::Entries long_;
  Table<18>::Entries medium_;
  Table<15>::Entries small_;
};

void FactorIndex::Builder::Add(std::span<const Factors> sets) {
  const auto kind = [](const Factor& factor) {
    return std::tie(factor.bounds.at_begin, factor.text, factor.bounds.at_end);
  };
  const auto same_literal = [](const Factor& a, const Factor& b) {
    return a.text == b.text && a.bounds.at_begin == b.bounds.at_begin &&
           (a.bounds.at_end == b.bounds.at_end || !a.bounds.at_begin);
  };
  std::vector<Named> named;
  for (std::uint32_t set = 0; set < sets.size(); ++set) {
    for (const Factor& factor : sets[set].any_of) {
      named.push_back({&factor, set});
    }
  }
  std::stable_sort(named.begin(), named.end(),
                   [&kind](const Named& a, const Named& b) {
                     return kind(*a.factor) < kind(*b.factor);
                   });
  for (std::size_t i = 0; i < named.size();) {
    const Factor& factor = *named[i].factor;
    Literal literal;
    literal.text = static_cast<std::uint32_t>(texts_.size());
    literal.length = static_cast<std::uint32_t>(factor.text.size());
    literal.first_use = static_cast<std::uint32_t>(uses_.size());
    for (; i < named.size() && same_literal(factor, *named[i].factor); ++i) {
      uses_.push_back({named[i].set, named[i].factor->bounds});
    }
    literal.last_use = static_cast<std::uint32_t>(uses_.size());
    texts_ += factor.text;
    literals_.push_back(literal);
    File(factor);
  }
}

void FactorIndex::Builder::File(const Factor& factor) {
  const std::string padded = factor.text + std::string(kMargin, '\0');
  const std::string_view text =
      std::string_view(padded).substr(0, factor.text.size());
  const Filed filed = {static_cast<std::uint32_t>(literals_.size() - 1), 0};
  if (!factor.bounds.at_begin) {
    FileAnywhere(text, filed);
  } else if (factor.bounds.at_end) {
    whole_.emplace_back(Fingerprint(text), filed);
  } else if (text.size() >= 8) {
    begin8_.emplace_back(Window<8>(text.data()), filed);
  } else if (text.size() >= 4) {
    begin4_.emplace_back(Window<4>(text.data()), filed);
  } else if (text.size() >= 2) {
    begin2_.emplace_back(Window<2>(text.data()), filed);
  } else {
    begin1_.emplace_back(Window<1>(text.data()), filed);
  }
}

// REQUIRES: kMargin readable bytes behind `text`.
void FactorIndex::Builder::FileAnywhere(std::string_view text, Filed filed) {
  const auto window_at = [&](std::size_t window) {
    filed.window = static_cast<std::uint32_t>(window);
    return text.data() + window;
  };
  if (text.size() >= kLong) {
    const std::size_t rarest = RarestWindows(text, kLongWindow, kLongStride);
    for (std::size_t i = rarest; i < rarest + kLongStride; ++i) {
      const char* const window = window_at(i);
      long_.emplace_back(Window<kLongWindow>(window), filed);
    }
  } else if (text.size() >= kMedium) {
    const std::size_t rarest =
        RarestWindows(text, kMediumWindow, kMediumStride);
    for (std::size_t i = rarest; i < rarest + kMediumStride; ++i) {
      const char* const window = window_at(i);
      medium_.emplace_back(Window<kMediumWindow>(window), filed);
    }
  } else {
    const char* const window = window_at(RarestWindows(text, kSmallWindow, 1));
    small_.emplace_back(Window<kSmallWindow>(window), filed);
  }
}

void FactorIndex::Builder::Write(ImageWriter* image) && {
  image->AddString(texts_);
  image->Add(literals_);
  image->Add(uses_);
  Table<15>::Build(std::move(whole_), image);
  Table<15>::Build(std::move(begin8_), image);
  Table<15>::Build(std::move(begin4_), image);
  Table<12>::Build(std::move(begin2_), image);
  Table<12>::Build(std::move(begin1_), image);
  Table<19>::Build(std::move(long_), image);
  Table<18>::Build(std::move(medium_), image);
  Table<15>::Build(std::move(small_), image);
}

void FactorIndex::Build(std::span<const Factors> sets, ImageWriter* image) {
  Builder builder;
  builder.Add(sets);
  std::move(builder).Write(image);
}

// The members are read in the order in which they are declared.
FactorIndex::FactorIndex(ImageReader* image)
    : texts_(image->TakeString()),
      literals_(image->Take<Literal>()),
      uses_(image->Take<Use>()),
      whole_(image),
      begin8_(image),
      begin4_(image),
      begin2_(image),
      begin1_(image),
      long_(image),
      medium_(image),
      small_(image) {}

void FactorIndex::TakeFitting(const Literal& literal, std::string_view key,
                              std::vector<std::uint32_t>* sets) const {
  for (std::uint32_t i = literal.first_use; i < literal.last_use; ++i) {
    if (FitsAt(uses_[i].bounds, key, 0, literal.length)) {
      sets->push_back(uses_[i].set);
    }
  }
}

template <int kFilterBits>
void FactorIndex::FindBegin(const Table<kFilterBits>& table,
                            std::uint64_t begin, std::string_view key,
                            std::vector<std::uint32_t>* sets) const {
  if (!table.MayHave(begin)) return;
  for (const Filed& filed : table.Find(begin)) {
    const Literal& literal = literals_[filed.literal];
    if (key.starts_with(TextOf(literal))) TakeFitting(literal, key, sets);
  }
}

void FactorIndex::FindAtBegin(std::string_view key,
                              std::vector<std::uint32_t>* sets) const {
  const std::uint64_t fingerprint = Fingerprint(key);
  if (whole_.MayHave(fingerprint)) {
    for (const Filed& filed : whole_.Find(fingerprint)) {
      const Literal& literal = literals_[filed.literal];
      if (TextOf(literal) == key) TakeFitting(literal, key, sets);
    }
  }
  FindBegin(begin8_, Window<8>(key.data()), key, sets);
  FindBegin(begin4_, Window<4>(key.data()), key, sets);
  FindBegin(begin2_, Window<2>(key.data()), key, sets);
  FindBegin(begin1_, Window<1>(key.data()), key, sets);
}

void FactorIndex::Confirm(std::span<const Filed> filed, std::string_view text,
                          std::size_t at, std::vector<Found>* found) const {
  for (const Filed& f : filed) {
    if (at < f.window) continue;
    const std::size_t begin = at - f.window;
    const Literal& literal = literals_[f.literal];
    if (!text.substr(begin).starts_with(TextOf(literal))) continue;
    for (std::uint32_t i = literal.first_use; i < literal.last_use; ++i) {
      found->push_back(
          {uses_[i].set, uses_[i].bounds, begin, begin + literal.length});
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
      longs += long_.MayHave(Window<kLongWindow>(block + i));
    }
    for (std::size_t i = 0; i < size; i += kMediumStride) {
      medium_places[mediums] = static_cast<std::uint16_t>(i);
      mediums += medium_.MayHave(Window<kMediumWindow>(block + i));
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
  if (!small_.empty()) FindSmallIn(text, found);
}

void FactorIndex::FindSmallIn(std::string_view text,
                              std::vector<Found>* found) const {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::uint64_t window = Window<kSmallWindow>(text.data() + at);
    if (small_.MayHave(window)) {
      Confirm(small_.Find(window), text, at, found);
    }
  }
}

}  // namespace unboil
