// FactorIndex: which of many factors stand in the lines of a document?
//
//   FactorIndex::Build({{^"view original"$}, {"third part"}}, &image);
//   FactorIndex index(&image);
//   index.FindIn(keys, &found);             // anywhere: set 1 at byte 17
//   index.FindAtBegin("view original", …);  // bound to the begin: set 0
//
// A factor that is bound to the begin of a text costs one look at the text's
// first bytes, whatever its length. The others are filed under a window of
// their bytes, and the texts of all lines are swept in one go: at each place
// the bytes of a window are hashed and looked up in a bitmap; only where it
// answers are factors compared. A factor of eleven bytes or more is filed under
// four windows of eight bytes, one byte apart, so that every fourth place will
// do; one of five to ten under two windows of four bytes, for every second.
// Those of three or four bytes are few, and cost a sweep of their own.
//
// An Aho-Corasick automaton would never compare twice, but its tables for some
// thousand factors of many scripts do not fit into the first cache, and these
// bitmaps do.

#ifndef UNBOIL_FACTOR_INDEX_H_
#define UNBOIL_FACTOR_INDEX_H_

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "factors.h"
#include "image.h"

namespace unboil {

class FactorIndex {
 public:
  // The text of a factor of set `set` stands at bytes [begin, end). Whether its
  // bounds are true there was not looked at.
  struct Found {
    std::uint32_t set;
    Bounds bounds;
    std::size_t begin;
    std::size_t end;
  };

  // Each of `sets` is known by its index. Adds the index to `image`.
  static void Build(std::span<const Factors> sets, ImageWriter* image);

  // Reads in place what Build wrote.
  explicit FactorIndex(ImageReader* image);

  // Appends the sets that have a factor with which `key` begins; a set may be
  // appended twice. REQUIRES: kMargin readable bytes behind `key`.
  void FindAtBegin(std::string_view key,
                   std::vector<std::uint32_t>* sets) const;

  // Appends where in `text` factors stand that are not bound to the begin of
  // one, in order of the windows they are known by: a factor may be found up to
  // its length before or behind the one found before it.
  void FindIn(std::string_view text, std::vector<Found>* found) const;

  // Bytes that are read behind a text, whatever they hold.
  static constexpr std::size_t kMargin = 64;

 private:
  // A factor as text: the sets that hold it, once bound to the end and once
  // not.
  struct Literal {
    std::uint32_t text;  // where it begins in texts_
    std::uint32_t length;
    std::uint32_t first_use;  // uses [first_use, last_use) of uses_
    std::uint32_t last_use;
  };
  struct Use {
    std::uint32_t set;
    Bounds bounds;
  };

  // A literal, and where in it the bytes are by which it is known.
  struct Filed {
    std::uint32_t literal;
    std::uint32_t window;
  };

  // Filed literals [first, last) have these bytes.
  struct Bucket {
    std::uint64_t key = 0;
    std::uint32_t first = 0;
    std::uint32_t last = 0;
  };

  // Multiplicative hashing (Knuth, The Art of Computer Programming 3, 6.4): the
  // upper bits of the product depend on all bits of the key.
  static std::uint64_t HashOf(std::uint64_t key) {
    return key * 0x9E3779B97F4A7C15ull;
  }

  // Literals by up to eight bytes of their text, and which bytes these may be:
  // 2^kFilterBits bits, one for all keys of a hash.
  template <int kFilterBits>
  class Table {
   public:
    using Entries = std::vector<std::pair<std::uint64_t, Filed>>;

    static void Build(Entries entries, ImageWriter* image);
    explicit Table(ImageReader* image);

    bool empty() const { return filed_.empty(); }
    bool MayHave(std::uint64_t key) const {
      const std::uint64_t bit = FilterBit(key);
      return (filter_[bit / 64] & (std::uint64_t{1} << (bit % 64))) != 0;
    }
    std::span<const Filed> Find(std::uint64_t key) const;

   private:
    static std::uint64_t FilterBit(std::uint64_t key) {
      return HashOf(key) >> (64 - kFilterBits);
    }
    static std::size_t SlotOf(std::uint64_t key, std::size_t slots) {
      return static_cast<std::size_t>(HashOf(key) >>
                                      (65 - std::bit_width(slots)));
    }

    const std::uint64_t* filter_;
    std::span<const Filed> filed_;
    std::span<const Bucket> buckets_;  // open addressing, a power of two
  };
  class Builder;

  std::string_view TextOf(const Literal& literal) const {
    return texts_.substr(literal.text, literal.length);
  }

  // Appends the uses of those of `filed` that stand in `text` so that their
  // windows begin at byte `at`.
  void Confirm(std::span<const Filed> filed, std::string_view text,
               std::size_t at, std::vector<Found>* found) const;
  void FindSmallIn(std::string_view text, std::vector<Found>* found) const;
  void TakeFitting(const Literal& literal, std::string_view key,
                   std::vector<std::uint32_t>* sets) const;
  template <int kFilterBits>
  void FindBegin(const Table<kFilterBits>& table, std::uint64_t begin,
                 std::string_view key, std::vector<std::uint32_t>* sets) const;

  std::string_view texts_;
  std::span<const Literal> literals_;
  std::span<const Use> uses_;

  Table<15> whole_;  // lines, by a fingerprint

  // Begins of lines, by so many of their first bytes.
  Table<15> begin8_;
  Table<15> begin4_;
  Table<12> begin2_;
  Table<12> begin1_;

  // Anywhere: eleven bytes or more, five to ten, three or four.
  Table<19> long_;
  Table<18> medium_;
  Table<15> small_;
};

}  // namespace unboil

#endif  // UNBOIL_FACTOR_INDEX_H_
