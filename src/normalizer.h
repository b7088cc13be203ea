// NFKC_Casefold of a few characters that change with each other.
//
//   Normalizer normalizer;
//   normalizer.Add(U'E');      // decomposed into 'e'
//   normalizer.Add(0x0301);    // acute
//   normalizer.Add(0x0323);    // dot below: belongs before the acute
//   normalizer.Compose()       U"ẹ́", that is U+1EB9 U+0301
//
// Unicode's algorithm, from tables (unicode_tables.h): each character is mapped
// to its full decomposition; marks that follow each other are put in the order
// of their combining classes; then characters become one with the starter
// before them where nothing stands between that would not let them.

#ifndef UNBOIL_NORMALIZER_H_
#define UNBOIL_NORMALIZER_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace unboil {

class Normalizer {
 public:
  void Clear() { parts_.clear(); }

  // REQUIRES: c is no surrogate and at most U+10FFFF
  void Add(char32_t c);

  // So far, decomposed.
  std::size_t size() const { return parts_.size(); }

  // The normal form of all that was added since Clear, which is to be called
  // before the next Add. Valid until then.
  std::u32string_view Compose();

 private:
  void Append(char32_t c);
  void OrderMarks();

  // The combining class above a character of 21 bits, so that marks are sorted
  // as numbers are.
  using Part = std::uint32_t;

  std::vector<Part> parts_;
  std::u32string composed_;
};

}  // namespace unboil

#endif  // UNBOIL_NORMALIZER_H_
