#include "io/block.h"

#include <sys/mman.h>

#include <cstring>
#include <new>
#include <utility>

namespace unboil {
namespace {

// From here on handing over memory page by page takes longer than reading into
// it, so the system is asked for larger pages. It may refuse.
constexpr std::size_t kLarge = std::size_t{4} << 20;

}  // namespace

Block::Block(Block&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)),
      size_(std::exchange(other.size_, 0)),
      capacity_(std::exchange(other.capacity_, 0)) {}

Block& Block::operator=(Block&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  std::swap(capacity_, other.capacity_);
  return *this;
}

Block::~Block() {
  if (data_ != nullptr) munmap(data_, capacity_ + kPadding);
}

void Block::Reserve(std::size_t capacity) {
  if (capacity <= capacity_) return;
  const std::size_t size = capacity + kPadding;
  void* const larger =
      data_ == nullptr
          ? mmap(nullptr, size, PROT_READ | PROT_WRITE,
                 MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
          : mremap(data_, capacity_ + kPadding, size, MREMAP_MAYMOVE);
  if (larger == MAP_FAILED) throw std::bad_alloc();
  if (size >= kLarge) madvise(larger, size, MADV_HUGEPAGE);
  data_ = static_cast<char*>(larger);
  capacity_ = capacity;
}

void Block::Append(std::string_view bytes) {
  if (bytes.empty()) return;
  Reserve(size_ + bytes.size());
  std::memcpy(end(), bytes.data(), bytes.size());
  size_ += bytes.size();
}

}  // namespace unboil
