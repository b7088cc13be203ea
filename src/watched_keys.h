// WatchedKeys: a value for each of a few keys, looked up for every line of a
// document. Most lines are none of them, and that is told by their length and
// ends.

#ifndef UNBOIL_WATCHED_KEYS_H_
#define UNBOIL_WATCHED_KEYS_H_

#include <bitset>
#include <cstddef>
#include <string_view>
#include <unordered_map>

namespace unboil {

template <typename Value>
class WatchedKeys {
 public:
  bool empty() const { return values_.empty(); }

  // Watches `key`, which is not empty, with a value of its own.
  void Watch(std::string_view key) {
    shapes_[ShapeOf(key)] = true;
    values_.try_emplace(key);
  }

  // Null for a key that is not watched.
  Value* Find(std::string_view key) {
    if (!shapes_[ShapeOf(key)]) return nullptr;
    const auto found = values_.find(key);
    return found == values_.end() ? nullptr : &found->second;
  }

 private:
  static constexpr std::size_t kShapes = 4096;

  static std::size_t ShapeOf(std::string_view key) {
    const std::size_t front = static_cast<unsigned char>(key.front());
    const std::size_t back = static_cast<unsigned char>(key.back());
    return (key.size() + 67 * front + 491 * back) % kShapes;
  }

  std::bitset<kShapes> shapes_;
  std::unordered_map<std::string_view, Value> values_;
};

}  // namespace unboil

#endif  // UNBOIL_WATCHED_KEYS_H_
