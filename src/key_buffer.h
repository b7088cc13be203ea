// Memory for keys, one behind the other.
//
//   char* out = keys.MakeRoom(3);      // room for "abc" behind the end
//   std::memcpy(out, "abc", 3);
//   keys.SetEnd(out + 3);
//
// It differs from a string in three ways. New bytes are not filled, since each
// is written anyway. It grows by realloc, which moves the pages of a large
// block and copies nothing. And zero bytes stand before and behind the keys, so
// that who reads many bytes at a time need not look where they end.

#ifndef UNBOIL_KEY_BUFFER_H_
#define UNBOIL_KEY_BUFFER_H_

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>
#include <string_view>
#include <utility>

namespace unboil {

class KeyBuffer {
 public:
  // Zero bytes on either side.
  static constexpr std::size_t kMargin = 64;

  KeyBuffer() = default;
  KeyBuffer(KeyBuffer&& other) noexcept { *this = std::move(other); }
  KeyBuffer& operator=(KeyBuffer&& other) noexcept {
    std::swap(block_, other.block_);
    std::swap(size_, other.size_);
    std::swap(capacity_, other.capacity_);
    return *this;
  }

  char* data() { return block_.get() + kMargin; }
  std::size_t size() const { return size_; }

  // Bytes behind the end that may be written.
  std::size_t room() const { return capacity_ - size_; }

  // The end, with at least `room` bytes behind it. Pointers into the buffer
  // hold until then.
  char* MakeRoom(std::size_t room) {
    if (this->room() < room || block_ == nullptr) Grow(size_ + room);
    return data() + size_;
  }

  // REQUIRES: data() <= end <= data() + size() + room()
  void SetEnd(const char* end) {
    size_ = static_cast<std::size_t>(end - data());
  }

  void Clear() { size_ = 0; }

  // The keys. The margin behind them is zero until something is appended.
  std::string_view Finish() {
    std::memset(MakeRoom(0), 0, kMargin);
    return view();
  }

  std::string_view view() const {
    return block_ == nullptr ? std::string_view()
                             : std::string_view(block_.get() + kMargin, size_);
  }

 private:
  struct Free {
    void operator()(char* block) const { std::free(block); }
  };

  void Grow(std::size_t wanted) {
    const std::size_t capacity = std::max(wanted, capacity_ + capacity_ / 2);
    void* const block =
        std::realloc(block_.get(), kMargin + capacity + kMargin);
    if (block == nullptr) throw std::bad_alloc();
    static_cast<void>(block_.release());  // realloc has freed it
    block_.reset(static_cast<char*>(block));
    std::memset(block_.get(), 0, kMargin);
    capacity_ = capacity;
  }

  std::unique_ptr<char, Free> block_;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;  // without the margins
};

}  // namespace unboil

#endif  // UNBOIL_KEY_BUFFER_H_
