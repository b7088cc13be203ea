// LiteralSet: which of many short strings occur in a text? FilteredRE2 leaves
// that question to its user.
//
//   LiteralSet set({"original", "third part"});
//   set.Find("view original", &ids);      // ids == {0}
//
// Every literal is filed under a window of four of its bytes, the rarest it has
// ("igin", "ird "). At each byte of the text four bytes are hashed and looked
// up in a bitmap of 8 KB; only where it answers are literals compared. A text
// that holds none of the windows costs one hash and one bit a byte. Literals of
// three bytes, as one Han character is, have a set of their own.
//
// An Aho-Corasick automaton would never compare twice, but its tables for some
// thousand literals of many scripts do not fit into the first cache, and this
// bitmap does.

#ifndef UNBOIL_BENCH_LITERAL_SET_H_
#define UNBOIL_BENCH_LITERAL_SET_H_

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace unboil {

class LiteralSet {
 public:
  static constexpr std::size_t kMinLength = 3;

  LiteralSet() = default;

  // REQUIRES: every literal has at least kMinLength bytes.
  explicit LiteralSet(std::vector<std::string> literals);

  // Sets `*ids` to the indices of the literals that occur in `text`, sorted,
  // each once.
  void Find(std::string_view text, std::vector<int>* ids) const;

 private:
  // A literal, and where in it its window begins.
  struct Filed {
    std::uint32_t window = 0;
    std::uint32_t id = 0;
    std::uint32_t offset = 0;
  };

  // The literals whose windows have the same length.
  class Table {
   public:
    void Build(std::vector<Filed> filed);

    // Whether a literal may have this window.
    bool MayHave(std::uint32_t window) const;
    void Find(std::uint32_t window, std::string_view text, std::size_t at,
              const std::vector<std::string>& literals,
              std::vector<int>* ids) const;

   private:
    // Entries [first, last) of filed_ have this window.
    struct Bucket {
      std::uint32_t window = 0;
      std::uint32_t first = 0;
      std::uint32_t last = 0;
    };
    static constexpr int kFilterBits = 16;

    std::vector<Filed> filed_;     // in order of windows
    std::vector<Bucket> buckets_;  // open addressing, a power of two
    int bucket_bits_ = 1;
    std::bitset<std::size_t{1} << kFilterBits> filter_;
  };

  std::vector<std::string> literals_;
  Table long_;   // windows of four bytes
  Table short_;  // of three
};

}  // namespace unboil

#endif  // UNBOIL_BENCH_LITERAL_SET_H_
