// An image: arrays of plain values behind one another in one run of words, made
// once and then read in place.
//
//   ImageWriter writer;                     ImageReader reader(words);
//   writer.Add(std::span(numbers));         std::span<const int> numbers =
//   writer.AddString("text");                   reader.Take<int>();
//                                           reader.TakeString()
//
// The built-in rules are compiled in as an image, since reading their files and
// finding their factors takes longer than most runs of the program; and the
// program keeps those of a user's rules. An image is read by the build that
// wrote it, so it says nothing of its form.

#ifndef UNBOIL_IMAGE_H_
#define UNBOIL_IMAGE_H_

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

namespace unboil {

class ImageWriter {
 public:
  template <typename T>
  void Add(std::span<const T> values) {
    static_assert(std::is_trivially_copyable_v<T> && alignof(T) <= 8);
    words_.push_back(values.size());
    const std::size_t at = words_.size();
    words_.resize(at + WordsFor(values.size_bytes()));
    if (!values.empty()) {
      std::memcpy(words_.data() + at, values.data(), values.size_bytes());
    }
  }
  template <typename T>
  void Add(const std::vector<T>& values) {
    Add(std::span<const T>(values));
  }
  void AddNumber(std::uint64_t number) { words_.push_back(number); }
  void AddString(std::string_view text) {
    Add(std::span<const char>(text.data(), text.size()));
  }

  std::vector<std::uint64_t> Finish() && { return std::move(words_); }

  static std::size_t WordsFor(std::size_t bytes) { return (bytes + 7) / 8; }

 private:
  std::vector<std::uint64_t> words_;
};

// What it takes are views into the image. REQUIRES: they are taken in the order
// and with the types in which they were added.
class ImageReader {
 public:
  explicit ImageReader(std::span<const std::uint64_t> words) : words_(words) {}

  template <typename T>
  std::span<const T> Take() {
    const std::size_t size = TakeNumber();
    const std::span<const T> values(reinterpret_cast<const T*>(words_.data()),
                                    size);
    words_ = words_.subspan(ImageWriter::WordsFor(values.size_bytes()));
    return values;
  }
  std::uint64_t TakeNumber() {
    const std::uint64_t number = words_.front();
    words_ = words_.subspan(1);
    return number;
  }
  std::string_view TakeString() {
    const std::span<const char> text = Take<char>();
    return {text.data(), text.size()};
  }

  // What was not taken yet.
  std::span<const std::uint64_t> rest() const { return words_; }

 private:
  std::span<const std::uint64_t> words_;
};

}  // namespace unboil

#endif  // UNBOIL_IMAGE_H_
