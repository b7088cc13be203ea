// Variables of the environment.

#ifndef UNBOIL_CLI_ENVIRONMENT_H_
#define UNBOIL_CLI_ENVIRONMENT_H_

#include <cstdlib>
#include <optional>
#include <string_view>

namespace unboil {

// nullopt: it is not set. Lasts as long as nobody changes the environment.
inline std::optional<std::string_view> EnvironmentVariable(const char* name) {
  const char* value = std::getenv(name);
  if (value == nullptr) return std::nullopt;
  return value;
}

}  // namespace unboil

#endif  // UNBOIL_CLI_ENVIRONMENT_H_
