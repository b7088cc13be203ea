// Buffer: memory for one document after the other. It is not cleared, and grows
// without keeping what it held.

#ifndef UNBOIL_BUFFER_H_
#define UNBOIL_BUFFER_H_

#include <cstddef>
#include <memory>

namespace unboil {

template <typename T>
class Buffer {
 public:
  // Room for `size` values, which are not set. Pages that are never written
  // cost nothing, so `size` may be generous.
  T* Resize(std::size_t size) {
    if (size > capacity_) {
      values_.reset();
      capacity_ = size + size / 4;
      values_ = std::make_unique_for_overwrite<T[]>(capacity_);
    }
    return values_.get();
  }

  void Free() {
    values_.reset();
    capacity_ = 0;
  }

  T& operator[](std::size_t i) { return values_[i]; }
  const T& operator[](std::size_t i) const { return values_[i]; }
  const T* data() const { return values_.get(); }

 private:
  std::unique_ptr<T[]> values_;
  std::size_t capacity_ = 0;
};

}  // namespace unboil

#endif  // UNBOIL_BUFFER_H_
