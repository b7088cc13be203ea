// What the library knows of Unicode, as tables that make_unicode_tables.cc
// makes of ICU's data while the library is built. At run time there is no ICU.
//
//   kProperties of 'é'      a letter, combining class 0, what follows may
//   compose kFolds of 'É'           a record of kFoldRecords: "é"
//   kDecompositions of 'É'  a record of kDecompositionRecords: "e" U+0301
//
// A trie looks up a character's block of 64 and there its value. Equal blocks
// are stored once, so a table for all of Unicode takes some ten thousand bytes.
// Sixty-four is what the last byte of UTF-8 tells apart.

#ifndef UNBOIL_UNICODE_TABLES_H_
#define UNBOIL_UNICODE_TABLES_H_

#include <cstddef>
#include <cstdint>

namespace unboil {

// Blocks of the BMP are numbered in order; those above are found by way of the
// 4,096 characters that they are in.
template <typename Value>
struct UnicodeTrie {
  const std::uint16_t* begin_of_4096;  // in block_of_64
  const std::uint16_t* block_of_64;
  const Value* values;

  Value Bmp(char32_t c) const {
    return values[block_of_64[c >> 6] * std::size_t{64} + (c & 63)];
  }
  // REQUIRES: c <= 0x10FFFF
  Value operator[](char32_t c) const {
    const std::size_t block = begin_of_4096[c >> 12] + ((c >> 6) & 63);
    return values[block_of_64[block] * std::size_t{64} + (c & 63)];
  }
};

// What is true of a character.
enum PropertyFlag : std::uint16_t {
  kWhiteSpace = 1 << 0,
  kWordChar = 1 << 1,     // a letter, a number or a mark
  kUnspaced = 1 << 2,     // of a script without spaces between words
  kWide = 1 << 3,         // East Asian Wide or Fullwidth
  kNoColumn = 1 << 4,     // a mark above or below, or a format character
  kPythonAlnum = 1 << 5,  // what str.isalnum() of Python takes
  // How the character behaves in NFKC_Casefold.
  kBoundaryBefore = 1 << 6,  // changes with nothing that stands before
  kBoundaryAfter = 1 << 7,   // changes with nothing that stands behind
  kComposesBack = 1 << 8,    // may become one with what stands before
  kIsMapped = 1 << 9,        // never stands in folded text
};

struct Properties {
  std::uint8_t combining_class;
  std::uint16_t flags;
};

// Few combinations occur, so the trie holds the number of one.
extern const std::uint16_t kPropertyBegins[];
extern const std::uint16_t kPropertyBlocks[];
extern const std::uint8_t kPropertyValues[];
extern const Properties kPropertyKinds[];

inline const Properties& PropertiesOf(char32_t c) {
  constexpr UnicodeTrie<std::uint8_t> kTrie = {kPropertyBegins, kPropertyBlocks,
                                               kPropertyValues};
  return kPropertyKinds[kTrie[c]];
}

inline bool HasFlag(char32_t c, PropertyFlag flag) {
  return (PropertiesOf(c).flags & flag) != 0;
}

// How a character is folded (fold.h) where it stands between others: one of the
// four below, or else the place of its record in kFoldRecords.
extern const std::uint16_t kFoldBegins[];
extern const std::uint16_t kFoldBlocks[];
extern const std::uint16_t kFoldValues[];
inline constexpr UnicodeTrie<std::uint16_t> kFolds = {kFoldBegins, kFoldBlocks,
                                                      kFoldValues};

inline constexpr std::uint16_t kFoldsToItself = 0;
inline constexpr std::uint16_t kFoldsToSpace = 1;
// Stays as it is unless marks before it have to change places with it.
inline constexpr std::uint16_t kFoldsAsMark = 2;
// Depends on its neighbors, holds a space, or is longer than a record may be.
inline constexpr std::uint16_t kFoldsWithOthers = 3;

// A record: its bytes of UTF-8, and how many of them continue a character, in
// the low and the high half of a byte; then the bytes, of which as many as
// kLongestFold can be read from any record.
extern const std::uint8_t kFoldRecords[];
inline constexpr std::size_t kLongestFold = 8;

// The full decomposition of a character in NFKC_Casefold: 0 where it is the
// character itself, else the place of a record: a length, and UTF-8 of as many
// bytes. Hangul syllables are not here; theirs is computed.
extern const std::uint16_t kDecompositionBegins[];
extern const std::uint16_t kDecompositionBlocks[];
extern const std::uint16_t kDecompositionValues[];
extern const std::uint8_t kDecompositionRecords[];
inline constexpr UnicodeTrie<std::uint16_t> kDecompositions = {
    kDecompositionBegins, kDecompositionBlocks, kDecompositionValues};

// Two characters that become one, in order.
struct Composition {
  char32_t first;
  char32_t second;
  char32_t composite;
};
extern const Composition kCompositions[];
extern const std::size_t kCompositionCount;

// What the tables were made of.
extern const char kUnicodeVersion[];
extern const char kIcuVersion[];

}  // namespace unboil

#endif  // UNBOIL_UNICODE_TABLES_H_
