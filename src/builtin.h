// The rules of rules/, compiled in by make_builtin_rules.cc.

#ifndef UNBOIL_BUILTIN_H_
#define UNBOIL_BUILTIN_H_

#include <cstdint>
#include <span>

#include "unboil/unboil.h"

namespace unboil {

// Their files, in order of their names.
std::span<const Source> BuiltinSources();

// The rules of these files (rule_image.h), and their gates (matcher.h).
std::span<const std::uint64_t> BuiltinRuleImage();
std::span<const std::uint64_t> BuiltinGateImage();

}  // namespace unboil

#endif  // UNBOIL_BUILTIN_H_
