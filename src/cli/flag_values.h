// What the values of flags mean, and what is said where they mean nothing.
//
//   constexpr Choice<Repeats> kRepeats[] = {{"first", Repeats::kFirst}, ...};
//   SetChoice("--repeats", "frist", kRepeats, &repeats)
//       // --repeats: "frist" is not headline, first, last or off

#ifndef UNBOIL_CLI_FLAG_VALUES_H_
#define UNBOIL_CLI_FLAG_VALUES_H_

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "cli/flags.h"
#include "cli/terminal.h"
#include "unboil/result.h"

namespace unboil {

// nullopt: all is well.
using MaybeError = std::optional<Error>;

Error BadValue(std::string_view flag, std::string_view value,
               std::string_view wanted);

Error Usage(std::string message);

template <typename T>
struct Choice {
  std::string_view name;
  T value;
};

// "text or json"
template <typename T, std::size_t kCount>
std::string ListNames(const Choice<T> (&choices)[kCount]) {
  std::string names;
  for (std::size_t i = 0; i < kCount; ++i) {
    if (i > 0) names += i + 1 == kCount ? " or " : ", ";
    names += choices[i].name;
  }
  return names;
}

template <typename T, std::size_t kCount>
MaybeError SetChoice(std::string_view flag, std::string_view value,
                     const Choice<T> (&choices)[kCount], T* choice) {
  for (const Choice<T>& known : choices) {
    if (known.name != value) continue;
    *choice = known.value;
    return std::nullopt;
  }
  return BadValue(flag, value, ListNames(choices));
}

// How many of something to show.
MaybeError SetCount(std::string_view flag, const std::string& value,
                    std::size_t* count);

MaybeError SetColor(const std::string& value, ColorWhen* color);

// For commands whose --format is that of their answer: text or JSON.
MaybeError SetAnswerFormat(const ParsedFlags& given, bool* json);

// Fails on the empty name of a file.
MaybeError RequireName(std::string_view flag, const std::string& value);

// Fails if two of `ids` are given, of which a run can have one.
MaybeError RefuseTogether(const ParsedFlags& given,
                          std::span<const FlagId> ids);

}  // namespace unboil

#endif  // UNBOIL_CLI_FLAG_VALUES_H_
