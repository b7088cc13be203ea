#include "normalizer.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "chars.h"
#include "hangul.h"
#include "unicode_tables.h"

namespace unboil {
namespace {

constexpr int kClassShift = 24;
constexpr std::uint32_t kCharMask = (1u << kClassShift) - 1;

// 0 where the two stay two.
char32_t ComposePair(char32_t first, char32_t second) {
  if (hangul::IsVowel(second)) {
    return hangul::IsLead(first) ? hangul::Syllable(first, second) : 0;
  }
  if (hangul::IsTrail(second)) {
    return hangul::LacksTrail(first) ? first + (second - hangul::kBeforeTrail)
                                     : 0;
  }
  if (!HasFlag(second, kComposesBack)) return 0;
  const Composition* const end = kCompositions + kCompositionCount;
  const Composition* const found = std::lower_bound(
      kCompositions, end, std::pair(first, second),
      [](const Composition& pair, std::pair<char32_t, char32_t> wanted) {
        return std::pair(pair.first, pair.second) < wanted;
      });
  return found != end && found->first == first && found->second == second
             ? found->composite
             : 0;
}

}  // namespace

void Normalizer::Append(char32_t c) {
  const Part combining_class = PropertiesOf(c).combining_class;
  parts_.push_back(combining_class << kClassShift | c);
}

void Normalizer::Add(char32_t c) {
  if (hangul::IsSyllable(c)) {
    const char32_t index = c - hangul::kFirstSyllable;
    const char32_t trail = index % hangul::kTrails;
    const char32_t pair = index / hangul::kTrails;
    Append(hangul::kFirstLead + pair / hangul::kVowels);
    Append(hangul::kFirstVowel + pair % hangul::kVowels);
    if (trail != 0) Append(hangul::kBeforeTrail + trail);
    return;
  }
  const std::uint16_t place = kDecompositions[c];
  if (place == 0) {
    Append(c);
    return;
  }
  const std::uint8_t* const record = kDecompositionRecords + place;
  const std::string_view bytes(reinterpret_cast<const char*>(record + 1),
                               record[0]);
  for (std::size_t at = 0; at < bytes.size();) Append(DecodeUtf8(bytes, &at));
}

// Long runs of marks are made to hurt, short ones need no more than a look.
void Normalizer::OrderMarks() {
  const auto is_starter = [](Part part) { return part >> kClassShift == 0; };
  const auto by_class = [](Part a, Part b) {
    return a >> kClassShift < b >> kClassShift;
  };
  std::vector<Part>::iterator at = parts_.begin();
  while (at != parts_.end()) {
    at = std::find_if_not(at, parts_.end(), is_starter);
    const std::vector<Part>::iterator end =
        std::find_if(at, parts_.end(), is_starter);
    if (!std::is_sorted(at, end, by_class)) std::stable_sort(at, end, by_class);
    at = end;
  }
}

std::u32string_view Normalizer::Compose() {
  OrderMarks();
  composed_.clear();
  constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  std::size_t starter = kNone;  // in composed_
  Part last_class = 0;          // of what stands behind the starter
  for (Part part : parts_) {
    const char32_t c = part & kCharMask;
    const Part combining_class = part >> kClassShift;
    // A part is cut off from the starter by one of its class or a higher one,
    // and a starter by anything.
    const bool is_next = composed_.size() == starter + 1;
    if (starter != kNone && (is_next || last_class < combining_class)) {
      const char32_t composite = ComposePair(composed_[starter], c);
      if (composite != 0) {
        composed_[starter] = composite;
        continue;
      }
    }
    if (combining_class == 0) starter = composed_.size();
    last_class = combining_class;
    composed_.push_back(c);
  }
  return composed_;
}

}  // namespace unboil
