// Memory for bytes that were read, and for those that follow them.
//
//   Block block;
//   block.Reserve(1000);
//   Result<std::size_t> count = input.Read(block.end(), block.Room());
//   block.Grow(*count);
//
// A block is made of pages of its own, and where it grows the system moves
// pages, not bytes. So it may grow by doubling: what it holds is in memory
// once, and what it does not hold yet is not in memory at all.
//
// kPadding bytes behind the last may be read, whatever they are, so that
// simdjson can parse a record where it stands.

#ifndef UNBOIL_IO_BLOCK_H_
#define UNBOIL_IO_BLOCK_H_

#include <cstddef>
#include <string_view>

namespace unboil {

class Block {
 public:
  static constexpr std::size_t kPadding = 64;

  Block() = default;
  Block(Block&& other) noexcept;
  Block& operator=(Block&& other) noexcept;
  ~Block();

  std::string_view bytes() const { return {data_, size_}; }
  std::size_t capacity() const { return capacity_; }

  // How many bytes can follow at end().
  std::size_t Room() const { return capacity_ - size_; }
  char* end() { return data_ + size_; }

  // `count` bytes were written at end().
  void Grow(std::size_t count) { size_ += count; }

  // Makes room for `capacity` bytes in all. Views of the bytes end.
  void Reserve(std::size_t capacity);

  void Append(std::string_view bytes);

  // Keeps the memory.
  void Clear() { size_ = 0; }

 private:
  char* data_ = nullptr;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;  // without the padding
};

}  // namespace unboil

#endif  // UNBOIL_IO_BLOCK_H_
