// FactorIndex: which of many factors stand in the lines of a document?
//
//   FactorIndex index({{{"view original", begin, end}}, {{"third part"}}});
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

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "factors.h"

namespace unboil {

class FactorIndex {
 public:
  // The text of `factor`, which is one of set `set`, stands at bytes
  // [begin, end). Whether what stands around it agrees was not looked at.
  struct Found {
    std::uint32_t set;
    const Factor* factor;
    std::size_t begin;
    std::size_t end;
  };

  FactorIndex() = default;

  // Each of `sets` is known by its index.
  explicit FactorIndex(std::span<const Factors> sets);

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
  static constexpr std::size_t kBeginSizes = 4;

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
    Factor factor;
  };

  // A literal, and where in it the bytes are by which it is known.
  struct Filed {
    std::uint32_t literal;
    std::uint32_t window;
    std::uint32_t length;
    std::uint32_t text;
  };

  // Multiplicative hashing (Knuth, The Art of Computer Programming 3, 6.4): the
  // upper bits of the product depend on all bits of the key.
  static std::uint64_t HashOf(std::uint64_t key) {
    return key * 0x9E3779B97F4A7C15ull;
  }

  // Which keys may be in a table: 2^kBits bits, one for all keys of a hash.
  template <int kBits>
  class Filter {
   public:
    void Add(std::uint64_t key) {
      const std::uint64_t bit = HashOf(key) >> (64 - kBits);
      bits_[bit / 64] |= std::uint64_t{1} << (bit % 64);
    }
    bool MayHave(std::uint64_t key) const {
      const std::uint64_t bit = HashOf(key) >> (64 - kBits);
      return (bits_[bit / 64] & (std::uint64_t{1} << (bit % 64))) != 0;
    }

   private:
    std::vector<std::uint64_t> bits_ =
        std::vector<std::uint64_t>((std::size_t{1} << kBits) / 64);
  };

  // Literals by up to eight bytes of their text.
  class Table {
   public:
    void Add(std::uint64_t key, Filed literal) {
      adding_.emplace_back(key, literal);
    }
    void Build();
    std::span<const Filed> Find(std::uint64_t key) const;

   private:
    struct Bucket {
      std::uint64_t key = 0;
      std::uint32_t first = 0;
      std::uint32_t last = 0;
    };

    std::vector<std::pair<std::uint64_t, Filed>> adding_;
    std::vector<Filed> filed_;
    std::vector<Bucket> buckets_;  // open addressing, a power of two
    int bucket_bits_ = 1;
  };

  std::string_view TextOf(const Literal& literal) const {
    return std::string_view(texts_).substr(literal.text, literal.length);
  }
  void File(std::uint32_t literal, bool at_begin, bool at_end);

  // Appends the uses of those of `filed` that stand in `text` so that their
  // windows begin at byte `at`.
  void Confirm(std::span<const Filed> filed, std::string_view text,
               std::size_t at, std::vector<Found>* found) const;
  void FindSmallIn(std::string_view text, std::vector<Found>* found) const;

  std::string texts_;
  std::vector<Literal> literals_;
  std::vector<Use> uses_;

  Table whole_;  // lines, by a fingerprint
  Filter<15> whole_filter_;

  // Begins of lines, by their first 8, 4, 2 or 1 bytes.
  std::array<Table, kBeginSizes> begin_;
  std::array<Filter<15>, kBeginSizes> begin_filter_;

  // Anywhere: eleven bytes or more, five to ten, three or four.
  Table long_;
  Filter<19> long_filter_;
  Table medium_;
  Filter<18> medium_filter_;
  Table small_;
  Filter<15> small_filter_;
  bool has_small_ = false;
};

}  // namespace unboil

#endif  // UNBOIL_FACTOR_INDEX_H_
