// JSON as text, for what is written piece by piece.

#ifndef UNBOIL_IO_JSON_TEXT_H_
#define UNBOIL_IO_JSON_TEXT_H_

#include <string>
#include <string_view>

namespace unboil {

// Appends `text` as a JSON string. Bad UTF-8 becomes U+FFFD, as JSON must be
// UTF-8.
void AppendJsonString(std::string_view text, std::string* out);

}  // namespace unboil

#endif  // UNBOIL_IO_JSON_TEXT_H_
