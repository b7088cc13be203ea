// Tells text that is not UTF-8 but UTF-16 or UTF-32: by its byte order mark, or
// by NULs where such text has them. unboil leaves it as it is, for half a
// character must never be cut.

#ifndef UNBOIL_ENCODING_H_
#define UNBOIL_ENCODING_H_

#include <string_view>

namespace unboil {

bool IsUtf16OrUtf32(std::string_view text);

}  // namespace unboil

#endif  // UNBOIL_ENCODING_H_
