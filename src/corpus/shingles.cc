#include "corpus/shingles.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "chars.h"
#include "unicode_tables.h"

#define XXH_INLINE_ALL  // words are so short that a call would cost more
#include <xxhash.h>

namespace unboil {
namespace {

constexpr std::size_t kShingleWords = 4;

// Python's `\w`: str.isalnum() or `_`. Its isalnum asks for a letter or for a
// numeric type, which a few characters have that are neither.
bool IsPythonWordChar(char32_t c) {
  return c < 0x80 ? IsAsciiWordChar(c) || c == '_' : HasFlag(c, kPythonAlnum);
}

// Python's `\s`: Unicode's white space, and the separators of ASCII.
bool IsPythonSpace(char32_t c) {
  return IsSpace(c) || (c >= 0x1C && c <= 0x1F);
}

double Share(std::size_t part, std::size_t other_part) {
  return static_cast<double>(part) / static_cast<double>(part + other_part);
}

bool IsPerfect(const ShingleMatch& match) {
  return match.extra == 0 && match.missing == 0;
}

}  // namespace

std::vector<HashedWord> HashWords(std::string_view text) {
  std::vector<HashedWord> words;
  std::size_t begin = 0;  // of the word that is being read
  std::size_t chars = 0;  // in it so far
  const auto finish = [&](std::size_t end) {
    if (chars == 0) return;
    words.push_back({XXH3_64bits(text.data() + begin, end - begin), chars});
    chars = 0;
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t here = at;
    if (!IsPythonWordChar(DecodeUtf8(text, &at))) {
      finish(here);
    } else if (chars++ == 0) {
      begin = here;
    }
  }
  finish(text.size());
  return words;
}

std::vector<std::uint64_t> SortedShingles(std::span<const HashedWord> words) {
  std::vector<std::uint64_t> shingles;
  if (words.empty()) return shingles;
  const std::size_t length = std::min(words.size(), kShingleWords);
  std::array<std::uint64_t, kShingleWords> run;
  shingles.reserve(words.size() - length + 1);
  for (std::size_t begin = 0; begin + length <= words.size(); ++begin) {
    for (std::size_t i = 0; i < length; ++i) run[i] = words[begin + i].hash;
    shingles.push_back(XXH3_64bits(run.data(), length * sizeof(run[0])));
  }
  std::sort(shingles.begin(), shingles.end());
  return shingles;
}

ShingleMatch MatchShingles(std::span<const std::uint64_t> reference,
                           std::span<const std::uint64_t> found) {
  std::vector<std::uint64_t> both;
  std::set_intersection(reference.begin(), reference.end(), found.begin(),
                        found.end(), std::back_inserter(both));
  return {both.size(), found.size() - both.size(),
          reference.size() - both.size()};
}

double Precision(const ShingleMatch& match) {
  if (IsPerfect(match)) return 1;
  return match.both == 0 ? 0 : Share(match.both, match.extra);
}

double Recall(const ShingleMatch& match) {
  if (IsPerfect(match)) return 1;
  return match.both == 0 ? 0 : Share(match.both, match.missing);
}

double F1(const ShingleMatch& match) {
  if (IsPerfect(match)) return 1;
  return match.both == 0 ? 0
                         : Share(2 * match.both, match.extra + match.missing);
}

double F1(double precision, double recall) {
  const double sum = precision + recall;
  return sum == 0 ? 0 : 2 * precision * recall / sum;
}

std::size_t LostChars(std::span<const HashedWord> text,
                      std::span<const HashedWord> rest) {
  std::vector<HashedWord> lost;
  std::set_difference(text.begin(), text.end(), rest.begin(), rest.end(),
                      std::back_inserter(lost));
  std::size_t chars = 0;
  for (const HashedWord& word : lost) chars += word.chars;
  return chars;
}

std::string SingleSpaced(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool is_apart = false;  // from what is in `out`
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    if (IsPythonSpace(DecodeUtf8(text, &at))) {
      is_apart = true;
      continue;
    }
    if (is_apart && !out.empty()) out += ' ';
    is_apart = false;
    out += text.substr(begin, at - begin);
  }
  return out;
}

}  // namespace unboil
