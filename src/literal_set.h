// LiteralSet: which of many short strings occur in a text?
//
//   LiteralSet set({"original", "third part"});
//   set.Find("view original", &ids);      // ids == {0}
//
// Every literal is filed under its first three bytes. At each byte of the text
// three bytes are hashed and looked up in a bitmap of 8 KB; only where it
// answers are literals compared. A text that holds none of them costs one hash
// and one bit a byte.
//
// An Aho-Corasick automaton would never compare twice, but its tables for some
// thousand literals of many scripts do not fit into the first cache, and this
// bitmap does.

#ifndef UNBOIL_LITERAL_SET_H_
#define UNBOIL_LITERAL_SET_H_

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
  // Literals [first, last) of by_prefix_ begin with the three bytes `prefix`.
  struct Bucket {
    std::uint32_t prefix = 0;
    std::uint32_t first = 0;
    std::uint32_t last = 0;
  };
  static constexpr std::size_t kFilterBits = std::size_t{1} << 16;

  const Bucket* BucketOf(std::uint32_t prefix) const;

  std::vector<std::string> literals_;
  std::vector<std::uint32_t> by_prefix_;  // indices into literals_
  std::vector<Bucket> buckets_;           // open addressing, a power of two
  std::bitset<kFilterBits> filter_;
};

}  // namespace unboil

#endif  // UNBOIL_LITERAL_SET_H_
