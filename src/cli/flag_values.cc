#include "cli/flag_values.h"

#include <algorithm>

#include "cli/read_number.h"

namespace unboil {
namespace {

constexpr Choice<ColorWhen> kColors[] = {{"auto", ColorWhen::kAuto},
                                         {"always", ColorWhen::kAlways},
                                         {"never", ColorWhen::kNever}};

// Whether a command answers in JSON.
constexpr Choice<bool> kAnswerFormats[] = {{"text", false}, {"json", true}};

// `--name`, as the table of flags has it.
std::string NameOf(FlagId id) {
  const std::span<const Flag> flags = AllFlags();
  return "--" +
         std::string(
             std::find_if(flags.begin(), flags.end(), [&](const Flag& flag) {
               return flag.id == id;
             })->name);
}

}  // namespace

Error BadValue(std::string_view flag, std::string_view value,
               std::string_view wanted) {
  return {std::string(flag) + ": \"" + std::string(value) + "\" is not " +
              std::string(wanted),
          "", 0};
}

Error Usage(std::string message) { return {std::move(message), "", 0}; }

MaybeError SetCount(std::string_view flag, const std::string& value,
                    std::size_t* count) {
  constexpr std::size_t kMost = 1000;
  *count = ReadNumber<std::size_t>(value).value_or(kMost + 1);
  if (*count <= kMost) return std::nullopt;
  return BadValue(flag, value, "a number from 0 to 1000");
}

MaybeError SetColor(const std::string& value, ColorWhen* color) {
  return SetChoice("--color", value, kColors, color);
}

MaybeError SetAnswerFormat(const ParsedFlags& given, bool* json) {
  for (const ParsedFlags::Given& flag : given.flags) {
    if (flag.id != FlagId::kAnswerFormat) continue;
    if (MaybeError fault =
            SetChoice("--format", flag.value, kAnswerFormats, json)) {
      return fault;
    }
  }
  return std::nullopt;
}

MaybeError RequireName(std::string_view flag, const std::string& value) {
  if (!value.empty()) return std::nullopt;
  return Usage(std::string(flag) + ": the name of a file is empty");
}

MaybeError RefuseTogether(const ParsedFlags& given,
                          std::span<const FlagId> ids) {
  std::string first;
  for (const FlagId id : ids) {
    if (!given.Has(id)) continue;
    if (!first.empty()) return Usage(first + ": cannot go with " + NameOf(id));
    first = NameOf(id);
  }
  return std::nullopt;
}

}  // namespace unboil
