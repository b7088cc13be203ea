// Result<T>: a value, or the Error that says why there is none.
//
//   unboil::Result<unboil::RuleSet> rules = unboil::RuleSet::Builtin();
//   if (!rules) {
//     std::cerr << rules.error().message << '\n';
//     return 2;
//   }
//   rules->Clean(text);
//
// No exception but std::bad_alloc crosses the API of unboil, and C++20 has no
// std::expected.
// A Result is a plain value: two threads may read one, as with any value.

#ifndef UNBOIL_RESULT_H_
#define UNBOIL_RESULT_H_

#include <cstddef>
#include <string>
#include <utility>
#include <variant>

namespace unboil {

// What went wrong, and where. `message` is complete: it names file, line, rule
// and fault, and where there is a source line it shows it with a caret under
// the fault, so printing it alone is enough. `file` and `line` (from 1; 0 when
// the fault has no place) repeat the place for programs.
struct Error {
  std::string message;
  std::string file;
  std::size_t line = 0;
};

template <typename T>
class [[nodiscard]] Result {
 public:
  // Implicit, so that a function returns a value or an Error as it is.
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  explicit operator bool() const { return state_.index() == 0; }

  // REQUIRES: the Result holds a value.
  T& operator*() & { return *std::get_if<0>(&state_); }
  const T& operator*() const& { return *std::get_if<0>(&state_); }
  T&& operator*() && { return std::move(*std::get_if<0>(&state_)); }
  T* operator->() { return std::get_if<0>(&state_); }
  const T* operator->() const { return std::get_if<0>(&state_); }

  // REQUIRES: the Result holds an Error.
  const Error& error() const { return *std::get_if<1>(&state_); }

 private:
  std::variant<T, Error> state_;
};

}  // namespace unboil

#endif  // UNBOIL_RESULT_H_
