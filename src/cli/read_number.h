// Numbers as users write them: ReadNumber<std::size_t>("80") = 80.

#ifndef UNBOIL_CLI_READ_NUMBER_H_
#define UNBOIL_CLI_READ_NUMBER_H_

#include <charconv>
#include <optional>
#include <string_view>
#include <system_error>

namespace unboil {

// nullopt: `text` is not a number of this type, and nothing else.
template <typename Number>
std::optional<Number> ReadNumber(std::string_view text) {
  Number number{};
  const char* end = text.data() + text.size();
  const std::from_chars_result read = std::from_chars(text.data(), end, number);
  if (read.ec != std::errc() || read.ptr != end) return std::nullopt;
  return number;
}

}  // namespace unboil

#endif  // UNBOIL_CLI_READ_NUMBER_H_
