// Folding at speed; fold_map.cc does the same slowly, with the way back.
//
// Text is read once, sixteen bytes at a time. A block is lower-cased whole, and
// what the loop cannot do is marked: all but plain ASCII and single spaces.
//
//   Bridge  café…
//         ^    ^^     a second space, bytes of more than one
//
// Up to the first mark the block is done. There stands an end of line, white
// space, or a character of more than one byte, whose fold a table has. The loop
// goes on behind it. Only a character that changes with what stands before it
// takes more: the key ends in folded text, so its last characters, from the
// last one that nothing before can change, are taken back and normalized again
// with the ones that follow.
//
//   key "cafe", next U+0301  ->  back to "caf", and 'e' U+0301 become "é"

#include "fold.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>

#include "chars.h"
#include "punctuation.h"
#include "unicode_tables.h"

namespace unboil {
namespace {

constexpr std::size_t kBlock = 16;

// A character of n bytes folds to at most 3n of them (a bad byte to U+FFFD),
// unless it is normalized with others, where room is made for what there is.
constexpr std::size_t kGrowth = 3;

// What the loop may write behind the last character's fold.
constexpr std::size_t kSlack = kBlock + kGrowth * 4 + kLongestFold;

// Where the first byte stands that is not zero. REQUIRES: there is one
std::size_t FirstMark(std::uint64_t marks) {
  const int zeros = std::endian::native == std::endian::little
                        ? std::countr_zero(marks)
                        : std::countl_zero(marks);
  return static_cast<std::size_t>(zeros) / 8;
}

// Folds plain text and tells how many bytes were. Less than a block is left to
// the caller, who may also find up to a block of anything written behind. The
// loops are such that compilers make vectors of them; GCC 12 does so only where
// they are not inlined into a larger one.
[[gnu::noinline]] std::size_t FoldPlain(const char* from, std::size_t size,
                                        char* to) {
  std::size_t at = 0;
  for (; at + kBlock < size; at += kBlock) {
    const unsigned char* const bytes =
        reinterpret_cast<const unsigned char*>(from + at);
    unsigned char lower[kBlock];
    unsigned char marks[kBlock];
    for (std::size_t i = 0; i < kBlock; ++i) {
      const unsigned char letter = static_cast<unsigned char>(bytes[i] - 'A');
      lower[i] =
          static_cast<unsigned char>(bytes[i] + (letter < 26 ? 0x20 : 0));
    }
    for (std::size_t i = 0; i < kBlock; ++i) {
      // As signed numbers bytes above ASCII are below it.
      const bool is_special = static_cast<signed char>(bytes[i]) < ' ';
      const bool is_quote = bytes[i] == '`';
      const bool is_run = (bytes[i] == ' ') & (bytes[i + 1] == ' ');
      marks[i] = (is_special | is_quote | is_run) ? 0xFF : 0;
    }
    std::memcpy(to + at, lower, kBlock);
    std::uint64_t halves[2];
    std::memcpy(halves, marks, kBlock);
    if (halves[0] != 0) return at + FirstMark(halves[0]);
    if (halves[1] != 0) return at + 8 + FirstMark(halves[1]);
  }
  return at;
}

// Of a character that is not ASCII.
bool IsMultibyte(char byte) { return static_cast<unsigned char>(byte) >= 0x80; }

// An ASCII byte that is no white space.
char FoldAscii(char byte) {
  if (byte >= 'A' && byte <= 'Z') return static_cast<char>(byte + 0x20);
  return byte == '`' ? '\'' : byte;
}

std::size_t CountContinuations(std::string_view bytes) {
  return bytes.size() - CountCodePoints(bytes);
}

}  // namespace

template <bool kEndsAtNewline>
LineFolder::Folded LineFolder::Append(std::size_t begin) {
  key_begin_ = keys_.size();
  key_ = keys_.MakeRoom(0);
  continuations_ = 0;
  Place place = SkipSpaces({begin_ + begin, key_});
  // Between paragraphs every other line is blank.
  if (kEndsAtNewline && place.at < end_ && *place.at == '\n') {
    return {static_cast<std::size_t>(place.at - begin_), 0};
  }
  while (place.at < end_) {
    const std::ptrdiff_t left = leg_end_ - place.at;
    if (left > static_cast<std::ptrdiff_t>(kBlock)) {
      const std::size_t plain =
          FoldPlain(place.at, static_cast<std::size_t>(left), place.out);
      place.at += plain;
      place.out += plain;
    } else if (leg_end_ < end_) {
      place = BeginLeg(place);
      continue;
    }
    if (IsMultibyte(*place.at)) {
      do {
        place = AppendMultibyte(place);
      } while (place.at < leg_end_ && IsMultibyte(*place.at));
    } else if (kEndsAtNewline && *place.at == '\n') {
      break;
    } else if (IsSpace(static_cast<unsigned char>(*place.at))) {
      ++place.at;
      place = AppendSpace(place);
    } else {
      *place.out++ = FoldAscii(*place.at++);
    }
  }
  if (place.out > key_ && place.out[-1] == ' ') --place.out;
  keys_.SetEnd(place.out);
  return {static_cast<std::size_t>(place.at - begin_),
          keys_.size() - key_begin_ - continuations_};
}

// Asks once for many bytes whether there is room. A leg is as long as it can be
// if all of it grows, which never happens, so the next one starts with room.
LineFolder::Place LineFolder::BeginLeg(Place place) {
  constexpr std::size_t kLeastLeg = 8 * kBlock;
  const std::size_t left = static_cast<std::size_t>(end_ - place.at);
  keys_.SetEnd(place.out);
  place.out = keys_.MakeRoom(kSlack + kGrowth * std::min(left, kLeastLeg));
  key_ = keys_.data() + key_begin_;
  leg_end_ = place.at + std::min(left, (keys_.room() - kSlack) / kGrowth);
  return place;
}

// Many lines of real pages begin with many spaces.
inline LineFolder::Place LineFolder::SkipSpaces(Place place) const {
  constexpr std::uint64_t kSpaces = 0x2020202020202020;
  while (end_ - place.at >= 8) {
    std::uint64_t bytes;
    std::memcpy(&bytes, place.at, 8);
    if (bytes != kSpaces) {
      place.at += FirstMark(bytes ^ kSpaces);
      return place;
    }
    place.at += 8;
  }
  while (place.at < end_ && *place.at == ' ') ++place.at;
  return place;
}

// The space itself has been read.
inline LineFolder::Place LineFolder::AppendSpace(Place place) const {
  if (!EndsInSpace(place.out)) *place.out++ = ' ';
  return SkipSpaces(place);
}

inline LineFolder::Place LineFolder::AppendMultibyte(Place place) {
  const std::string_view rest(place.at,
                              static_cast<std::size_t>(end_ - place.at));
  std::size_t length = 0;
  const char32_t c = DecodeMultibyte(rest, &length);
  const std::uint16_t fold = c <= 0xFFFF ? kFolds.Bmp(c) : kFolds[c];
  if (fold == kFoldsToItself) return AppendItself(place, c, length);
  if (fold > kFoldsWithOthers) {
    place.at += length;
    return AppendRecord(place, kFoldRecords + fold);
  }
  if (fold == kFoldsToSpace) {
    place.at += length;
    return AppendSpace(place);
  }
  if (fold == kFoldsAsMark && IsInOrder(c, place.out)) {
    return AppendItself(place, c, length);
  }
  return AppendTogether(place);
}

// Two and three bytes are copied, by far the most often. A bad byte is one, and
// U+FFFD in the key.
inline LineFolder::Place LineFolder::AppendItself(Place place, char32_t c,
                                                  std::size_t length) {
  if (length == 2) {
    std::memcpy(place.out, place.at, 2);
    ++continuations_;
    return {place.at + 2, place.out + 2};
  }
  if (length == 3) {
    std::memcpy(place.out, place.at, 3);
    continuations_ += 2;
    return {place.at + 3, place.out + 3};
  }
  char* const end = EncodeUtf8(c, place.out);
  continuations_ += static_cast<std::size_t>(end - place.out) - 1;
  return {place.at + length, end};
}

// A character that vanishes may have parted two spaces.
inline LineFolder::Place LineFolder::AppendRecord(Place place,
                                                  const std::uint8_t* record) {
  const std::size_t length = record[0] & 0x0F;
  std::memcpy(place.out, record + 1, kLongestFold);
  place.out += length;
  continuations_ += record[0] >> 4;
  return length == 0 && EndsInSpace(place.out) ? SkipSpaces(place) : place;
}

// Whether normalization leaves the mark behind what the key ends in.
bool LineFolder::IsInOrder(char32_t mark, const char* out) const {
  if (out == key_ || !IsMultibyte(out[-1])) return true;
  const std::string_view key(key_, static_cast<std::size_t>(out - key_));
  std::size_t at = BeginBefore(key, key.size());
  return PropertiesOf(DecodeUtf8(key, &at)).combining_class <=
         PropertiesOf(mark).combining_class;
}

// Normalizes the last characters of the key with the next one and all that can
// change with these. A space changes with nothing, and stays.
LineFolder::Place LineFolder::AppendTogether(Place place) {
  const std::string_view key(key_, static_cast<std::size_t>(place.out - key_));
  std::size_t begin = key.size();
  while (begin > 0 && key[begin - 1] != ' ') {
    begin = BeginBefore(key, begin);
    std::size_t at = begin;
    if (HasFlag(DecodeUtf8(key, &at), kBoundaryBefore)) break;
  }
  normalizer_.Clear();
  for (std::size_t at = begin; at < key.size();) {
    normalizer_.Add(DecodeUtf8(key, &at));
  }
  continuations_ -= CountContinuations(key.substr(begin));
  place.out = key_ + begin;

  const std::string_view rest(place.at,
                              static_cast<std::size_t>(end_ - place.at));
  for (std::size_t at = 0; at < rest.size();) {
    const std::size_t next = at;
    const char32_t c = DecodeUtf8(rest, &at);
    if (next > 0 && HasFlag(c, kBoundaryBefore)) break;
    normalizer_.Add(c);
    place.at = rest.data() + at;
  }
  return AppendNormalized(place);
}

LineFolder::Place LineFolder::AppendNormalized(Place place) {
  const std::u32string_view normal = normalizer_.Compose();
  keys_.SetEnd(place.out);
  place.out = keys_.MakeRoom(4 * normal.size());  // no character takes more
  key_ = keys_.data() + key_begin_;
  const char* const begin = place.out;
  for (char32_t c : normal) {
    const std::string_view ascii = AsciiPunctuation(c);
    if (IsSpace(c)) {
      if (!EndsInSpace(place.out)) *place.out++ = ' ';
    } else if (!ascii.empty()) {
      place.out = std::copy(ascii.begin(), ascii.end(), place.out);
    } else {
      place.out = EncodeUtf8(c, place.out);
    }
  }
  continuations_ +=
      CountContinuations({begin, static_cast<std::size_t>(place.out - begin)});
  place = BeginLeg(place);
  return EndsInSpace(place.out) ? SkipSpaces(place) : place;
}

template LineFolder::Folded LineFolder::Append<true>(std::size_t begin);
template LineFolder::Folded LineFolder::Append<false>(std::size_t begin);

void AppendFold(std::string_view text, std::string* key) {
  KeyBuffer keys;
  Normalizer normalizer;
  LineFolder(text, &keys, &normalizer).AppendText();
  key->append(keys.view());
}

std::string Fold(std::string_view text) {
  std::string key;
  AppendFold(text, &key);
  return key;
}

}  // namespace unboil
