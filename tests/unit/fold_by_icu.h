// The fold as ICU makes it, key and way back: what fold.cc and fold_map.cc are
// compared with. Nothing of it comes from the tables of the library.

#ifndef UNBOIL_TESTS_UNIT_FOLD_BY_ICU_H_
#define UNBOIL_TESTS_UNIT_FOLD_BY_ICU_H_

#include <string_view>

#include "fold.h"

namespace unboil {

MappedFold FoldByIcu(std::string_view text);

}  // namespace unboil

#endif  // UNBOIL_TESTS_UNIT_FOLD_BY_ICU_H_
