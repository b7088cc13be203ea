// The rule files of rules/, as CMake compiled them in (builtin.cc.in).

#ifndef UNBOIL_BUILTIN_H_
#define UNBOIL_BUILTIN_H_

#include <span>

#include "unboil/unboil.h"

namespace unboil {

std::span<const Source> BuiltinSources();

}  // namespace unboil

#endif  // UNBOIL_BUILTIN_H_
